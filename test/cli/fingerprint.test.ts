// kyn fingerprint: canonical, hash, session, eval.
import { describe, expect, test } from 'vitest';
import type { GitStub } from '../../src-shared/host/memoryHost';
import { kyn, parseJsonOutput, sha256 } from './cliEnvironment';
import { evalConfig, SECRET } from './evalConfig';

const SHA = 'def4567800000000000000000000000000000000';

// Answers like git: HEAD, uncommitted changes, no filters.
const gitWith =
  (status: string): GitStub =>
  async (_, args) => {
    if (args.includes('rev-parse')) return new TextEncoder().encode(`${SHA}\n`);
    return new TextEncoder().encode(args.includes('status') ? `## main\n${status}` : '');
  };
const clean = gitWith('');
const dirty = gitWith(' M a.py\n');

describe('canonical and hash', () => {
  const files = { '/w/c.json': '{"b": 1.0, "a": "é",\r\n "b": 1e16}' };
  const text = '{"a":"\\u00e9","b":1e+16}';

  test('print the canonical text and its hash', async () => {
    // A duplicate key is reported by its position, because the key may be a secret.
    const stderr = 'kyn: c.json:2:2: duplicate key. The last value counts, as in Python.\n';
    expect(await kyn({ files }, 'fingerprint', 'canonical', 'c.json')).toMatchObject({ code: 0, stdout: text, stderr });
    const hash = sha256(text).slice(0, 16);
    expect(await kyn({ files }, 'fingerprint', 'hash', 'c.json')).toMatchObject({
      code: 0,
      stdout: `${hash}\n`,
      stderr,
    });
    const piped = await kyn({ stdin: files['/w/c.json'] }, 'fingerprint', 'canonical', '-');
    expect(piped.stdout).toBe(text);
  });

  test('the canonical text contains secrets, and the warning names only the key', async () => {
    const run = await kyn({ files: { '/w/c.json': `{"api_key": "${SECRET}"}` } }, 'fingerprint', 'canonical', 'c.json');
    expect(run).toMatchObject({ code: 0, stdout: `{"api_key":"${SECRET}"}` });
    expect(run.stderr).toBe('kyn: c.json may contain a secret (`api_key`). The canonical text shows it.\n');
  });

  test('integers that Python rejects are kept and reported', async () => {
    const digits = '7'.repeat(4301);
    const run = await kyn({ files: { '/w/c.json': digits } }, 'fingerprint', 'canonical', 'c.json');
    expect(run).toMatchObject({ code: 0, stdout: digits });
    expect(run.stderr).toContain('an integer of 4301 digits');
  });

  test.each([
    [
      'invalid JSON',
      { '/w/c.json': '{"a": 1,\n}' },
      'kyn: c.json:2:1: not valid JSON. Expected a key in double quotes.\n',
    ],
    [
      'a value that is too deep',
      { '/w/c.json': '['.repeat(501) },
      'kyn: c.json:1:501: Values are nested deeper than the 500 levels',
    ],
    ['a missing file', {}, 'c.json does not exist.'],
    ['a file that is not UTF-8', { '/w/c.json': new Uint8Array([255]) }, 'it is not UTF-8 text'],
  ])('%s is rejected', async (_, bad, reason) => {
    for (const command of ['canonical', 'hash']) {
      const run = await kyn({ files: bad }, 'fingerprint', command, 'c.json');
      expect(run).toMatchObject({ code: 2, stdout: '' });
      expect(run.stderr).toContain(reason);
    }
  });
});

