// Which tool trains, in the order of `kyn train`, and the message when none can.
import { describe, expect, it } from 'vitest';
import { installCommand, missingToolMessage } from '../../../client/src/tasks/missingToolMessage';
import {
  findCompiler,
  findTaskTool,
  findTrainingTool,
  officialWords,
  readCompiler,
  type TrainingToolHost,
} from '../../../client/src/tasks/trainingTool';

const kyn = { program: '/code', args: ['/ext/dist/kyn.js'], env: { ELECTRON_RUN_AS_NODE: '1' } };
const PYTHON = '/venv/bin/python';

// A machine with some files, modules of the selected Python, and a list of what was started.
function machine(files: readonly string[], modules: readonly string[] = [], python: string | undefined = PYTHON) {
  const started: string[] = [];
  const host: TrainingToolHost = {
    platform: 'linux',
    path: '/usr/bin',
    home: '/home/ada',
    folder: '/w',
    kyn,
    isExecutable: async file => files.includes(file),
    python: async () =>
      python === undefined ? { missing: 'the Python extension: not installed' } : { program: python },
    isInFolder: async () => false,
    missingModules: async (program, names) => {
      started.push(`${program} ${names.join(' ')}`);
      return { ok: true, missing: names.filter(name => !modules.includes(name)) };
    },
  };
  return { host, started };
}

const settings = (compiler: string, command = '') => ({ compiler: readCompiler(compiler), command });
const train = async (compiler: string, { host }: ReturnType<typeof machine>, command = '') => {
  const search = await findTrainingTool(settings(compiler, command), host);
  if (!search.found) return search.missing;
  const { tool } = search;
  return tool.kind === 'official' ? [tool.tool.program, ...tool.tool.args] : { ...tool, tool: tool.tool === kyn };
};
const builtin = { kind: 'kyn', tool: true, compiler: 'builtin', python: PYTHON };
const all = ['kynml.cli', 'torch', 'numpy'];

describe('the tool that trains', () => {
  it.each([
    ['the setting', '/opt/kynml', ['/opt/kynml', '/usr/bin/kynml'], all, ['/opt/kynml']],
    ['kynml on PATH', '', ['/usr/bin/kynml'], all, ['/usr/bin/kynml']],
    ['the module of the interpreter', '', [], all, [PYTHON, '-m', 'kynml.cli']],
    ['the built-in compiler', '', [], ['torch', 'numpy'], builtin],
  ])('is %s', async (_name, command, files, modules, expected) => {
    expect(await train('auto', machine(files, modules), command)).toEqual(expected);
  });

  it('is chosen by the setting', async () => {
    expect(await train('builtin', machine(['/usr/bin/kynml'], all))).toEqual(builtin);
    expect(await train('official', machine(['/usr/bin/kynml'], all))).toEqual(['/usr/bin/kynml']);
    const { kind } = (await train('official', machine([], ['torch', 'numpy']))) as { kind: string };
    expect(kind).toBe('official');
    expect(readCompiler('anything else')).toBe('auto');
  });

  it('is never another one than the configured one', async () => {
    const gone = await train('auto', machine(['/usr/bin/kynml'], all), '/gone/kynml');
    expect(gone).toMatchObject({ kind: 'official', tried: [expect.stringContaining('/gone/kynml')] });
    expect(await train('builtin', machine([], all), '/gone/kynml')).toEqual(builtin);
  });

  it('does not start an interpreter while an official tool is installed', async () => {
    const here = machine(['/usr/bin/kynml'], all);
    await train('auto', here);
    expect(here.started).toEqual([]);
  });

  it('uses Python on PATH without the Python extension', async () => {
    const here = machine(['/usr/bin/python3'], ['torch', 'numpy'], '');
    const host = { ...here.host, python: async () => ({ missing: 'the Python extension: not installed' }) };
    const search = await findTrainingTool(settings('auto'), host);
    expect(search).toMatchObject({ found: true, tool: { kind: 'kyn', python: '/usr/bin/python3' } });
  });

  it('is named for a list of tasks without starting a process', async () => {
    const here = machine([], all);
    const tool = { kind: 'kyn', tool: kyn, compiler: 'auto', python: PYTHON };
    expect(await findTaskTool(settings('auto'), here.host)).toEqual({ found: true, tool });
    expect(await findTaskTool(settings('official'), here.host)).toMatchObject({ tool: { compiler: 'official' } });
    expect(here.started).toEqual([]);
  });

  it('compiles without an interpreter', async () => {
    const { host } = machine([], []);
    const search = await findCompiler(settings('auto'), { ...host, python: async () => ({ missing: 'none' }) });
    expect(search).toEqual({ found: true, tool: { kind: 'kyn', tool: kyn, compiler: 'builtin' } });
  });
});

describe('the message without a tool', () => {
  it('names what to install with the path of the interpreter', async () => {
    const missing = await train('auto', machine([], ['numpy']));
    const { text, fix, install } = missingToolMessage(missing as never, 'linux');
    expect(install).toBe('/venv/bin/python -m pip install torch numpy');
    expect(text).toBe(
      'Nothing was started because the interpreter /venv/bin/python does not have `torch`. ' +
        'Install what is missing with `/venv/bin/python -m pip install torch numpy`, or select another interpreter.',
    );
    expect(fix).toBe('interpreter');
  });

  it('states where an interpreter or the official tool was searched', () => {
    const python = missingToolMessage({ kind: 'python', tried: ['a: no', 'b: no'] }, 'linux');
    expect(python.text).toContain('no Python was found (tried: a: no; b: no)');
    const official = missingToolMessage({ kind: 'official', tried: ['the setting'] }, 'linux');
    expect(official).toMatchObject({ fix: 'command', text: expect.stringContaining('(tried: the setting)') });
    const broken = missingToolMessage({ kind: 'broken', message: 'The interpreter x could not be run: no.' }, 'linux');
    expect(broken.text).toContain('The interpreter x could not be run: no.');
  });

  it.each([
    ['/opt/my env/bin/python', 'linux', "'/opt/my env/bin/python' -m pip install torch numpy"],
    ["/opt/it's/python", 'darwin', "'/opt/it'\\''s/python' -m pip install torch numpy"],
    ['C:\\Py\\python.exe', 'win32', 'C:\\Py\\python.exe -m pip install torch numpy'],
    ['C:\\Program Files\\python.exe', 'win32', "& 'C:\\Program Files\\python.exe' -m pip install torch numpy"],
  ] as const)('quotes %s for a terminal', (python, platform, expected) => {
    expect(installCommand(python, platform)).toBe(expected);
  });
});

it('the official tool of a reproduction is the configured one, also where it does not exist, otherwise that on PATH', async () => {
  const { host, started } = machine(['/opt/kynml', '/usr/bin/kynml'], all);
  expect(await officialWords(['/opt/kynml', '-v'], host)).toEqual(['/opt/kynml', '-v']);
  expect(await officialWords('/gone/kynml', host)).toEqual(['/gone/kynml']);
  expect(await officialWords('', host)).toEqual(['/usr/bin/kynml']);
  expect(await officialWords('', machine([], all).host)).toBeUndefined();
  expect(started).toEqual([]);
});
