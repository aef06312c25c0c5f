// kyn manifest new.
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { run } from '../../server/src/cli/run';
import { readArtifact } from '../../src-shared/artifacts/read';
import { findPython } from '../../src-shared/host/node/findPython';
import { pythonIsoTime } from '../../src-shared/repro/experiment/experiment';
import { OPENAI } from '../secretSample';
import { type CliSetup, kyn, onDisk } from './cliEnvironment';
import { answers, bytes, environment, SHA } from './manifestEnvironment';

const make = (setup: CliSetup, ...argv: string[]) =>
  kyn(setup, 'manifest', 'new', '--provenance', 'provenance.json', '--out', 'm.json', ...argv);

test('writes the data of git and the interpreter, with sorted keys and numbers as Python prints them', async () => {
  const run = await make(environment, '--params', 'params.json');
  expect(run).toMatchObject({ code: 0, stdout: 'm.json was written.\n', stderr: '' });
  expect(run.files.get('/w/m.json')).toBe(`{
  "data_provenance": {
    "kind": "synthetic",
    "seed": 7
  },
  "env": {
    "platform": "Linux-6.1",
    "python": "3.11.9 (/env/bin/python -I)"
  },
  "experiment_id": "2026-04-19T17:30:00.123000+00:00_1a2b3c4d",
  "git": {
    "branch": "main",
    "dirty": false,
    "sha": "${SHA}"
  },
  "manifest_schema_version": 1,
  "params": {
    "big": 123456789012345678901234567890,
    "lr": 0.1,
    "n": 7.0,
    "name": "\\u00e9"
  },
  "pytyche": {},
  "timestamp_utc": "2026-04-19T17:30:00.123000+00:00"
}
`);
});

test('a branch with the name of a secret is hidden, because a manifest is committed and shared', async () => {
  const git = environment.git as NonNullable<CliSetup['git']>;
  const named: CliSetup['git'] = async (folder, args) =>
    args.includes('--abbrev-ref') ? bytes(`fix/${OPENAI}\n`) : git(folder, args);
  const run = await make({ ...environment, git: named });
  expect(run.code).toBe(0);
  expect(JSON.parse(String(run.files.get('/w/m.json'))).git.branch).toBe('fix/(hidden)');
});

test('a duplicate key is reported, and the last value is used', async () => {
  const run = await make({ ...environment, stdin: '{"lr": 1, "lr": 2}' }, '--params', '-');
  expect(run).toMatchObject({
    code: 0,
    stderr: 'kyn: standard input: `lr` is defined twice; only the last value is used\n',
  });
  expect(JSON.parse(String(run.files.get('/w/m.json')))).toMatchObject({ params: { lr: 2 } });
});

test('replaces an empty file, and with --force an earlier manifest, but not any other file', async () => {
  const earlier = String((await make(environment)).files.get('/w/m.json'));
  const over = (old: string) => ({ ...environment, files: { ...environment.files, '/w/m.json': old } });
  expect(await make(over(''))).toMatchObject({ code: 0 });
  const refused = await make(over(earlier), '--id', 'b');
  expect(refused).toMatchObject({
    code: 2,
    stdout: '',
    stderr: 'kyn: m.json exists and is an experiment manifest. Use `--force` to replace it. Nothing was written.\n',
  });
  expect(refused.files.get('/w/m.json')).toBe(earlier);
  expect(String((await make(over(earlier), '--id', 'b', '--force')).files.get('/w/m.json'))).toContain('"b"');
  for (const [old, reason] of [
    ['train:\n    epochs = 1\n', 'exists and is not an experiment manifest'],
    ['{"lr": 0.1}', 'exists and is not an experiment manifest'],
    [earlier.slice(0, -3), 'exists and is not an experiment manifest'],
    [`# Notes\n\n${earlier}`, 'exists and is not an experiment manifest'],
    [Uint8Array.of(0x7b, 0xff), 'cannot be read: it is not UTF-8 text'],
  ] as const) {
    const run = await make({ ...environment, files: { ...environment.files, '/w/m.json': old } }, '--force');
    expect(run).toMatchObject({
      code: 2,
      stdout: '',
      stderr: `kyn: m.json ${reason}. Choose another name, or delete the file first. Nothing was written.\n`,
    });
    expect(run.files.get('/w/m.json')).toEqual(old);
  }
});

