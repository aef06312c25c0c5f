// Fingerprints: the rules of formats.md one by one, with their exact texts, and git in a real work tree.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { gitInfo, queryGit } from '../../../src-shared/repro/git/gitInfo';
import { canonicalJson, longestInteger } from '../../../src-shared/repro/hash/canonicalJson';
import { compareFingerprints, fingerprintShort } from '../../../src-shared/repro/hash/compareFingerprints';
import { fingerprintEval } from '../../../src-shared/repro/hash/evalFingerprint';
import { fileChecksum, fingerprintSession, hashStr, pythonPath } from '../../../src-shared/repro/hash/fingerprint';
import { type JsonNode, parseJson } from '../../../src-shared/text/jsonText';
import { nodeHost } from '../../nodeHost';

const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
const node = (text: string): JsonNode => parseJson(text).value as JsonNode;
const CLEAN = { sha: 'def45678', dirty: false };

describe('canonical JSON', () => {
  test.each([
    ['{"b": 1, "a": [1, 2]}', '{"a":[1,2],"b":1}'],
    ['{"\\uffff": 1, "\\ud83d\\ude00": 2}', '{"\\uffff":1,"\\ud83d\\ude00":2}'],
    ['{"\\ud83d": 1, "\\ue000": 2, "\\ud83d\\ude00": 3}', '{"\\ud83d":1,"\\ue000":2,"\\ud83d\\ude00":3}'],
    ['{"a": 1, "b": 0, "a": 2}', '{"a":2,"b":0}'],
    ['{"__proto__": 1, "constructor": 2}', '{"__proto__":1,"constructor":2}'],
    ['"é\u007f/\\u0041\\t"', '"\\u00e9\\u007f/A\\t"'],
    ['[1.0, 1e3, 1E-7, 1e16, -0.0, -0, 1e400, -1e400]', '[1.0,1000.0,1e-07,1e+16,-0.0,0,Infinity,-Infinity]'],
    ['[NaN, Infinity, -Infinity]', '[NaN,Infinity,-Infinity]'],
    ['[0.0001, 0.00001, 9999999999999998.0, 1e22, 5e-324]', '[0.0001,1e-05,9999999999999998.0,1e+22,5e-324]'],
    ['[0.1000, 1.10, 100.0e-2]', '[0.1,1.1,1.0]'],
    [' [ ] ', '[]'],
  ])('%s', (text, expected) => {
    expect(canonicalJson(node(text))).toBe(expected);
  });

  test('keeps every digit of an integer, and counts them', () => {
    const digits = '9'.repeat(5000);
    expect(canonicalJson(node(`{"a": [-${digits}]}`))).toBe(`{"a":[-${digits}]}`);
    expect(longestInteger(node(`{"a": [-${digits}, 1.5]}`))).toBe(5000);
    expect(longestInteger(node('"x"'))).toBe(0);
  });

  test('of the deepest values that are read', () => {
    expect(canonicalJson(node(`${'['.repeat(500)}${']'.repeat(500)}`))).toHaveLength(1000);
  });
});

