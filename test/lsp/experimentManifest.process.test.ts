// New experiment manifests, through the protocol: with a real git repository and a fake interpreter.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { CancellationTokenSource, ProgressType } from 'vscode-languageserver/node';
import { readArtifact } from '../../src-shared/artifacts/read';
import type { ManifestBuilt, ManifestParts, WorkProgress } from '../../src-shared/protocol/requests';
import { nodeHost } from '../nodeHost';
import { variedBytes } from '../variedBytes';
import { type ClientOptions, startClient, type TestClient } from './client';

const VERSION = '3.12.1 (main, é) [GCC 12]';
// A fake interpreter: prints its version, writes the file `ran`, and supports nothing else.
const PYTHON = `#!${process.execPath}
require('node:fs').appendFileSync('ran', process.argv.slice(2, 4).join(' '));
console.log(JSON.stringify({ python: ${JSON.stringify(VERSION)}, platform: 'Linux-6.1' }));
`;
const SPEC = `params:
    lr = 0.010
    steps = 007
    name = "é\\"
    sizes = [64, [1.5, true]]
    big = 123456789012345678901234567890

model M:
    input 2
    dense 1 linear
`;

const FILES = { python: PYTHON, 'a.kyn': SPEC, 'data/train.csv': 'x,y\n1,2\n', '.gitignore': 'ran\n' };

function commitAll(client: TestClient): string {
  const git = (...args: string[]) => execFileSync('git', ['-C', client.folder, ...args], { encoding: 'utf8' });
  git('init', '--quiet', '--initial-branch', 'main');
  git('add', '--all');
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false'];
  git(...identity, 'commit', '--quiet', '--message', 'Everything');
  return git('rev-parse', 'HEAD').trim();
}

interface World {
  readonly client: TestClient;
  readonly sha: string;
  build(parts?: Partial<ManifestParts> & { progressToken?: string }): Promise<ManifestBuilt>;
}

async function start(more: Record<string, string | Uint8Array> = {}, choice: ClientOptions = {}): Promise<World> {
  const client = await startClient({ ...FILES, ...more }, { options: { trusted: true }, ...choice });
  chmodSync(client.path('python'), 0o755);
  const sha = commitAll(client);
  const whole = { folder: client.uri(''), python: client.path('python'), data: { seed: '7' } };
  return { client, sha, build: parts => client.request('kynml/buildManifest', { ...whole, ...parts }) };
}

const textOf = (built: ManifestBuilt): string => {
  if (!built.ok) throw new Error(built.message);
  return built.text;
};
const parsed = (built: ManifestBuilt) => JSON.parse(textOf(built));
const hash = (text: string | Uint8Array) => createHash('sha256').update(text).digest('hex');