describe('session', () => {
  const session = (...more: string[]) =>
    kyn(
      { git: clean, files: { '/w/p.txt': 'Be\r\nkind.', '/w/none.txt': '' } },
      'fingerprint',
      'session',
      '--model',
      'a/m',
      '--env',
      'coding',
      ...more,
    );

  test('prints the fingerprint', async () => {
    const run = await session('--tools', 'write, read');
    const hash = sha256('{"env":"coding","model":"a/m","tools":["read","write"]}').slice(0, 16);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(parseJsonOutput(run)).toEqual({
      config_hash: hash,
      git_sha: 'def45678',
      git_dirty: false,
      domain: 'session',
      model: 'a/m',
      env: 'coding',
      tools: ['read', 'write'],
    });
  });

  test('the prompt is hashed as Python reads it, and an empty one counts as none', async () => {
    const prompt = sha256('Be\nkind.').slice(0, 16);
    const hash = sha256(`{"env":"coding","model":"a/m","system_prompt_hash":"${prompt}","tools":[]}`).slice(0, 16);
    const run = await session('--system-prompt-file', 'p.txt');
    expect(parseJsonOutput(run).config_hash).toBe(hash);
    expect(run.stdout).not.toContain('kind');
    expect(parseJsonOutput(await session('--system-prompt-file', 'none.txt'))).toEqual(
      parseJsonOutput(await session()),
    );
  });

  test('records uncommitted changes, and a missing repository', async () => {
    const args = ['fingerprint', 'session', '--model', 'm', '--env', 'e'];
    expect(parseJsonOutput(await kyn({ git: dirty }, ...args))).toMatchObject({ git_sha: 'def45678', git_dirty: true });
    expect(parseJsonOutput(await kyn({}, ...args))).toMatchObject({ git_sha: 'unknown', git_dirty: false });
  });

  test('a missing answer of git is recorded as uncommitted changes, and reported', async () => {
    const git: GitStub = async (folder, args) => (args.includes('status') ? undefined : clean(folder, args));
    const run = await kyn({ git }, 'fingerprint', 'session', '--model', 'm', '--env', 'e');
    expect(parseJsonOutput(run)).toMatchObject({ git_sha: 'def45678', git_dirty: true });
    expect(run.stderr).toContain('git did not report whether there are uncommitted changes');
  });

  test('requires a model and an environment', async () => {
    expect(await kyn({}, 'fingerprint', 'session', '--env', 'e')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^kyn: `--model` is required\.\nkyn: usage: kyn fingerprint session /),
    });
    expect((await session('--system-prompt-file', 'gone.txt')).code).toBe(2);
  });
});

