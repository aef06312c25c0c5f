// kyn train: the tool, the files it writes, and what prevents a run. Programs are functions here.
import { expect, test } from 'vitest';
import type { ShownProgram } from '../../server/src/cli/programs';
import type { MemoryFile } from '../../src-shared/host/memoryHost';
import { houseSpec } from '../specFixture';
import { lockText, manifestText, sha256 } from './cliEnvironment';
import { keptFile, MANIFEST, type Machine, train } from './trainMachine';

test('the built-in compiler writes the script and runs it in the working folder', async () => {
  const { code, files, messages, started, stdout, stderr } = await train({}, 'house.kyn');
  expect([code, stdout, stderr]).toEqual([0, '', '']);
  expect(messages).toEqual([
    'training house.kyn with built-in compiler, /usr/bin/python3',
    'trained, but run_manifest.json is not a run manifest.',
  ]);
  expect(String(files.get('/w/train_house.py'))).toContain(`CONFIG_HASH = "${sha256(houseSpec)}"`);
  const [{ program, args, cwd, env, output } = {} as ShownProgram] = started;
  expect({ program, args, cwd, env, output }).toEqual({
    program: '/usr/bin/python3',
    args: ['/w/train_house.py'],
    cwd: '/w',
    env: { PYTHONSAFEPATH: '1', KYNML_EVENTS: keptFile(files, 'events')[0] },
    output: 'terminal',
  });
});

test('the metrics of the run are stated at its end', async () => {
  const script: Machine['script'] = (_, host) => {
    host.files.set(MANIFEST, manifestText({ metrics: { mae: 16.843979644, r2: 0.94 } }));
    return { ok: true, code: 0 };
  };
  const { messages } = await train({ script }, 'house.kyn');
  expect(messages[1]).toBe('trained: mae 16.84, r2 0.9400 (run_manifest.json)');
});

test.each([
  [{ mae: Number.NaN, r2: 0.5 }, 'mae NaN, r2 0.5000', 'mae is not finite'],
  [{ mae: Number.POSITIVE_INFINITY, r2: Number.NaN }, 'mae Infinity, r2 NaN', 'mae, r2 are not finite'],
])('a result that is not finite is called unusable: %j', async (metrics, shown, clause) => {
  const text = manifestText({ metrics: 0 }).replace(
    '"metrics":0',
    `"metrics":{${Object.entries(metrics).map(([name, value]) => `"${name}":${value}`)}}`,
  );
  const script: Machine['script'] = (_, host) => {
    host.files.set(MANIFEST, text);
    return { ok: true, code: 0 };
  };
  const { code, messages } = await train({ script }, 'house.kyn');
  expect([code, messages[1]]).toEqual([
    0,
    `trained: ${shown} (run_manifest.json). ${clause}, so the result is unusable: the training probably diverged. A smaller \`lr\` may help.`,
  ]);
});

test.each([
  ['an older one', { [MANIFEST]: manifestText() }, ' The file is of an earlier run.'],
  ['no older one', {}, ''],
])('a tool that ends without an error and without a manifest failed: %s', async (_, files, more) => {
  const result = await train({ files, script: () => ({ ok: true, code: 0 }) }, 'house.kyn');
  expect([result.code, result.messages]).toEqual([1, ['training house.kyn with built-in compiler, /usr/bin/python3']]);
  expect(result.stderr).toBe(
    `kyn: The tool ended without an error, but run_manifest.json was not written, so this run has no result.${more}\n`,
  );
});

test('a run that writes the same manifest again has that result', async () => {
  const script: Machine['script'] = (_, host) => {
    void host.writeAtomic(MANIFEST, manifestText());
    return { ok: true, code: 0 };
  };
  const { code, messages, files } = await train({ files: { [MANIFEST]: manifestText() }, script }, 'house.kyn');
  expect([code, messages[1]]).toEqual([0, 'trained: mae 0.5000 (run_manifest.json)']);
  const record = JSON.parse(keptFile(files, 'records')[1]);
  expect(record.ended.manifest).toBe(sha256(manifestText()));
});

test('the run is kept with the manifest that it overwrites', async () => {
  const { files } = await train({ files: { [MANIFEST]: '{"old": 1}' } }, 'house.kyn', '--param', 'lr=0.5');
  const kept = [...files].filter(([path]) => path.startsWith('/w/.kynml/runs/')).map(([, text]) => text);
  expect(kept).toEqual(['{"old": 1}']);
  expect(JSON.parse(keptFile(files, 'records')[1])).toMatchObject({
    command: 'train',
    data: 'data/houses.csv',
    overrides: { lr: '0.5' },
    ended: { exit_code: 0, manifest: sha256('{"new": 1}') },
  });
  expect(files.get(`/w/.kynml/specs/${sha256(houseSpec)}`)).toBe(houseSpec);
});

