// kyn verify: which runs it finds, its output and its exit codes. What each step means is tested in test/runs/verify.
import { describe, expect, test } from 'vitest';
import type { GitStub } from '../../src-shared/host/memoryHost';
import { manifestOf, SPEC } from '../repro/reproduce/world';
import { RUN_FILES } from '../runs/verify/verifyWorld';
import { type CliSetup, kyn, parseJsonOutput } from './cliEnvironment';

const MANIFEST = JSON.stringify(manifestOf(SPEC));
const SWEEP = JSON.stringify([
  { combo: { lr: 1 }, exit_code: 0, manifest: manifestOf(SPEC), script: 'combo-0000/train.py' },
  { combo: { lr: 2 }, exit_code: 1, manifest: null, script: 'combo-0001/train.py' },
]);
const CHANGED = { ...RUN_FILES, '/w/data/houses.csv': 'area,price\n9,9\n' };

const verify = (setup: CliSetup, ...args: string[]) => kyn({ data: true, ...setup }, 'verify', ...args);
const pathsOf = async (files: CliSetup['files'], ...args: string[]): Promise<string[]> => {
  const result = await verify({ files: files ?? {} }, ...args, '--format', 'json');
  return parseJsonOutput(result).runs.map((run: { path: string }) => run.path);
};

describe('the exit code', () => {
  test('is 0 where all steps are confirmed', async () => {
    const result = await verify({ files: RUN_FILES }, 'run_manifest.json');
    expect(result.stderr).toBe('');
    expect(result.code).toBe(0);
    expect(result.stdout).toContain('run_manifest.json: 5 confirmed\n');
    expect(result.stdout).toContain('1 run: 0 contradicted, 1 confirmed in every step, 0 with unknown steps.\n');
  });

  test('is 0 where a step is unknown, which the summary states', async () => {
    const { '/w/kynml.lock': _, ...files } = RUN_FILES;
    const result = await verify({ files }, 'run_manifest.json');
    expect(result.code).toBe(0);
    expect(result.stdout).toContain('1 run: 0 contradicted, 0 confirmed in every step, 1 with unknown steps.');
  });

  test('is 1 where a step of any run is contradicted', async () => {
    const result = await verify({ files: CHANGED }, 'run_manifest.json');
    expect(result.code).toBe(1);
    expect(result.stdout).toContain('run_manifest.json: 1 contradicted, 4 confirmed\n');
    expect(result.stdout).toMatch(/^ {2}contradicted {2}data_hash {4}data\/houses\.csv does not have/m);
  });

  test.each([
    [['missing.json'], 'missing.json does not exist.'],
    [['other.json'], 'other.json is not a run. Name a run manifest, a sweep, or a folder with runs.'],
    [['kynml.lock'], 'kynml.lock is not a run.'],
    [['latin1.json'], 'latin1.json cannot be read: it is not UTF-8 text.'],
    [['sweep.json#7'], 'sweep.json has no entry #7. Its entries are #0 to #1.'],
    [['run_manifest.json#0'], 'run_manifest.json is a run manifest and has no entry #0.'],
    [['empty'], 'No runs were found in empty.'],
    [[], 'usage: kyn verify'],
  ])('is 2 for %j', async (args, message) => {
    const files = {
      ...RUN_FILES,
      '/w/other.json': '{"a": 1}',
      '/w/latin1.json': new Uint8Array([0x7b, 0xff, 0x7d]),
      '/w/sweep.json': SWEEP,
      '/w/empty/notes.txt': '',
    };
    const result = await verify({ files }, ...args);
    expect(result.stderr).toContain(message);
    expect(result.code).toBe(2);
  });

  test('is 2 where one of several files cannot be read, and the others are verified', async () => {
    const result = await verify({ files: RUN_FILES }, 'missing.json', 'run_manifest.json');
    expect(result.code).toBe(2);
    expect(result.stdout).toContain('run_manifest.json: 5 confirmed');
  });
});

describe('the runs', () => {
  test('of a folder are all of them, and no other file', async () => {
    const files = {
      ...RUN_FILES,
      '/w/runs/a/run_manifest.json': MANIFEST,
      '/w/runs/sweep_results.json': SWEEP,
      '/w/runs/other.json': '{"config_hash": 1}',
      '/w/runs/notes.txt': 'x',
    };
    expect(await pathsOf(files, 'runs')).toEqual([
      'runs/a/run_manifest.json',
      'runs/sweep_results.json#0',
      'runs/sweep_results.json#1',
    ]);
    expect(await pathsOf(files, '.')).toContain('run_manifest.json');
    expect(await pathsOf(files, 'runs/a', 'runs/a/run_manifest.json')).toEqual(['runs/a/run_manifest.json']);
  });

  test('include an entry of a sweep by its number', async () => {
    expect(await pathsOf({ ...RUN_FILES, '/w/sweep.json': SWEEP }, 'sweep.json#1')).toEqual(['sweep.json#1']);
  });

  test('include a file that has the name of an entry', async () => {
    expect(await pathsOf({ ...RUN_FILES, '/w/a.json#7': MANIFEST, '/w/a.json': SWEEP }, 'a.json#7')).toEqual([
      'a.json#7',
    ]);
  });

  test('include a broken manifest in a folder, whose form is contradicted', async () => {
    const files = { ...RUN_FILES, '/w/runs/run_manifest.json': MANIFEST.slice(0, -1) };
    expect(await pathsOf(files, 'runs')).toEqual(['runs/run_manifest.json']);
    const foreign = { '/w/runs/run_manifest.json': '{"a": ' };
    expect((await verify({ files: foreign }, 'runs')).stderr).toContain('No runs were found in runs.');
  });

  test('include standard input', async () => {
    const result = await verify({ files: RUN_FILES, stdin: MANIFEST }, '-');
    expect(result.stdout).toContain('standard input: 5 confirmed');
  });
});