describe('an evaluation', () => {
  const config = (more = '', endpoint = '') =>
    node(
      `{"endpoint":{"provider":"p","model":"m"${endpoint}},"score_fn":"e.score","prepare_messages":"e.prepare","max_samples":10${more}}`,
    );
  const hash = (root: JsonNode) => {
    const result = fingerprintEval(root, { git: CLEAN }, sha256);
    return result.ok ? result.fingerprint.config_hash : result.problem;
  };

  test('is hashed as documented, without the API key of the endpoint', () => {
    const text =
      '{"endpoint":{"model":"m","provider":"p"},"max_samples":10,"prepare_messages":"e.prepare","score_fn":"e.score"}';
    expect(hash(config())).toBe(sha256(text).slice(0, 16));
    expect(hash(config('', ',"api_key":"secret"'))).toBe(hash(config()));
    expect(hash(config('', ',"temperature":0'))).not.toBe(hash(config()));
  });

  test('counts what is empty as not there', () => {
    expect(hash(config(',"environment_factory":null,"handle_stop":"","run_config":null,"tools":["x"]'))).toBe(
      hash(config()),
    );
    expect(hash(config(',"handle_stop":"e.stop"'))).toBe(hash(config(',"run_config":{"handle_stop":"e.stop"}')));
    expect(hash(config(',"handle_stop":"e.stop"'))).not.toBe(hash(config()));
  });

  test('has its keys in the order of the document', () => {
    const dataset = { path: 'd.jsonl', checksum: 'missing' };
    const result = fingerprintEval(config(',"tools":["b","a"]'), { git: CLEAN, dataset }, sha256);
    expect(result.ok && JSON.stringify(result.fingerprint).replace(/[0-9a-f]{16}/, 'HASH')).toBe(
      '{"config_hash":"HASH","git_sha":"def45678","git_dirty":false,"domain":"eval","endpoint_summary":"p/m","tools":["b","a"],"dataset_path":"d.jsonl"}',
    );
  });

  test.each([
    ['[]', 'not a JSON object'],
    ['{"score_fn": "a.b"}', '`endpoint` is missing'],
    ['{"endpoint": {"model": "m"}}', '`endpoint.provider` is missing'],
    [
      '{"endpoint": {"provider": "p", "model": "m"}, "score_fn": "e.<lambda>"}',
      '`score_fn` is a lambda (e.<lambda>), and lambdas cannot be distinguished',
    ],
    [
      '{"endpoint": {"provider": "p", "model": "m"}, "prepare_messages": "f.<locals>.<lambda>"}',
      '`prepare_messages` is a lambda',
    ],
    ['{"endpoint": {"provider": "p", "model": "m"}, "score_fn": 1}', '`score_fn` must be the name of a function'],
    [
      '{"endpoint": {"provider": "p", "model": "m"}, "run_config": {"handle_stop": []}}',
      '`handle_stop` must be the name of a function',
    ],
    ['{"endpoint": {"provider": "p", "model": "m"}, "tools": "a"}', '`tools` must be a list'],
    ['{"endpoint": {"provider": "p", "model": "m"}, "scorer": "e.<lambda>"}', '`scorer` is a lambda (e.<lambda>)'],
    ['{"endpoint": {"provider": "p", "model": "m"}, "scorer": 1}', '`scorer` must be the name of a function'],
    [
      '{"endpoint": {"provider": "p", "model": "m"}, "scorer": "e.S", "extra_config": [1]}',
      '`extra_config` must be a JSON object',
    ],
  ])('%s has no fingerprint', (text, why) => {
    expect(hash(node(text))).toContain(why);
  });

  test('allows a lambda where its identity does not matter', () => {
    expect(hash(config(',"environment_factory":"e.<lambda>","handle_stop":"e.<lambda>"'))).toMatch(/^[0-9a-f]{16}$/);
  });

  test('names what the original hashes and the configuration lacks', () => {
    const result = fingerprintEval(node('{"endpoint":{"provider":"p","model":null}}'), { git: CLEAN }, sha256);
    expect(result).toMatchObject({
      ok: true,
      absent: ['score_fn', 'prepare_messages', 'max_samples'],
      fingerprint: { endpoint_summary: 'p/None' },
    });
  });
});

test('a session is hashed with sorted tools and the hash of its prompt', () => {
  const base = { model: 'm', env: 'e', tools: ['b', '😀', '￿', 'a'] };
  const plain = fingerprintSession(base, CLEAN, sha256);
  expect(plain.tools).toEqual(['a', 'b', '￿', '😀']);
  expect(plain.config_hash).toBe(
    hashStr('{"env":"e","model":"m","tools":["a","b","\\uffff","\\ud83d\\ude00"]}', sha256),
  );
  expect(fingerprintSession({ ...base, systemPrompt: '' }, CLEAN, sha256)).toEqual(plain);
  const prompted = fingerprintSession({ ...base, systemPrompt: 'é' }, CLEAN, sha256);
  expect(prompted.config_hash).not.toBe(plain.config_hash);
  expect(JSON.stringify(prompted)).not.toContain('system_prompt');
});

test.each([
  ['a/b.jsonl', 'a/b.jsonl'],
  ['./a//b/', 'a/b'],
  ['/a/./b', '/a/b'],
  ['../a', '../a'],
  ['//a', '//a'],
  ['///a', '/a'],
  ['.', '.'],
  ['/', '/'],
])('the path %s is recorded as %s', (given, recorded) => {
  expect(pythonPath(given)).toBe(recorded);
});