test('two runs that start in the same millisecond have names of their own', async () => {
  const [first, second] = [await train({}, 'house.kyn'), await train({}, 'house.kyn')];
  expect(keptFile(first.files, 'records')[0]).not.toBe(keptFile(second.files, 'records')[0]);
});

test('with --no-history nothing is in .kynml, and the script does not write to the events of the shell', async () => {
  const { files, started } = await train({ files: { [MANIFEST]: '{"old": 1}' } }, 'house.kyn', '--no-history');
  expect(started[0]?.env).toEqual({ PYTHONSAFEPATH: '1', KYNML_EVENTS: '' });
  expect([...files.keys()].filter(path => path.startsWith('/w/.kynml'))).toEqual([]);
});

test('the exit code is that of the script', async () => {
  expect((await train({ script: () => ({ ok: true, code: 7 }) }, 'house.kyn')).code).toBe(7);
  expect((await train({ script: () => ({ ok: true, code: 143 }) }, 'house.kyn')).code).toBe(143);
});

test('a program that cannot be run is a message', async () => {
  const { code, stderr } = await train({ script: () => ({ ok: false, detail: 'permission denied' }) }, 'house.kyn');
  expect([code, stderr]).toEqual([2, 'kyn: /usr/bin/python3 could not be run: permission denied.\n']);
});

test('the values of all --param reach the script, the last of one name', async () => {
  const { files } = await train({}, 'house.kyn', '--param', 'lr=1', '--param', 'lr=0.25');
  expect(String(files.get('/w/train_house.py'))).toContain('0.25');
});

test('a value of an unknown param is a message, and nothing is started', async () => {
  const { code, stderr, started } = await train({}, 'house.kyn', '--param', 'rl=1');
  expect([code, started]).toEqual([2, []]);
  expect(stderr).toContain('`rl` is not a param of this spec. Did you mean `lr`?');
});

test('a value without a name is a message', async () => {
  const { code, stderr, started } = await train({}, 'house.kyn', '--param', '0.25');
  expect([code, started]).toEqual([2, []]);
  expect(stderr).toContain('`0.25` is not a value of a param');
});

test('--out is the folder of the script, of the run and of the claim; the history stays in the workspace', async () => {
  const { files, started } = await train({}, 'house.kyn', '--out', 'runs/it is');
  expect(started[0]).toMatchObject({ cwd: '/w/runs/it is', args: ['/w/runs/it is/train_house.py'] });
  expect(files.has('/w/runs/it is/train_house.py')).toBe(true);
  expect(keptFile(files, 'records')[0]).not.toBe('');
});

test('a folder that is a file is a message', async () => {
  const { code, stderr, started } = await train({ files: { '/w/o': '' } }, 'house.kyn', '--out', 'o');
  expect([code, stderr, started]).toEqual([2, 'kyn: o is not a folder.\n', []]);
});

test('a folder below a file is a message', async () => {
  const { code, stderr, started } = await train({}, 'house.kyn', '--out', 'data/houses.csv/x/y');
  const message = 'data/houses.csv/x/y cannot be created, because data/houses.csv is not a folder.';
  expect([code, stderr, started]).toEqual([2, `kyn: ${message}\n`, []]);
});

test('a run in a folder that another run uses is refused with a way to go on', async () => {
  const claim = (more: object) => ({
    '/w/.kynml-claim': JSON.stringify({ computer: 'here', processes: {}, spec: 'a.kyn', started: '2026', ...more }),
  });
  const used = claim({ processes: { 7: 'other' } });
  const held = await train({ files: used, running: { 7: 'other' } }, 'house.kyn');
  expect([held.code, held.started, held.stderr]).toEqual([
    2,
    [],
    'kyn: a.kyn is being trained in this folder (process 7, started 2026) and will write its results there. Wait until it ends, or choose another folder with `--out`. Nothing was started.\n',
  ]);
  expect((await train({ files: used }, 'house.kyn')).code).toBe(0);
  const unsure = await train({ files: claim({ processes: { 7: '' } }), running: { 7: '' } }, 'house.kyn');
  expect(unsure.stderr).toContain('If process 7 is another program, delete .kynml-claim.');
  const away = await train({ files: claim({ computer: 'there' }) }, 'house.kyn');
  expect([away.code, away.started]).toEqual([2, []]);
  expect(away.stderr).toContain('on the computer there (started 2026)');
  expect(away.stderr).toContain('If it has ended, delete .kynml-claim.');
  const foreign = await train({ files: { '/w/.kynml-claim': 'mine' } }, 'house.kyn');
  expect(foreign.stderr).toContain(
    '.kynml-claim, with which a run claims its folder, was not written by kyn. Remove it',
  );
  expect([foreign.code, foreign.started, foreign.files.get('/w/.kynml-claim')]).toEqual([2, [], 'mine']);
});