describe('a new manifest', () => {
  test('records the state of git and the interpreter, and is valid', async () => {
    const { client, sha, build } = await start();
    const before = Date.now();
    const built = await build();
    const text = textOf(built);
    expect(built).toMatchObject({ git: { branch: 'main', sha, dirty: false }, remarks: [] });
    const value = JSON.parse(text);
    expect(value).toEqual({
      manifest_schema_version: 1,
      experiment_id: `${value.timestamp_utc}_${sha.slice(0, 8)}`,
      timestamp_utc: value.timestamp_utc,
      git: { sha, dirty: false, branch: 'main' },
      env: { python: VERSION, platform: 'Linux-6.1' },
      params: {},
      data_provenance: { kind: 'synthetic', seed: 7 },
      pytyche: {},
    });
    expect(Date.parse(value.timestamp_utc)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(value.timestamp_utc)).toBeLessThanOrEqual(Date.now());
    expect(readArtifact('m.json', text)).toMatchObject({ kind: { id: 'experiment-manifest' }, diagnostics: [] });
    expect(readFileSync(client.path('ran'), 'utf8')).toBe('-I -c');
    expect(readdirSync(client.folder).sort()).toEqual(['.git', '.gitignore', 'a.kyn', 'data', 'python', 'ran']);
  });

  test('records uncommitted changes, which kynml/gitState reports before', async () => {
    const { client, sha, build } = await start();
    const ask = () => client.request('kynml/gitState', { uri: client.uri('m.json') });
    expect(await ask()).toEqual({ sha, branch: 'main', dirty: false });
    client.write('new.txt', 'x');
    expect(await ask()).toEqual({ sha, branch: 'main', dirty: true });
    const built = await build();
    expect(built).toMatchObject({ git: { dirty: true } });
    expect(parsed(built).git.dirty).toBe(true);
  });

  test('keeps the exact digits of the params in the editor', async () => {
    const { client, build } = await start();
    const params = { from: 'spec', uri: client.uri('a.kyn') } as const;
    const closed = textOf(await build({ params }));
    expect(JSON.parse(closed).params).toEqual({
      lr: 0.01,
      steps: 7,
      name: 'é\\',
      sizes: [64, [1.5, true]],
      big: expect.any(Number),
    });
    expect(closed).toContain('"big": 123456789012345678901234567890,');
    expect(closed).toContain('"name": "\\u00e9\\\\",');
    await client.open('a.kyn', SPEC.replace('0.010', '0.5'));
    const open = await build({ params });
    expect(parsed(open).params.lr).toBe(0.5);
    expect(open).toMatchObject({ remarks: ['a.kyn has unsaved changes; the text in the editor is used'] });
  });

  test('reads JSON parameters like Python, and reports duplicate keys', async () => {
    const { client, build } = await start({ 'p.json': '{"a": {"lr": 1, "lr": 1e-1}, "nan": NaN, "n": 7.0}' });
    const built = await build({ params: { from: 'json', uri: client.uri('p.json') } });
    expect(textOf(built)).toContain(
      '"params": {\n    "a": {\n      "lr": 0.1\n    },\n    "n": 7.0,\n    "nan": NaN\n  }',
    );
    expect(built).toMatchObject({ remarks: ['p.json: `lr` is defined twice; only the last value is used'] });
  });

  test.each(['0', '-3', '7'.repeat(400)])('keeps the seed %s unchanged', async seed => {
    const { build } = await start();
    expect(textOf(await build({ data: { seed } }))).toContain(`"seed": ${seed}\n`);
  });

  test('hashes files with names relative to the folder, and reports progress', async () => {
    const large = variedBytes(20_000_000);
    const { client, build } = await start({ 'data/large.bin': large, 'empty.csv': '' });
    const reports: WorkProgress[] = [];
    client.connection.onProgress(new ProgressType<WorkProgress>(), 'mine', work => void reports.push(work));
    const paths = ['data/train.csv', 'data/large.bin', 'data/train.csv', 'empty.csv'];
    const built = await build({ data: { files: paths.map(client.uri) }, progressToken: 'mine' });
    expect(parsed(built).data_provenance).toEqual({
      kind: 'external',
      hashes: { 'data/large.bin': hash(large), 'data/train.csv': hash('x,y\n1,2\n'), 'empty.csv': hash('') },
    });
    expect(reports.at(0)).toEqual({ done: 0, total: 20_000_008, label: 'data/train.csv' });
    expect(reports.at(-1)).toEqual({ done: 20_000_008, total: 20_000_008, label: 'empty.csv' });
    expect(reports.length).toBeGreaterThan(10);
    expect(reports.length).toBeLessThan(120);
    expect(reports.map(w => w.done)).toEqual(reports.map(w => w.done).sort((a, b) => a - b));
  });

  test('names a file outside of the folder by its relative path', async () => {
    const { client, build } = await start();
    const folder = client.uri('data');
    const built = await build({ folder, data: { files: [client.uri('a.kyn')] } });
    expect(Object.keys(parsed(built).data_provenance.hashes)).toEqual(['../a.kyn']);
  });
});

