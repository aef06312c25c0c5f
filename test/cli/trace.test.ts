// kyn trace in memory: which files it takes, its output and its exit code. Real repositories are in test/repro/trace.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { MemoryFile } from '../../src-shared/host/memoryHost';
import { kyn, lockText, manifestText, parseJsonOutput, sha256 } from './cliEnvironment';

const SPEC = 'model M:\n    dense 1\n';
const hash = sha256(SPEC);
const [newer, older, blob] = ['2', '1', 'b'].map(digit => digit.repeat(40)) as [string, string, string];
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

// A git with two commits that introduced the spec.
const gitWith = (newest: string) => async (_: string, args: readonly string[]) => {
  const command = args.find(a => ['log', 'cat-file', '--is-shallow-repository'].includes(a));
  const change = `:000000 100644 ${'0'.repeat(40)} ${blob} A`;
  const commit = (id: string, date: string, path: string) => `\u0001${id} ${date} Ann Author\0\n${change}\0${path}\0`;
  if (command === 'log')
    return bytes(commit(newer, newest, 'specs/net.kyn') + commit(older, '2026-04-18T17:30:00+02:00', 'net.kyn'));
  if (command === 'cat-file') return bytes(`${blob} blob ${SPEC.length}\n${SPEC}\n`);
  return bytes('false\n');
};
const git = gitWith('2026-04-19T17:30:00+02:00');
const repository = { '/w/.git/HEAD': 'ref: x\n' };
const manifest = manifestText({ config_hash: hash });
const artifact = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../artifacts/${path}`, import.meta.url)), 'utf8');
const script = artifact('kynml-script/valid/plain.py').replace(/[0-9a-f]{64}/, hash);
const entry = (config_hash: string) => ({
  combo: { lr: 1 },
  exit_code: 0,
  manifest: JSON.parse(manifestText({ config_hash })),
});

describe('the file', () => {
  const files: Record<string, MemoryFile> = {
    '/w/specs/net.kyn': SPEC,
    '/w/run_manifest.json': manifest,
    '/w/kynml.lock': lockText('specs/net.kyn', SPEC),
    '/w/sweep_results.json': JSON.stringify([entry('a'.repeat(64)), entry(hash), { ...entry(hash), manifest: null }]),
    '/w/train.py': script,
    '/w/same.json': JSON.stringify([entry(hash), entry(hash)]),
  };

  test.each(['run_manifest.json', 'kynml.lock', 'train.py', 'sweep_results.json#1', 'same.json'])(
    '%s is traced',
    async name => {
      const run = await kyn({ files }, 'trace', name, '--format', 'json');
      expect(run.stderr).toBe('');
      expect(run.code).toBe(0);
      expect(parseJsonOutput(run)).toEqual({
        configHash: hash,
        matches: [{ commit: null, date: null, path: 'specs/net.kyn' }],
      });
    },
  );

  test('on standard input is traced', async () => {
    const run = await kyn({ files, stdin: manifest }, 'trace', '-', '--format', 'json');
    expect(parseJsonOutput(run).matches).toHaveLength(1);
    expect(run.code).toBe(0);
  });

  test.each([
    ['missing.json', 'missing.json does not exist.'],
    ['runs/', 'runs/ cannot be read: it is a folder. Name the file in it: runs/run_manifest.json.\n'],
    ['sweep', 'sweep cannot be read: it is a folder. Name the file in it: sweep/sweep_results.json.\n'],
    ['specs', 'specs cannot be read: it is a folder.\n'],
    ['specs/net.kyn', 'specs/net.kyn is not a run, a script or a lock. Name a run manifest,'],
    [
      'sweep_results.json',
      'sweep_results.json contains several runs. Name one of them, for example sweep_results.json#0.',
    ],
    ['sweep_results.json#3', 'sweep_results.json has no entry #3. Its entries are #0 to #2.'],
    ['broken.json', 'broken.json cannot be used: '],
    ['dlm.lock', 'dlm.lock is a DLM lock, which is not made from a spec. Name a run manifest,'],
  ])('%s exits with 2', async (name, message) => {
    const more = {
      '/w/broken.json': manifest.slice(0, -1),
      '/w/runs/run_manifest.json': manifest,
      '/w/sweep/sweep_results.json': '[]',
      '/w/dlm.lock': artifact('dlm-lock/valid/class_advisory.json'),
    };
    const run = await kyn({ files: { ...files, ...more } }, 'trace', name);
    expect(run.stderr).toContain(message);
    expect([run.code, run.stdout]).toEqual([2, '']);
  });

  test('that is an entry without a manifest exits with 1', async () => {
    const run = await kyn({ files }, 'trace', 'sweep_results.json#2');
    expect(run.stderr).toContain('sweep_results.json#2 does not record the CONFIG_HASH of its spec');
    expect([run.code, run.stdout]).toEqual([1, '']);
  });

  test.each([
    [null, 'run_manifest.json does not record the CONFIG_HASH of its spec, so the spec cannot be found.'],
    ['abc', 'run_manifest.json records "abc" as config_hash, which is not a CONFIG_HASH (64 lower-case hex digits)'],
  ])('with the hash %j exits with 1', async (config_hash, message) => {
    const without = { ...files, '/w/run_manifest.json': manifestText({ config_hash }) };
    const run = await kyn({ files: without }, 'trace', 'run_manifest.json', '--format', 'json');
    expect(run.stderr).toContain(message);
    expect(run.code).toBe(1);
    expect(parseJsonOutput(run)).toEqual({ configHash: null, matches: [] });
  });
});

describe('the output', () => {
  const files = {
    ...repository,
    '/w/runs/1/run_manifest.json': manifest,
    '/w/specs/net.kyn': SPEC,
    [`/w/.kynml/specs/${hash}`]: SPEC,
    [`/w/.kynml/records/2026-04-20T00-00-00.000Z-${hash.slice(0, 12)}.json`]: JSON.stringify({
      folder: '.',
      imports: [],
      overrides: {},
      spec: { config_hash: hash, path: 'old.kyn' },
      started: '2026-04-20T00:00:00.000Z',
    }),
  };

  test('as text has a row for each place, newest first', async () => {
    const run = await kyn({ files, git, zone: 330 }, 'trace', 'runs/1/run_manifest.json');
    expect(run.stdout.split('\n')).toEqual([
      `CONFIG_HASH ${hash}`,
      '  Place          Date                     Author      Path',
      '  working tree                                        specs/net.kyn',
      `  kept by a run  2026-04-20 05:30 +05:30              .kynml/specs/${hash} (a text of old.kyn)`,
      '  222222222222   2026-04-19 21:00 +05:30  Ann Author  specs/net.kyn',
      '  111111111111   2026-04-18 21:00 +05:30  Ann Author  net.kyn',
      '',
    ]);
    expect([run.stderr, run.code]).toEqual(['', 0]);
  });

  test('as JSON has the documented keys', async () => {
    const run = await kyn({ files, git, cwd: '/w/runs' }, 'trace', '1/run_manifest.json', '--format', 'json');
    expect(parseJsonOutput(run)).toEqual({
      configHash: hash,
      matches: [
        { commit: null, date: null, path: '../specs/net.kyn' },
        { commit: null, date: '2026-04-20T00:00:00.000Z', path: `../.kynml/specs/${hash}` },
        { commit: newer, date: '2026-04-19T17:30:00+02:00', path: '../specs/net.kyn' },
        { commit: older, date: '2026-04-18T17:30:00+02:00', path: '../net.kyn' },
      ],
    });
  });
});

test('a commit without a valid date comes last, and has none', async () => {
  const files = { ...repository, '/w/run.json': manifest };
  const run = await kyn({ files, git: gitWith('') }, 'trace', 'run.json', '--format', 'json');
  expect(parseJsonOutput(run).matches).toEqual([
    { commit: older, date: '2026-04-18T17:30:00+02:00', path: 'net.kyn' },
    { commit: newer, date: null, path: 'specs/net.kyn' },
  ]);
});

describe('nothing was found', () => {
  const files = { '/w/run.json': manifest };

  test('anywhere: the places and the advice are on standard error', async () => {
    const empty = async (_: string, args: readonly string[]) => {
      if (args.includes('log')) return bytes('');
      return bytes(args.includes('--is-shallow-repository') ? 'false\n' : 'true\n');
    };
    const run = await kyn({ files: { ...files, ...repository }, git: empty }, 'trace', 'run.json');
    expect([run.code, run.stdout]).toEqual([1, '']);
    expect(run.stderr).toBe(
      `kyn: No spec with CONFIG_HASH ${hash.slice(0, 12)} was found in the working tree, in what runs kept in .kynml or in git. Run the command in the repository that contains the spec, or on the machine where the run was started.\n`,
    );
  });

  test('outside of a repository: that is stated', async () => {
    const run = await kyn({ files }, 'trace', 'run.json', '--format', 'json');
    expect(run.code).toBe(1);
    expect(parseJsonOutput(run)).toEqual({ configHash: hash, matches: [] });
    expect(run.stderr).toBe(
      `kyn: No spec with CONFIG_HASH ${hash.slice(0, 12)} was found in the folder or in .kynml, and it is not in a git repository. Run the command in the repository that contains the spec, or on the machine where the run was started.\n`,
    );
  });

  test('and git did not answer: that is not reported as nothing', async () => {
    const setup = { files: { ...files, ...repository }, git: async () => ({ ok: false, reason: 'timeout' }) as const };
    const run = await kyn(setup, 'trace', 'run.json');
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('Git was not searched completely: git did not answer in time.');
  });

  test('in git, but in the working tree: what is missing is reported next to it', async () => {
    const setup = {
      files: { ...files, ...repository, '/w/a.kyn': SPEC },
      git: async () => ({ ok: false, reason: 'timeout' }) as const,
    };
    const run = await kyn(setup, 'trace', 'run.json');
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('working tree');
    expect(run.stderr).toContain('kyn: Git was not searched completely: git did not answer in time.');
  });
});