test('prints the manifest for `--out -`', async () => {
  const expected = String((await make(environment)).files.get('/w/m.json'));
  const printed = await kyn(environment, 'manifest', 'new', '--provenance', 'provenance.json', '--out', '-');
  expect(printed).toMatchObject({ code: 0, stdout: expected, stderr: '' });
  expect([...printed.files.keys()]).not.toContain('/w/-');
});

test('does not write through a link that leads out or to nothing', async () => {
  const top = realpathSync(mkdtempSync(path.join(tmpdir(), 'kyn-manifest-')));
  onTestFinished(() => rmSync(top, { recursive: true }));
  const cwd = path.join(top, 'w');
  mkdirSync(cwd);
  writeFileSync(path.join(cwd, 'p.json'), '{"kind": "synthetic", "seed": 7}');
  writeFileSync(path.join(top, 'outside.json'), '');
  const link = (target: string) => {
    rmSync(path.join(cwd, 'm.json'), { force: true });
    symlinkSync(target, path.join(cwd, 'm.json'));
  };
  const written = () => run(['manifest', 'new', '--provenance', 'p.json', '--out', 'm.json', '--force'], onDisk(cwd));
  for (const [target, reason] of [
    ['../outside.json', 'it is a link that leads out of the working folder'],
    ['gone.json', 'it is a link whose target does not exist'],
    ['../gone.json', 'it is a link whose target does not exist'],
  ] as const) {
    link(target);
    expect(await written()).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`m.json cannot be replaced: ${reason}.`),
    });
  }
  expect(readFileSync(path.join(top, 'outside.json'), 'utf8')).toBe('');
});

test('does not replace a folder, a device or a pipe, also not through a link', async () => {
  const cwd = realpathSync(mkdtempSync(path.join(tmpdir(), 'kyn-manifest-')));
  onTestFinished(() => rmSync(cwd, { recursive: true }));
  writeFileSync(path.join(cwd, 'p.json'), '{"kind": "synthetic", "seed": 7}');
  symlinkSync('/dev/null', path.join(cwd, 'null'));
  mkdirSync(path.join(cwd, 'folder'));
  const environment = onDisk(cwd);
  const to = (out: string) => run(['manifest', 'new', '--provenance', 'p.json', '--out', out], environment);
  for (const out of ['/dev/null', 'null'])
    expect(await to(out)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(
        `${out} cannot be replaced: it is a device, a pipe or a file of the system and not a regular file.`,
      ),
    });
  expect(await to('folder')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('folder cannot be replaced: it is a folder.'),
  });
  expect(lstatSync(path.join(cwd, 'null')).isSymbolicLink()).toBe(true);
});

test.each([
  ['a secret', OPENAI, 'looks like a secret, and a manifest is committed and shared'],
  ['a secret by its name', 'password=hunter2-hunter2', 'looks like a secret, and a manifest is committed and shared'],
  ['a line end', 'first\nrun', 'contains control characters or characters that hide or reorder text'],
  ['a command for a terminal', 'run\u001b[2J', 'contains control characters or characters that hide or reorder text'],
  ['reordered text', 'run\u202e1', 'contains control characters or characters that hide or reorder text'],
])('an identifier with %s is refused and not repeated', async (_, id, reason) => {
  const refused = await make(environment, '--id', id);
  const message = `kyn: \`--id\` ${reason}. Nothing was written. Choose another identifier.\n`;
  expect(refused).toMatchObject({ code: 2, stdout: '', stderr: message });
  expect(refused.files.has('/w/m.json')).toBe(false);
});