describe('a run in a repository inside of the working folder', () => {
  const blob = 'b'.repeat(40);
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  // Only the inner repository has the spec.
  const git: GitStub = async (folder, args) => {
    const command = args.find(a => ['log', 'cat-file', '--is-shallow-repository'].includes(a));
    if (folder !== '/w/inner') return bytes('');
    if (command === 'log')
      return bytes(
        `\u0001${'c'.repeat(40)} 2026-04-18T10:00:00Z Ann\0\n:000000 100644 ${'0'.repeat(40)} ${blob} A\0old.kyn\0`,
      );
    return command === 'cat-file' ? bytes(`${blob} blob ${SPEC.length}\n${SPEC}\n`) : bytes('false\n');
  };
  const outer = { '/w/.git/HEAD': 'ref: x\n', '/w/inner/.git/HEAD': 'ref: x\n' };
  const config = async (files: CliSetup['files'], run: string) =>
    parseJsonOutput(await verify({ files: { ...outer, ...files }, git }, run, '--format', 'json')).runs[0].steps[0];

  test('is verified with the history of that repository', async () => {
    const step = await config({ '/w/inner/run_manifest.json': MANIFEST }, 'inner/run_manifest.json');
    expect(step).toMatchObject({ name: 'config_hash', state: 'confirmed' });
    expect(step.detail).toContain('in commit cccccccccccc as inner/old.kyn');
  });

  test('or next to it is verified with the history of each repository that contains a spec', async () => {
    const files = { '/w/run_manifest.json': MANIFEST, '/w/inner/other.kyn': '# other\n' };
    expect(await config(files, 'run_manifest.json')).toMatchObject({ state: 'confirmed' });
  });
});

test.each(['.', './'])('an empty working folder that is named %s is called so', async given => {
  const result = await verify({ files: { '/w/notes.txt': '' } }, given);
  expect(result.stderr).toContain('No runs were found in the working folder.');
});

test('a spec that cannot be read is named where the spec of a run is not found', async () => {
  const files = { '/w/run_manifest.json': MANIFEST, '/w/spec.kyn': { unreadable: 'denied' } } as const;
  const json = parseJsonOutput(await verify({ files }, 'run_manifest.json', '--format', 'json'));
  expect(json.runs[0].steps[0].detail).toContain('in a git repository. spec.kyn was not read: permission denied.');
});

test('JSON has the keys of the contract', async () => {
  const json = parseJsonOutput(await verify({ files: CHANGED }, 'run_manifest.json', '--format', 'json'));
  expect(Object.keys(json)).toEqual(['runs']);
  expect(Object.keys(json.runs[0])).toEqual(['path', 'steps']);
  expect(json.runs[0].path).toBe('run_manifest.json');
  expect(json.runs[0].steps.map((s: { name: string; state: string }) => `${s.name} ${s.state}`)).toEqual([
    'config_hash confirmed',
    'data_hash contradicted',
    'lock confirmed',
    'script confirmed',
    'manifest confirmed',
  ]);
  for (const step of json.runs[0].steps) expect(Object.keys(step)).toEqual(['name', 'state', 'detail']);
});

test('many runs show their progress', async () => {
  const shown: string[] = [];
  const many = Object.fromEntries(
    Array.from({ length: 210 }, (_, i) => [`/w/runs/${i}/run_manifest.json`, MANIFEST] as const),
  );
  await verify({ files: { ...RUN_FILES, ...many }, progress: text => shown.push(text) }, 'runs');
  expect(shown).toContain('verifying 50 of 210 files');
  expect(shown.at(-1)).toBe('');
});

test('a detail shows no escape of a terminal', async () => {
  const files = { '/w/run_manifest.json': JSON.stringify(manifestOf(SPEC, { 'x\u001b[31m': 1 })) };
  const result = await verify({ files }, 'run_manifest.json');
  expect(result.stdout).toContain('Unknown field');
  expect(result.stdout).not.toContain('\u001b');
});