test('the folder is claimed while the script runs, and free after it', async () => {
  let claim = '';
  const script: Machine['script'] = (_, host) => {
    claim = String(host.files.get('/w/.kynml-claim'));
    return { ok: true, code: 0 };
  };
  const { files } = await train({ script }, 'house.kyn');
  expect(JSON.parse(claim)).toEqual({
    computer: 'here',
    processes: { 100: 'kyn' },
    spec: 'house.kyn',
    started: '2026-04-18T17:30:05.123Z',
  });
  expect(files.has('/w/.kynml-claim')).toBe(false);
});

test('an incomplete history does not prevent a run: one warning', async () => {
  const { code, messages } = await train({ files: { '/w/.kynml': 'mine' } }, 'house.kyn');
  expect(code).toBe(0);
  expect(messages.filter(m => m.startsWith('warning: the history is incomplete'))).toHaveLength(1);
});

const UNKEPT: readonly [string, Readonly<Record<string, MemoryFile>>, string][] = [
  ['on a full disk', { '/w/.kynml': 'mine', [MANIFEST]: '{}' }, 'a parent folder is a file'],
  ['that cannot be read', { [MANIFEST]: { unreadable: 'denied' } }, 'was not kept (permission denied)'],
  ['that is too large', { [MANIFEST]: { unreadable: 'too-large' } }, 'was not kept ('],
  ['that is not text', { [MANIFEST]: new Uint8Array([0xff]) }, 'was not kept (it is not UTF-8 text)'],
];

test.each(UNKEPT)('a manifest %s is not overwritten, unless nothing is to be kept', async (_, files, reason) => {
  const { code, stderr, started, files: after } = await train({ files }, 'house.kyn');
  expect([code, started, after.get(MANIFEST)]).toEqual([2, [], files[MANIFEST]]);
  expect(stderr).toContain(
    'The run would overwrite run_manifest.json, and the file could not be kept in the history: ',
  );
  expect(stderr).toContain(reason);
  expect(stderr).toContain('or overwrite it with `--no-history`. Nothing was started.');
  expect([...after.keys()].filter(path => path.includes('/records/'))).toEqual([]);
  expect((await train({ files }, 'house.kyn', '--no-history')).started).toHaveLength(1);
});

test.each(['.kynml', '.kynml/records', '.kynml/events', '.kynml/.gitignore'])(
  'a link at %s is refused, unless nothing is to be kept',
  async link => {
    const files = { [`/w/${link}`]: { brokenLink: '/etc' } };
    const { code, stderr, started, files: after } = await train({ files }, 'house.kyn');
    expect([code, started]).toEqual([2, []]);
    expect(stderr).toContain(`kyn: ${link} is a link, and what a run starts with is not written to another place.`);
    expect([...after.keys()].filter(path => path.startsWith('/w/.kynml'))).toEqual([`/w/${link}`]);
    expect((await train({ files }, 'house.kyn', '--no-history')).code).toBe(0);
  },
);

const ORDER: readonly [string, Machine, readonly string[], string][] = [
  [
    'kynml on PATH',
    { onPath: '/bin/kynml', modules: ['kynml.cli', 'torch', 'numpy'] },
    [],
    '/bin/kynml train /w/house.kyn',
  ],
  ['the module', { modules: ['kynml.cli', 'torch', 'numpy'] }, [], '/usr/bin/python3 -m kynml.cli train /w/house.kyn'],
  ['the compiler', { modules: ['torch', 'numpy'] }, [], '/usr/bin/python3 /w/train_house.py'],
  [
    'builtin',
    { onPath: '/bin/kynml', modules: ['kynml.cli', 'torch', 'numpy'] },
    ['--compiler', 'builtin'],
    '/usr/bin/python3 /w/train_house.py',
  ],
  [
    'official',
    { onPath: '/bin/kynml' },
    ['--compiler', 'official', '--param', 'lr=1'],
    '/bin/kynml train /w/house.kyn --param lr=1',
  ],
  [
    'an interpreter',
    { onPath: '/bin/kynml', files: { '/w/py/python': '' } },
    ['--python', 'py/python'],
    '/w/py/python /w/train_house.py',
  ],
];

test.each(ORDER)('the tool: %s', async (_, machine, options, expected) => {
  const { started, messages } = await train(machine, 'house.kyn', ...options);
  expect(started.map(({ program, args }) => [program, ...args].join(' '))).toEqual([expected]);
  expect(messages[0]).toContain(expected.split(' ')[0]?.replace('/w/', ''));
});