describe('cancelling', () => {
  test('stops hashing in the middle of a file', async () => {
    const { client } = await start();
    // A sparse file: it takes no disk space, and hashing it never ends in time.
    client.write('large.bin', '');
    truncateSync(client.path('large.bin'), 2 ** 40);
    const reports = vi.fn();
    client.connection.onProgress(new ProgressType<WorkProgress>(), 'mine', reports);
    const cancel = new CancellationTokenSource();
    const data = { files: [client.uri('large.bin')] };
    const parts = { folder: client.uri(''), python: client.path('python'), data, progressToken: 'mine' };
    const answer = client.connection.sendRequest('kynml/buildManifest', parts, cancel.token);
    await vi.waitFor(() => expect(reports).toHaveBeenCalled(), { timeout: 5000 });
    cancel.cancel();
    expect(await answer).toMatchObject({ ok: false, cancelled: true });
  });

  test('stops an interpreter that does not answer', async () => {
    const { client } = await start({ python: `#!${process.execPath}\nsetInterval(() => {}, 1000);\n` });
    const cancel = new CancellationTokenSource();
    const parts = { folder: client.uri(''), python: client.path('python'), data: { seed: '7' } };
    const answer = client.connection.sendRequest('kynml/buildManifest', parts, cancel.token);
    // A later request was answered, so the first one is running.
    await client.request('kynml/gitState', { uri: client.uri('m.json') });
    cancel.cancel();
    expect(await answer).toMatchObject({ ok: false, cancelled: true });
  });
});

describe('no manifest is created', () => {
  const expectRefusal = async (built: Promise<ManifestBuilt>, message: string) => {
    const answer = await built;
    expect(answer).toMatchObject({ ok: false });
    expect('message' in answer && answer.message).toContain(message);
    expect(answer).not.toHaveProperty('cancelled');
  };

  test('in an untrusted workspace, where neither git nor the interpreter is started', async () => {
    const git = vi.fn(nodeHost.git);
    const { client, build } = await start({}, { options: {}, host: { ...nodeHost, git } });
    await expectRefusal(build(), 'requires a trusted workspace');
    const gitState = await client.request('kynml/gitState', { uri: client.uri('m.json') });
    expect(gitState).toBeNull();
    expect(existsSync(client.path('ran'))).toBe(false);
    expect(git).not.toHaveBeenCalled();
  });

  test('outside of git, and without a commit', async () => {
    const { client, build } = await start();
    const ask = () => client.request('kynml/gitState', { uri: client.uri('m.json') });
    rmSync(client.path('.git'), { recursive: true });
    await expectRefusal(build(), 'The commit is unknown');
    expect(await ask()).toBeNull();
    execFileSync('git', ['-C', client.folder, 'init', '--quiet']);
    await expectRefusal(build(), 'Commit the experiment first');
    expect(await ask()).toBe('unknown');
  });

  test('when the interpreter is missing or is another program', async () => {
    const { client, build } = await start();
    await expectRefusal(
      build({ python: client.path('gone') }),
      'could not be run: it, or the interpreter in its first line, does not exist',
    );
    client.write('python', `#!${process.execPath}\nprocess.exit(3)\n`);
    await expectRefusal(build(), 'did not report its version (exit code 3)');
  });

  test.each(['7.0', '1e3', 'true', '', '07', '+7', '7 8', '0x7', '"7"'])('from the seed %j', async seed => {
    const { build } = await start();
    await expectRefusal(build({ data: { seed } }), 'must be an integer');
  });

  test.each([
    ['model M:\n    input 2\n', 'a.kyn has no params'],
    ['params:\n    o = adam(lr=0.1)\n', 'the param `o`, whose value (`adam(...)`)'],
    ['params:\n    o = relu\n', 'the param `o`, whose value (`relu`)'],
    ['params:\n    o = [1, relu]\n', 'the param `o`, whose value (a list)'],
    ['params:\n    lr = 1\n    lr = 2\n', 'has the param `lr` twice'],
    ['params:\n    lr = 1e-3\n', 'has errors'],
    ['params:\n    lr\n', 'has errors'],
    ['params:\n    a = True\n', 'has errors'],
    ['params:\n    a = 1\nparams:\n    b = 1\n', 'has two params blocks'],
    ['params:\n    api_key = "abcdefgh12345678"\n', 'The value of `api_key` looks like a secret'],
  ])('from the spec %j', async (text, message) => {
    const { client, build } = await start({ 'a.kyn': text });
    await expectRefusal(build({ params: { from: 'spec', uri: client.uri('a.kyn') } }), message);
  });

  test.each([
    ['[1]', 'must contain a JSON object'],
    ['{"a": ', 'p.json: not valid JSON. Expected a JSON value.'],
    ['', 'p.json: not valid JSON. The file is empty.'],
    ['['.repeat(501), 'p.json: Values are nested deeper'],
    ['{"hub": {"password": "hunter2hunter2"}}', 'The value of `password` looks like a secret'],
    [Uint8Array.of(0xff, 0xfe, 0x7b), 'is not UTF-8'],
  ])('from the parameters %j', async (text, message) => {
    const { client, build } = await start({ 'p.json': text });
    const answer = build({ params: { from: 'json', uri: client.uri('p.json') } });
    await expectRefusal(answer, message);
    expect(JSON.stringify(await answer)).not.toContain('hunter2');
  });

  test('from missing data', async () => {
    const { client, build } = await start();
    await expectRefusal(
      build({ data: { files: [client.uri('gone.csv')] } }),
      'gone.csv cannot be hashed: it does not exist',
    );
    await expectRefusal(build({ data: { files: [client.uri('data')] } }), 'data cannot be hashed: it is a folder');
    await expectRefusal(build({ data: { files: [] } }), 'Only files on this machine');
  });

  test('from data that changes while it is hashed', async () => {
    const hashFile: typeof nodeHost.hashFile = async (path, options) => {
      const result = await nodeHost.hashFile(path, options);
      execFileSync(process.execPath, ['-e', 'fs.appendFileSync(process.argv[1], "3,4")', path]);
      return result;
    };
    const { client, build } = await start({}, { host: { ...nodeHost, hashFile } });
    await expectRefusal(
      build({ data: { files: [client.uri('data/train.csv')] } }),
      'data/train.csv changed while it was hashed',
    );
  });
});