test('an identifier may contain a time, a commit, blanks and letters of any script', async () => {
  for (const id of ['2026-04-19T17:30:00+00:00_1a2b3c4d', 'Lauf 7, größer', '実験-1'])
    expect((await make(environment, '--id', id)).code).toBe(0);
});

test('the written manifest has no finding', async () => {
  const run = await make({ ...environment, git: answers(' M a.py\n') }, '--id', 'first');
  const text = String(run.files.get('/w/m.json'));
  expect(readArtifact('m.json', text)).toMatchObject({ kind: { id: 'experiment-manifest' }, diagnostics: [] });
  expect(JSON.parse(text)).toMatchObject({ experiment_id: 'first', git: { dirty: true }, params: {} });
});

describe('nothing is written', () => {
  const refused = async (setup: CliSetup, message: string, ...argv: string[]) => {
    const run = await kyn(setup, 'manifest', 'new', ...argv);
    expect(run.stderr).toContain(message);
    expect(run.stdout).toBe('');
    expect(run.stderr).not.toContain('abcdefghijklm');
    expect([...run.files.keys()].sort()).toEqual(Object.keys(setup.files ?? {}).sort());
    return run.code;
  };
  const out = ['--out', 'm.json'];
  const both = ['--provenance', 'provenance.json', ...out];
  const withProvenance = (text: string): CliSetup => ({
    ...environment,
    files: { ...environment.files, '/w/provenance.json': text },
  });

  test.each<[string, CliSetup, string, string[]]>([
    ['without --out', environment, '`--out FILE` is required', ['--provenance', 'provenance.json']],
    ['without a provenance', environment, 'the source of the data cannot be guessed', out],
    [
      'into a missing folder',
      environment,
      'the folder of gone/m.json does not exist',
      ['--provenance', 'provenance.json', '--out', 'gone/m.json'],
    ],
    [
      'outside a git repository',
      { ...environment, git: async () => ({ ok: false, reason: 'outside' }) },
      'the commit is unknown, because the folder is not in a git work tree. Nothing was written.',
      both,
    ],
    [
      'when git reports only the commit',
      { ...environment, git: async (folder, args) => (args.includes('status') ? undefined : answers()(folder, args)) },
      `git reported commit ${SHA.slice(0, 12)}, but not its branch or whether files changed since, because git could not read the repository: it gave no reason. Nothing was written.`,
      both,
    ],
    ['without Python', { files: environment.files ?? {}, git: answers() }, 'no Python was found', both],
    [
      'when Python fails',
      { ...environment, run: async () => ({ ok: true, code: 3, stdout: '', stderr: '' }) },
      'did not report its version (exit code 3). It must be Python 3 or newer.',
      both,
    ],
    [
      'when Python cannot be started',
      { ...environment, run: async () => ({ ok: false, reason: 'timeout', detail: '' }) },
      'could not be run: it did not finish in time.',
      both,
    ],
    [
      'when a program that is not git prints something else than a commit',
      { ...environment, git: async () => bytes('\u001b[31mnot a commit\n') },
      'the commit is unknown, because git could not read the repository: it printed something else than a commit. Nothing was written.',
      both,
    ],
    ['from parameters that are a list', environment, 'must contain a JSON object', ['--params', '-', ...both]],
    ['from a missing parameter file', environment, 'gone.json does not exist', ['--params', 'gone.json', ...both]],
    [
      'with a secret, which is not shown',
      { ...environment, files: { ...environment.files, '/w/p.json': '{"api_key": "sk-abcdefghijklmnopqrstuvwx"}' } },
      'api_key',
      ['--params', 'p.json', ...both],
    ],
    ['from broken JSON', withProvenance('{"kind":'), 'provenance.json: not valid JSON. Expected', both],
    ['from JSON that is too deep', withProvenance('['.repeat(501)), 'provenance.json: Values are nested deeper', both],
  ])('%s', async (_, setting, message, argv) => {
    expect(await refused({ ...setting, stdin: '[]' }, message, ...argv)).toBe(2);
  });

  test.each([
    ['refused', 'git refuses to read /w'],
    ['timeout', 'git did not answer in /w'],
    ['missing', 'git was not found on PATH'],
    ['crashed', 'git did not answer in /w: it gave no reason.'],
    ['failed', 'git could not read /w: it gave no reason. What depends on it is unknown.'],
  ] as const)('when git cannot be used (%s), for a reason that is printed once', async (reason, warning) => {
    const files = { ...environment.files, '/w/.git/HEAD': '' };
    const { stderr } = await kyn(
      { ...environment, files, git: async () => ({ ok: false, reason }) },
      'manifest',
      'new',
      ...both,
    );
    const [first = '', ...rest] = stderr.trimEnd().split('\n');
    expect(first).toContain(warning);
    expect(rest).toEqual(['kyn: nothing was written, because the commit is unknown.']);
  });

  test('with an integer that Python does not read', async () => {
    const setting = withProvenance(`{"kind": "synthetic", "seed": ${'9'.repeat(4301)}}`);
    expect(await refused(setting, 'This integer has 4,301 digits. Python reads at most 4,300', ...both)).toBe(1);
  });

  test('when the original would reject it, with the message of the original', async () => {
    const setting = withProvenance('{"kind": "synthetic", "seed": 7.0}');
    expect(await refused(setting, "data_provenance.seed must be an int for kind='synthetic'", ...both)).toBe(1);
  });
});

