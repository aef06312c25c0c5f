// kyn reproduce with the official tool: which tool it chooses, what it starts, and what it leaves behind. Programs are functions here.
import { expect, test } from 'vitest';
import type { Programs, ShownProgram } from '../../server/src/cli/programs';
import type { MemoryHost } from '../../src-shared/host/memoryHost';
import { DATA, ENV, manifestOf, SPEC_WITH_PARAMS } from '../repro/reproduce/world';
import { type CliSetup, kyn, programsOn } from './cliEnvironment';

const RECORDED = manifestOf(SPEC_WITH_PARAMS, { kynml_version: '0.4.1', params: { lr: '0.05' } });

interface Machine {
  readonly onPath?: boolean;
  /** Modules of the interpreter. */
  readonly modules?: readonly string[];
  readonly recorded?: Record<string, unknown>;
  readonly files?: Record<string, string>;
}

async function reproduce(
  { onPath = false, modules = [], recorded = RECORDED, files = {} }: Machine,
  ...args: readonly string[]
) {
  const started: (ShownProgram & { readonly data: unknown })[] = [];
  const programs = (host: MemoryHost): Programs => ({
    ...programsOn(host),
    find: name => (name === 'kynml' && onPath ? '/usr/bin/kynml' : undefined),
    session: () => ({
      ...programsOn(host).session(),
      async run(program) {
        started.push({ ...program, data: host.files.get(`${program.cwd}/data/houses.csv`) });
        const isScript = program.args.some(arg => arg.endsWith('train.py'));
        const made = isScript ? { ...recorded, kynml_version: 'kyn 1.2.3' } : recorded;
        await host.writeAtomic(`${program.cwd}/run_manifest.json`, JSON.stringify(made));
        return { ok: true, code: 0 };
      },
    }),
  });
  const setup: CliSetup = {
    files: {
      '/w/spec.kyn': SPEC_WITH_PARAMS,
      '/w/data/houses.csv': DATA,
      '/w/r.json': JSON.stringify(recorded),
      ...files,
    },
    data: true,
    python: '/usr/bin/python3',
    programs,
    async run(argv) {
      const isQuestion = argv[2]?.includes('find_spec');
      const found = argv.slice(3).flatMap(name => (modules.includes(name) ? [`module ${name}\n`] : []));
      const stdout = isQuestion ? `${found.join('')}end of modules\n` : `kyn-environment ${JSON.stringify(ENV)}\n`;
      return { ok: true, code: 0, stdout, stderr: '' };
    },
  };
  const result = await kyn(setup, 'reproduce', 'r.json', '--format', 'json', ...args);
  const json = result.stdout === '' ? undefined : JSON.parse(result.stdout);
  const environment = json?.steps.find((s: { name: string }) => s.name === 'environment');
  return { ...result, json, environment, started };
}

const TORCH = ['torch', 'numpy'];

test('trains with kynml on PATH in a temporary folder, which is removed', async () => {
  const { code, json, started, files, messages } = await reproduce({ onPath: true });
  expect([code, json.verdict]).toEqual([0, 'reproduced-exactly']);
  const [{ program, args, cwd, env, data } = {} as (typeof started)[0]] = started;
  expect({ program, args, cwd, env }).toEqual({
    program: '/usr/bin/kynml',
    args: ['train', '/tmp/kyn-reproduce-1/spec/spec.kyn', '--param', 'lr=0.05'],
    cwd: '/tmp/kyn-reproduce-1/run',
    env: { PYTHONSAFEPATH: '1', PYTHONIOENCODING: 'utf-8:backslashreplace', KYNML_EVENTS: '' },
  });
  expect(data).toBe(DATA);
  expect([...files.keys()].filter(path => path.startsWith('/tmp/'))).toEqual([]);
  expect(messages).toContain('run: training with /usr/bin/kynml in a temporary folder');
});

test.each<[Machine, readonly string[], string, string]>([
  [{ modules: ['kynml.cli', ...TORCH] }, [], '/usr/bin/python3 -m kynml.cli train', 'confirmed'],
  [
    { onPath: true, files: { '/opt/kynml': '' } },
    ['--kynml', '/opt/kynml', '--kynml', '-v'],
    '/opt/kynml -v train',
    'confirmed',
  ],
  [{ files: { '/w/tools/kynml': '' } }, ['--kynml', 'tools/kynml'], '/w/tools/kynml train', 'confirmed'],
  [{ onPath: true }, ['--kynml', 'kynml'], '/usr/bin/kynml train', 'confirmed'],
  [{ onPath: true, modules: TORCH }, ['--compiler', 'builtin'], '/usr/bin/python3 /tmp', 'unknown'],
  [{ modules: TORCH }, [], '/usr/bin/python3 /tmp', 'unknown'],
])('of %j with %j', async (machine, args, command, state) => {
  const { started, environment, json } = await reproduce(machine, ...args);
  expect(started.map(({ program, args: [...all] }) => [program, ...all].join(' '))).toEqual([
    expect.stringContaining(command),
  ]);
  expect(environment.state).toBe(state);
  expect(json.verdict).toBe(state === 'confirmed' ? 'reproduced-exactly' : 'consistent');
});

test('states why the official tool was not used', async () => {
  const why = async (...args: readonly string[]) =>
    (await reproduce({ modules: TORCH, files: { '/usr/bin/python3': '' } }, ...args)).environment.detail;
  expect(await why()).toContain('It was not found.');
  expect(await why('--python', '/usr/bin/python3')).toContain(
    'The interpreter of `--python` does not have it, and PATH is not searched then.',
  );
  expect(await why('--compiler', 'builtin')).toContain('It is not used, because of `--compiler builtin`.');
});

test('with --compiler official, nothing else trains', async () => {
  const { started, json } = await reproduce({ modules: TORCH }, '--compiler', 'official');
  expect([started, json.verdict]).toEqual([[], 'cannot-be-judged']);
  expect(json.reasons[0]).toContain('`kynml` was not found on PATH, and /usr/bin/python3 does not have it.');
});

// The tool works in a folder with the data, where a relative path or a name could lead to that data.
test.each([
  ['./kynml', './kynml was not found. `--kynml` needs a program.'],
  ['kyn-ml', 'kyn-ml was not found on PATH. For a program in the working folder, give a path: `--kynml ./kyn-ml`.'],
])('with --kynml %s that is not found, nothing is trained', async (named, reason) => {
  const { started, json } = await reproduce({ onPath: true, modules: TORCH }, '--kynml', named);
  expect([started, json.reasons]).toEqual([[], [reason]]);
});

test('a run of the built-in compiler is trained by it', async () => {
  const recorded = { ...RECORDED, kynml_version: 'kyn 1.2.3' };
  for (const args of [[], ['--compiler', 'official']]) {
    const { started, json } = await reproduce({ onPath: true, modules: TORCH, recorded }, ...args);
    expect([started[0]?.program, json.verdict]).toEqual(['/usr/bin/python3', 'reproduced-exactly']);
  }
});