describe('writing', () => {
  test('writes the planned text atomically, and notifies the client', async () => {
    const { client, build } = await start();
    const text = textOf(await build());
    const write = (path: string, replace = false) =>
      client.request('kynml/writeManifest', { uri: client.uri(path), text, replace });
    expect(await write('m.json')).toEqual({ ok: true });
    expect(readFileSync(client.path('m.json'), 'utf8')).toBe(text);
    await vi.waitFor(() => expect(client.changed.flat()).toContain(client.uri('m.json')));
    expect(readdirSync(client.folder).filter(name => name.includes('m.json'))).toEqual(['m.json']);
  });

  test('replaces a file only after agreement', async () => {
    const { client, build } = await start({ 'm.json': 'mine' });
    const text = textOf(await build());
    const write = (replace: boolean) =>
      client.request('kynml/writeManifest', { uri: client.uri('m.json'), text, replace });
    expect(await write(false)).toMatchObject({ ok: false, exists: true, message: expect.stringContaining('m.json') });
    expect(readFileSync(client.path('m.json'), 'utf8')).toBe('mine');
    expect(await write(true)).toEqual({ ok: true });
    expect(readFileSync(client.path('m.json'), 'utf8')).toBe(text);
  });

  test('does not create folders or replace a folder or an unsaved document', async () => {
    const { client, build } = await start({ 'm.json': '{}' });
    const text = textOf(await build());
    const write = (path: string) =>
      client.request('kynml/writeManifest', { uri: client.uri(path), text, replace: true });
    expect(await write('gone/m.json')).toMatchObject({
      ok: false,
      message: expect.stringContaining('folder does not exist'),
    });
    expect(await write('data')).toMatchObject({
      ok: false,
      message: expect.stringContaining('it is a folder'),
    });
    await client.open('m.json', '{"a": 1}');
    expect(await write('m.json')).toMatchObject({ ok: false, message: expect.stringContaining('unsaved changes') });
    expect(existsSync(client.path('gone'))).toBe(false);
    expect(readFileSync(client.path('m.json'), 'utf8')).toBe('{}');
  });

  test.each([
    ['{', 'it is not valid JSON'],
    ['{}', 'manifest missing required fields: data_provenance, env'],
  ])('refuses %j', async (text, message) => {
    const { client } = await start();
    const written = await client.request('kynml/writeManifest', { uri: client.uri('m.json'), text, replace: false });
    expect(written).toMatchObject({ ok: false, message: expect.stringContaining(message) });
    expect(existsSync(client.path('m.json'))).toBe(false);
  });
});
