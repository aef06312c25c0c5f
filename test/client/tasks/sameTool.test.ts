// Train, Run Task, `kyn train` and Reproduce Run choose the same tool on the same machine, for every combination of settings and programs.
import { describe, expect, it } from 'vitest';
import { findInterpreter } from '../../../client/src/tasks/findInterpreter';
import { kynArguments } from '../../../client/src/tasks/trainCommandLine';
import {
  findTaskTool,
  findTrainingTool,
  type TrainingToolHost,
  type TrainingToolSearch,
} from '../../../client/src/tasks/trainingTool';
import type { CliContext } from '../../../server/src/cli/command';
import { chooseTool } from '../../../server/src/cli/train/chooseTool';
import { noPrograms } from '../../cli/cliEnvironment';

const COMPILERS = ['auto', 'official', 'builtin'] as const;
const COMMANDS = ['', '/opt/kynml', '/gone/kynml'];
const PYTHONS = ['none', 'selected', 'active environment', 'on PATH'] as const;
const MODULES = [[], ['torch', 'numpy'], ['kynml.cli'], ['kynml.cli', 'torch', 'numpy'], 'broken'] as const;
const PYTHON = {
  none: '',
  selected: '/sel/bin/python',
  'active environment': '/env/bin/python',
  'on PATH': '/bin/python3',
};

interface Machine {
  readonly compiler: (typeof COMPILERS)[number];
  readonly command: string;
  readonly onPath: boolean;
  readonly python: (typeof PYTHONS)[number];
  readonly modules: (typeof MODULES)[number];
}

const machines: readonly Machine[] = COMPILERS.flatMap(compiler =>
  COMMANDS.flatMap(command =>
    [true, false].flatMap(onPath =>
      PYTHONS.flatMap(python => MODULES.map(modules => ({ compiler, command, onPath, python, modules }))),
    ),
  ),
);

// The files of a machine: an environment comes before PATH, and the interpreter of an editor before both.
const filesOf = ({ onPath, python }: Machine): readonly string[] => [
  '/opt/kynml',
  ...(onPath ? ['/bin/kynml'] : []),
  ...(python === 'none' ? [] : [PYTHON[python]]),
];

const missing = ({ modules }: Machine, names: readonly string[]) =>
  modules === 'broken' ? 'broken' : names.filter(name => !(modules as readonly string[]).includes(name));

function editorOf(machine: Machine): TrainingToolHost {
  return {
    platform: 'linux',
    path: '/bin',
    home: '/home/ada',
    folder: '/w',
    kyn: { program: '/code', args: ['kyn.js'] },
    environment: { VIRTUAL_ENV: '/env' },
    isExecutable: async file => filesOf(machine).includes(file),
    isInFolder: async () => false,
    python: async () =>
      machine.python === 'selected' ? { program: PYTHON.selected } : { missing: 'nothing selected' },
    missingModules: async (_, names) => {
      const without = missing(machine, names);
      return without === 'broken' ? { ok: false, message: 'It cannot be run.' } : { ok: true, missing: without };
    },
  };
}

// What `kyn train` runs with some options: words of a program, or '' where it starts nothing.
async function kyn(machine: Machine, options: ReadonlyMap<string, string>): Promise<string> {
  const files = filesOf(machine);
  const context = {
    options,
    repeated: new Map(),
    io: { cwd: '/w', python: () => [PYTHON['active environment'], PYTHON['on PATH']].find(f => files.includes(f)) },
    host: {
      stat: (path: string) => (files.includes(path) ? { kind: 'file' } : undefined),
      run: async ([, , , ...names]: readonly string[]) => {
        const without = missing(machine, names);
        const found = names.filter(name => !without.includes(name));
        const stdout = `${found.map(name => `module ${name}\n`).join('')}end of modules\n`;
        return { ok: true, code: without === 'broken' ? 1 : 0, stdout, stderr: '' };
      },
    },
  } as unknown as CliContext;
  const find = (name: string) => (files.includes(`/bin/${name}`) ? `/bin/${name}` : undefined);
  const running = { programs: { ...noPrograms, find }, session: noPrograms.session() };
  const choice = await chooseTool(context, running, 'always');
  if (!choice.ok) return '';
  const { tool } = choice;
  return tool.kind === 'official' ? [tool.program, ...tool.args].join(' ') : `built in, ${tool.python}`;
}

function optionsOf(args: readonly string[]): ReadonlyMap<string, string> {
  const names = ['compiler', 'python'].filter(name => args.includes(`--${name}`));
  return new Map(names.map(name => [name, args[args.indexOf(`--${name}`) + 1] ?? '']));
}

// A task of the editor runs the official tool itself, otherwise `kyn`.
async function inEditor(machine: Machine, search: TrainingToolSearch): Promise<string> {
  if (!search.found) return '';
  const { tool } = search;
  if (tool.kind === 'official') return [tool.tool.program, ...tool.tool.args].join(' ');
  return kyn(machine, optionsOf(kynArguments('train', { type: 'kynml', spec: 'h.kyn' }, '/w', tool)));
}

const named = machines.map(machine => [JSON.stringify(machine), machine] as const);

describe('the tool', () => {
  it.each(named)('is the same everywhere: %s', async (_, machine) => {
    const { compiler, command, python } = machine;
    const host = editorOf(machine);
    const settings = { compiler, command };
    const trained = await inEditor(machine, await findTrainingTool(settings, host));
    expect(await inEditor(machine, await findTaskTool(settings, host))).toBe(trained);
    // A terminal knows neither the settings nor the interpreter of an editor.
    if (command === '' && python !== 'selected')
      expect(await kyn(machine, new Map([['compiler', compiler]]))).toBe(trained);
    const interpreter = await findInterpreter(command, host);
    const options = new Map([
      ['compiler', 'builtin'],
      ...(interpreter.found ? [['python', interpreter.program] as const] : []),
    ]);
    const builtin = await inEditor(machine, await findTrainingTool({ compiler: 'builtin', command }, host));
    expect(await kyn(machine, options)).toBe(builtin);
  });

  it('is the first one of the documented order', async () => {
    const everything = { compiler: 'auto', python: 'on PATH', modules: MODULES[3], onPath: true } as const;
    const of = async (machine: Machine) => {
      const { compiler, command } = machine;
      return inEditor(machine, await findTrainingTool({ compiler, command }, editorOf(machine)));
    };
    expect(await of({ ...everything, command: '/opt/kynml' })).toBe('/opt/kynml');
    expect(await of({ ...everything, command: '/gone/kynml' })).toBe('');
    expect(await of({ ...everything, command: '' })).toBe('/bin/kynml');
    expect(await of({ ...everything, command: '', onPath: false })).toBe('/bin/python3 -m kynml.cli');
    expect(await of({ ...everything, command: '', onPath: false, modules: MODULES[1] })).toBe('built in, /bin/python3');
  });
});