describe('two fingerprints', () => {
  test.each([
    ['{"config_hash":"a1b2c3d4e5f60718","git_sha":"def45678","git_dirty":true}', 'a1b2c3d4@def45678*'],
    ['{"config_hash":"a1b2c3d4","git_sha":"def45678","git_dirty":false}', 'a1b2c3d4@def45678'],
    ['{}', '????????@unknown'],
    ['{"git_dirty": 0, "git_sha": null}', '????????@None'],
    ['{"git_dirty": "no"}', '????????@unknown*'],
  ])('%s in short: %s', (text, short) => {
    expect(fingerprintShort(node(text))).toBe(short);
  });

  const one = '{"config_hash":"a1b2c3d4e5f60718","git_sha":"def45678"}';
  test('compare by what is recorded; absent is like null, as in the original', () => {
    expect(compareFingerprints(node(one), node(one.replace('def', '000')))).toEqual({
      same_config: true,
      same_code: false,
      a: 'a1b2c3d4@def45678',
      b: 'a1b2c3d4@00045678',
    });
    expect(compareFingerprints(node('{}'), node('{"config_hash":null}'))).toMatchObject({ same_config: true });
  });
});

describe('in a folder', () => {
  function folder(): string {
    const path = realpathSync(mkdtempSync(join(tmpdir(), 'kyn-git-')));
    onTestFinished(() => rmSync(path, { recursive: true, force: true }));
    return path;
  }
  const git = (cwd: string, ...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...args], {
      cwd,
      encoding: 'utf8',
    });

  const infoOf = async (path: string) => gitInfo(await queryGit(nodeHost, path));

  test('a checksum is of the first MiB, and missing where nothing can be read', () => {
    const path = folder();
    const bytes = Buffer.alloc(1024 * 1024 + 1, 7);
    writeFileSync(join(path, 'large'), bytes);
    expect(fileChecksum(nodeHost, join(path, 'large'))).toBe(sha256(bytes.subarray(0, 1024 * 1024)).slice(0, 16));
    writeFileSync(join(path, 'empty'), '');
    expect(fileChecksum(nodeHost, join(path, 'empty'))).toBe(sha256('').slice(0, 16));
    for (const name of ['gone', '.']) expect(fileChecksum(nodeHost, join(path, name))).toBe('missing');
  });

  test('git gives the commit and whether anything is not committed', async () => {
    const path = folder();
    expect(await infoOf(path)).toEqual({ sha: 'unknown', dirty: false });
    git(path, 'init', '-q');
    writeFileSync(join(path, 'a.txt'), 'a');
    expect(await infoOf(path)).toEqual({ sha: 'unknown', dirty: false });
    git(path, 'add', '.');
    git(path, 'commit', '-qm', 'one');
    const sha = git(path, 'rev-parse', 'HEAD').slice(0, 8);
    expect(await infoOf(path)).toEqual({ sha, dirty: false });
    writeFileSync(join(path, 'b.txt'), 'not known to git');
    expect(await infoOf(path)).toEqual({ sha, dirty: true });
  });

  test('no program of a repository is run to detect changes', async () => {
    const path = folder();
    git(path, 'init', '-q');
    writeFileSync(join(path, 'a.txt'), 'a');
    writeFileSync(join(path, '.gitattributes'), '*.txt filter=Evil.One\n');
    git(path, 'add', '.');
    git(path, 'commit', '-qm', 'one');
    git(path, 'config', 'filter.Evil.One.clean', `touch ${join(path, '.git', 'ran')}; cat`);
    git(path, 'config', 'filter.Evil.One.required', 'true');
    git(path, 'config', 'core.fsmonitor', `touch ${join(path, '.git', 'ran')}`);
    writeFileSync(join(path, 'a.txt'), 'b');
    expect((await infoOf(path)).dirty).toBe(true);
    expect(existsSync(join(path, '.git', 'ran'))).toBe(false);
    // The trap works: git itself runs it.
    git(path, 'status', '--porcelain');
    expect(existsSync(join(path, '.git', 'ran'))).toBe(true);
  });

  // A repository with a submodule, whose commit is that of `inner`.
  function withSubmodule(): { outer: string; inner: string } {
    const [outer, source] = [folder(), folder()];
    git(source, 'init', '-q');
    writeFileSync(join(source, 'f.txt'), 'a');
    writeFileSync(join(source, '.gitattributes'), '*.txt filter=evil\n');
    git(source, 'add', '.');
    git(source, 'commit', '-qm', 'one');
    git(outer, 'init', '-q');
    git(outer, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', source, 'sm é');
    git(outer, 'commit', '-qm', 'one');
    return { outer, inner: join(outer, 'sm é') };
  }

  test('nothing that a submodule names is run', async () => {
    const { outer, inner } = withSubmodule();
    const ran = join(outer, '.git', 'ran');
    git(inner, 'config', 'filter.evil.clean', `touch "${ran}"; cat`);
    git(inner, 'config', 'core.fsmonitor', `touch "${ran}"`);
    utimesSync(join(inner, 'f.txt'), 0, 0);
    expect(await infoOf(outer)).toMatchObject({ dirty: false });
    writeFileSync(join(inner, 'f.txt'), 'b');
    expect(await infoOf(outer)).toMatchObject({ dirty: true });
    expect(existsSync(ran)).toBe(false);
    // The trap works: git itself runs it.
    git(outer, 'status', '--porcelain');
    expect(existsSync(ran)).toBe(true);
  });

  test('a submodule counts: its commit, its files, those that git does not know, also where it is hidden', async () => {
    const { outer, inner } = withSubmodule();
    expect(await infoOf(outer)).toMatchObject({ dirty: false });
    git(outer, 'config', 'submodule.sm é.ignore', 'all');
    git(outer, 'config', 'diff.ignoreSubmodules', 'all');
    writeFileSync(join(inner, 'new.txt'), 'a');
    expect(await infoOf(outer)).toMatchObject({ dirty: true });
    mkdirSync(join(outer, 'below'));
    expect(await infoOf(join(outer, 'below'))).toMatchObject({ dirty: true });
    git(inner, 'add', '.');
    git(inner, 'commit', '-qm', 'two');
    expect(await infoOf(outer)).toMatchObject({ dirty: true });
    git(outer, 'update-index', '--add', '--cacheinfo', `160000,${git(inner, 'rev-parse', 'HEAD').trim()},sm é`);
    git(outer, '-c', 'diff.ignoreSubmodules=none', '-c', 'submodule.sm é.ignore=none', 'commit', '-qm', 'two');
    expect(await infoOf(outer)).toMatchObject({ dirty: false });
    rmSync(inner, { recursive: true });
    mkdirSync(inner);
    expect(await infoOf(outer)).toMatchObject({ dirty: false });
  });

  test('what the user hides from git status counts all the same', async () => {
    const path = folder();
    git(path, 'init', '-q');
    git(path, 'commit', '-qm', 'one', '--allow-empty');
    git(path, 'config', 'status.showUntrackedFiles', 'no');
    writeFileSync(join(path, 'a.py'), '');
    expect(await infoOf(path)).toMatchObject({ dirty: true });
  });

  test('if git cannot report the state, it is incomplete, and the commit counts as dirty', async () => {
    const path = folder();
    git(path, 'init', '-q');
    expect(await queryGit(nodeHost, path)).toMatchObject({
      kind: 'incomplete',
      isEmpty: true,
      cause: 'the repository has no commits yet',
    });
    git(path, 'commit', '-qm', 'one', '--allow-empty');
    const sha = git(path, 'rev-parse', 'HEAD').trim();
    git(path, 'config', 'filter.a=b.clean', 'cat');
    expect(await queryGit(nodeHost, path)).toMatchObject({
      kind: 'incomplete',
      sha,
      cause: 'a filter whose name contains `=` cannot be disabled on the command line',
    });
    expect(await infoOf(path)).toEqual({ sha: sha.slice(0, 8), dirty: true });
    // A filter that cannot be read by its name cannot be switched off either.
    git(path, 'config', '--unset', 'filter.a=b.clean');
    appendFileSync(join(path, '.git', 'config'), Buffer.from('[filter "\xff"]\n\tclean = cat\n', 'latin1'));
    expect(await queryGit(nodeHost, path)).toMatchObject({
      kind: 'incomplete',
      sha,
      cause: 'git could not read the repository: it printed something else than text',
    });
    expect(await queryGit(nodeHost, folder())).toMatchObject({ kind: 'outside' });
  });
});