test('the first line names the tool; a program of the working folder is relative', async () => {
  const inside = await train({ files: { '/w/.venv/bin/python': '' } }, 'house.kyn', '--python', '.venv/bin/python');
  expect(inside.messages[0]).toBe('training house.kyn with built-in compiler, .venv/bin/python');
  const module = await train({ python: '/w/.venv/bin/python', modules: ['kynml.cli'] }, 'house.kyn');
  expect(module.messages[0]).toBe('training house.kyn with .venv/bin/python -m kynml.cli');
});

const NO_TOOL: readonly [string, Machine, readonly string[], string][] = [
  ['no interpreter', { python: '' }, [], 'No Python was found'],
  ['no torch', { modules: ['numpy'] }, [], '`/usr/bin/python3 -m pip install torch numpy`'],
  [
    'a path with blanks',
    { modules: [], python: "/opt/it's mine/python" },
    [],
    "`'/opt/it'\\''s mine/python' -m pip install torch numpy`",
  ],
  ['no official tool', {}, ['--compiler', 'official'], '`/usr/bin/python3 -m pip install kynml`'],
  ['no such interpreter', {}, ['--python', './x'], './x was not found'],
  ['a folder', {}, ['--python', './data'], './data is a folder. `--python` needs an interpreter.'],
  [
    'a program that is not Python',
    { answer: 'hello\n' },
    [],
    'The program /usr/bin/python3 ran, but did not answer as Python does. It may not be a Python interpreter.',
  ],
  ['a program that prints nothing', { answer: '' }, [], 'did not answer as Python does'],
  [
    'the name of a file in the working folder',
    { files: { '/w/py': '' } },
    ['--python', 'py'],
    'py was not found on PATH. For an interpreter in the working folder, give a path: `--python ./py`.',
  ],
];

test.each(NO_TOOL)('nothing is started with %s', async (_, machine, options, expected) => {
  const { code, stderr, started, files } = await train(machine, 'house.kyn', ...options);
  expect([code, started]).toEqual([2, []]);
  expect(stderr).toContain(expected);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  expect([...files.keys()].filter(path => path.includes('.kynml') || path.endsWith('.py'))).toEqual([]);
});

test('--check-lock stops a spec that drifted or is not locked, before any program', async () => {
  const lock = (text: string) => ({ '/w/kynml.lock': lockText('house.kyn', text) });
  for (const files of [{}, lock(`${houseSpec}# older\n`)]) {
    const { code, stderr, queried, started } = await train({ files }, 'house.kyn', '--check-lock');
    expect([code, queried, started]).toEqual([1, [], []]);
    expect(stderr).toContain('Nothing was started.');
  }
  expect((await train({ files: lock(houseSpec) }, 'house.kyn', '--check-lock')).code).toBe(0);
  expect((await train({ files: lock(`${houseSpec}# older\n`) }, 'house.kyn')).code).toBe(0);
});

test.each([
  ['the command that creates it', houseSpec, "Run `kyn lock create 'my house.kyn'`."],
  ['why it cannot be created', `<<<<<<< a\n=======\n>>>>>>> b\n${houseSpec}`, 'Resolve the conflict first.'],
])('--check-lock without a lock: %s', async (_, text, hint) => {
  const { code, stderr } = await train({ files: { '/w/my house.kyn': text } }, 'my house.kyn', '--check-lock');
  expect(code).toBe(1);
  expect(stderr).toBe(
    `kyn: my house.kyn: This spec does not have a lock. Create one to detect changes. ${hint}\nkyn: Nothing was started.\n`,
  );
});

test('--check-lock stops a spec that one of its locks does not match', async () => {
  const files = {
    '/w/kynml.lock': lockText('house.kyn', houseSpec),
    '/w/house.kyn.lock': lockText('house.kyn', `${houseSpec}# older\n`),
  };
  const { code, stderr, queried, started } = await train({ files }, 'house.kyn', '--check-lock');
  expect([code, queried, started]).toEqual([1, [], []]);
  expect(stderr).toMatch(
    /^kyn: house\.kyn: Spec changed since it was locked in house\.kyn\.lock .*\nkyn: Nothing was started\.\n$/,
  );
});

test('standard input is not a spec to train', async () => {
  expect(await train({}, '-')).toMatchObject({ code: 2, started: [] });
});

test.each([
  ['train_house.py', '.', 'the script'],
  ['out/train_house.py', '.', undefined],
  ['train_house.py', 'out', 'the script'],
  ['../house.kyn', 'out', 'the spec itself'],
  ['house.kyn', 'out', undefined],
])('an export to %s with `--out %s`', async (path, out, what) => {
  const spec = `${houseSpec}export:\n    format = torch\n    path = "${path}"\n`;
  const { code, started, stderr } = await train({ files: { '/w/house.kyn': spec } }, 'house.kyn', '--out', out);
  expect([code, started.length]).toEqual(what === undefined ? [0, 1] : [1, 0]);
  if (what !== undefined) expect(stderr).toContain(`This is the path of ${what}, so the run would overwrite it.`);
});