test.each([
  ['2026-04-19T17:30:00.000Z', '2026-04-19T17:30:00+00:00'],
  ['2026-04-19T17:30:00.007Z', '2026-04-19T17:30:00.007000+00:00'],
])('%s is %s in Python', (time, expected) => {
  expect(pythonIsoTime(new Date(time))).toBe(expected);
});

describe('the interpreter', () => {
  const found = (env: Record<string, string>, files: string[], platform: NodeJS.Platform = 'linux') =>
    findPython(env, platform, file => files.includes(file));

  test('is that of the active environment, otherwise the first one on PATH', () => {
    const files = ['/env/bin/python', '/usr/bin/python3'];
    expect(found({ VIRTUAL_ENV: '/env', PATH: '/usr/bin' }, files)).toBe('/env/bin/python');
    expect(found({ CONDA_PREFIX: '/env', PATH: '/usr/bin' }, files)).toBe('/env/bin/python');
    expect(found({ PATH: '/bin:/usr/bin' }, files)).toBe('/usr/bin/python3');
    expect(found({ VIRTUAL_ENV: '/gone', PATH: '/usr/bin' }, files)).toBe('/usr/bin/python3');
  });

  test('is never taken from a relative folder in PATH', () => {
    expect(found({ PATH: '.:bin:' }, ['python3', 'bin/python3', '/python3'])).toBeUndefined();
    expect(found({}, ['/usr/bin/python3'])).toBeUndefined();
  });

  test('is found on Windows', () => {
    const files = ['C:\\env/Scripts/python.exe', 'C:\\Python\\python.exe'];
    expect(found({ VIRTUAL_ENV: 'C:\\env' }, files, 'win32')).toBe(files[0]);
    expect(found({ PATH: 'bin;C:\\Python' }, files, 'win32')).toBe(files[1]);
  });
});

test('an input is not replaced, with --force neither', async () => {
  const { files } = await make(environment);
  const old = files.get('/w/m.json') ?? '';
  const setup = { ...environment, files: { ...environment.files, '/w/m.json': old } };
  const again = await make(setup, '--params', 'm.json', '--force');
  expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('m.json is an input of this command')]);
  expect(again.files.get('/w/m.json')).toBe(old);
});