describe('eval', () => {
  const evaluate = (changes: object, git: GitStub, ...more: string[]) =>
    kyn(
      {
        git,
        files: {
          '/w/c.json': JSON.stringify({ ...evalConfig, ...changes }),
          '/w/d.jsonl': 'data\n',
          '/d.jsonl': 'data\n',
        },
      },
      ...['fingerprint', 'eval', 'c.json', ...more],
    );
  const hashed = (more = '') =>
    sha256(
      `{${more}"endpoint":{"model":"m","provider":"anthropic"},"max_samples":null,"prepare_messages":"e.prepare","score_fn":"e.score"}`,
    ).slice(0, 16);

  test('prints the fingerprint without the API key', async () => {
    const run = await evaluate({}, clean);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(parseJsonOutput(run)).toEqual({
      config_hash: hashed(),
      git_sha: 'def45678',
      git_dirty: false,
      domain: 'eval',
      endpoint_summary: 'anthropic/m',
      tools: ['b', 'a'],
      dataset_path: null,
      config_form: 'score_fn',
      not_hashed: ['endpoint.api_key', 'tools'],
    });
    expect(run.stdout + run.stderr).not.toContain(SECRET);
  });

  test('the path and the checksum of a dataset are hashed', async () => {
    const hash = hashed(`"dataset_checksum":"${sha256('data\n').slice(0, 16)}","dataset_path":"d.jsonl",`);
    expect(parseJsonOutput(await evaluate({}, clean, '--dataset', './d.jsonl'))).toMatchObject({
      config_hash: hash,
      dataset_path: 'd.jsonl',
    });
    expect(parseJsonOutput(await evaluate({ dataset_path: 'd.jsonl' }, clean))).toMatchObject({ config_hash: hash });
    const gone = await evaluate({}, clean, '--dataset', 'gone.jsonl');
    expect(parseJsonOutput(gone).config_hash).toBe(hashed('"dataset_checksum":"missing","dataset_path":"gone.jsonl",'));
    expect(gone).toMatchObject({
      code: 2,
      stderr: 'kyn: gone.jsonl cannot be read, so its checksum is recorded as "missing".\n',
    });
  });

  test('a dataset outside the working folder is read only with --dataset', async () => {
    const run = await evaluate({ dataset_path: '../d.jsonl' }, clean);
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toContain('so it was not read. If it is correct, use `--dataset`.');
    expect((await evaluate({ dataset_path: '../d.jsonl' }, clean, '--dataset', '../d.jsonl')).code).toBe(0);
  });

  test('uncommitted changes are an error with advice', async () => {
    const run = await evaluate({}, dirty);
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toBe(
      'kyn: there are uncommitted changes, so commit def45678 does not identify the code of the evaluation.\nkyn: commit them, or use `--allow-dirty` to print the fingerprint anyway. `git_dirty` is then `true`.\n',
    );
    const allowed = await evaluate({}, dirty, '--allow-dirty');
    expect(allowed.code).toBe(0);
    expect(parseJsonOutput(allowed)).toMatchObject({ git_dirty: true, config_hash: hashed() });
    expect(allowed.stderr).toContain('uncommitted changes');
  });

  test.each(['status', 'config', 'ls-files'])('a failing git %s is an error too', async command => {
    const git: GitStub = async (folder, args) => (args.includes(command) ? undefined : clean(folder, args));
    const run = await evaluate({}, git);
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toContain('git did not report whether files changed since commit def45678');
    expect(run.stderr).toContain('`--allow-dirty` to print the fingerprint anyway. `git_dirty` is then `true`.');
    const allowed = await evaluate({}, git, '--allow-dirty');
    expect(parseJsonOutput(allowed)).toMatchObject({ git_sha: 'def45678', git_dirty: true });
    expect(allowed.stderr).toContain('records that there may be');
  });

  test('a `.git` that cannot be followed is an error, and is reported', async () => {
    const files = { '/w/c.json': JSON.stringify(evalConfig), '/w/.git': { brokenLink: '.git' } };
    const git: GitStub = async () => ({ ok: false, reason: 'outside' });
    const run = await kyn({ files, git }, 'fingerprint', 'eval', 'c.json');
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toContain('kyn: warning: /w/.git is a link that cannot be followed');
    expect(run.stderr).toContain('git did not report the commit');
  });

  test('an unknown commit is an error; a missing repository is not', async () => {
    const files = { '/w/c.json': JSON.stringify(evalConfig), '/.git/HEAD': '' };
    const run = await kyn({ files }, 'fingerprint', 'eval', 'c.json');
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toContain('git did not report the commit');
    expect(run.stderr).toContain(
      '`--allow-dirty` to print the fingerprint anyway. `git_sha` is then `unknown`. `git_dirty` is then `true`.',
    );
    const allowed = await kyn({ files }, 'fingerprint', 'eval', 'c.json', '--allow-dirty');
    expect(parseJsonOutput(allowed)).toMatchObject({ git_sha: 'unknown', git_dirty: true });
    expect(parseJsonOutput(await evaluate({}, async () => ({ ok: false, reason: 'outside' })))).toMatchObject({
      git_sha: 'unknown',
      git_dirty: false,
    });
  });

  test.each([
    [{ score_fn: 'e.<lambda>' }, 'c.json: `score_fn` is a lambda (e.<lambda>)'],
    [{ prepare_messages: 'e.f.<locals>.<lambda>' }, 'c.json: `prepare_messages` is a lambda'],
    [{ endpoint: 'm' }, 'c.json: `endpoint` is missing or not an object'],
  ])('%j is rejected', async (changes, reason) => {
    const run = await evaluate(changes, clean);
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toContain(reason);
  });

  test('missing keys that the original hashes are reported', async () => {
    const run = await evaluate({ max_samples: undefined }, clean);
    expect(run.code).toBe(0);
    expect(run.stderr).toContain('c.json does not set `max_samples`, so the hash does not include it.');
  });
});

test('the group suggests and lists its subcommands', async () => {
  const run = await kyn({}, 'fingerprint', 'shrot');
  expect(run.code).toBe(2);
  expect(run.stderr).toContain('Did you mean `kyn fingerprint short`?');
  expect((await kyn({}, 'fingerprint', '--help')).stdout).toContain('kyn fingerprint eval CONFIG.json');
});
