// kyn runs in a real git repository: older versions of specs, first commits, and folders that git ignores.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { startClient } from '../lsp/client';
import { pointerText } from '../pointerText';
import { createRepository } from '../repro/git/gitRepository';
import { kynOnDisk, manifestText, parseJsonOutput, sha256 } from './cliEnvironment';

const OLD = 'train:\n    epochs = 3\n';
const NEW = 'train:\n    epochs = 5\n';

let folder = '';

const write = (name: string, text: string): void => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
};

function git(date: string, ...args: readonly string[]): string {
  const env = { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.org'];
  const result = spawnSync('git', [...identity, ...args], { cwd: folder, encoding: 'utf8', env });
  if (result.status !== 0) throw new Error(result.stderr);
  return result.stdout.trim();
}

function commit(date: string): string {
  git(date, 'add', '-A');
  git(date, 'commit', '-qm', 'x');
  return git(date, 'rev-parse', 'HEAD');
}

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'kyn-runs-')));
  git('', 'init', '-q');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the state, the commit and the time of each run', async () => {
  write('.gitignore', 'ignored/\n');
  write('specs/a.kyn', OLD);
  write('kept/ä b.json', manifestText({ config_hash: sha256(OLD) }));
  const first = commit('2026-04-18T10:00:00+02:00');
  write('specs/a.kyn', NEW);
  write('kept/ä b.json', manifestText({ config_hash: sha256(OLD), seed: 7 }));
  commit('2026-04-20T10:00:00+02:00');
  write('ignored/2026-04-19/run_manifest.json', manifestText({ config_hash: sha256(NEW) }));
  const { runs } = parseJsonOutput(await kynOnDisk(folder, 'runs', '--format', 'json'));
  expect(runs).toEqual([
    expect.objectContaining({
      path: 'kept/ä b.json',
      state: 'stale',
      spec: 'specs/a.kyn',
      commit: first,
      // The commit with this content, not the first one with the file.
      time: '2026-04-20T08:00:00.000Z',
      timeSource: 'commit',
      seed: 7,
    }),
    expect.objectContaining({ path: 'ignored/2026-04-19/run_manifest.json', state: 'current', spec: 'specs/a.kyn' }),
  ]);
  const { stdout } = await kynOnDisk(folder, 'runs', '--spec', 'specs/a.kyn', '--columns', 'path,state,commit,time');
  expect(stdout).toContain(`stale    ${first.slice(0, 8)}  2026-04-20 08:00 +00:00 (commit)`);
  expect(stdout).toContain('about 2026-04-19');
});

test('no program that the repository configures runs', async () => {
  write('.git/info/attributes', '*.json filter=evil\n');
  git('', 'config', 'filter.evil.clean', `touch "${join(folder, 'ran')}"; cat`);
  utimesSync(join(folder, 'kept/ä b.json'), 1, 1);
  const { runs } = parseJsonOutput(await kynOnDisk(folder, 'runs', 'kept', '--format', 'json'));
  expect(runs).toEqual([expect.objectContaining({ timeSource: 'commit' })]);
  expect(existsSync(join(folder, 'ran'))).toBe(false);
});

test('a manifest that was overwritten since its commit has the time of its file', async () => {
  const text = readFileSync(join(folder, 'kept/ä b.json'), 'utf8');
  write('kept/ä b.json', text.replace('"seed":7', '"seed":8'));
  const { runs } = parseJsonOutput(await kynOnDisk(folder, 'runs', 'kept', '--format', 'json'));
  expect(runs).toEqual([expect.objectContaining({ seed: 8, timeSource: 'file' })]);
  write('kept/ä b.json', text);
});

test('the specs and kept runs of another workspace', async () => {
  const elsewhere = realpathSync(mkdtempSync(join(tmpdir(), 'kyn-elsewhere-')));
  const kept = '.kynml/runs/2026-04-17T10-00-00.000Z-aaaaaaaaaaaa.json';
  write(kept, manifestText({ config_hash: sha256(NEW), seed: 3 }));
  try {
    const { runs } = parseJsonOutput(await kynOnDisk(elsewhere, 'runs', folder, '--format', 'json'));
    expect(runs.map((r: { seed: number; state: string }) => [r.seed, r.state])).toEqual(
      expect.arrayContaining([
        [42, 'current'],
        [3, 'current'],
      ]),
    );
  } finally {
    rmSync(elsewhere, { recursive: true });
    rmSync(join(folder, '.kynml'), { recursive: true });
  }
});

test('records behind a link are not read', async () => {
  mkdirSync(join(folder, 'foreign'));
  const text = manifestText({ config_hash: 'f'.repeat(64) });
  write('linked/run_manifest.json', text);
  const record = {
    ended: { manifest: sha256(text), time: '2020-01-01T00:00:00Z' },
    folder: '.',
    imports: [],
    overrides: {},
    spec: { config_hash: 'f'.repeat(64), path: 'gone.kyn' },
  };
  writeFileSync(join(folder, 'foreign/1.json'), JSON.stringify(record));
  mkdirSync(join(folder, '.kynml'));
  const source = async () =>
    parseJsonOutput(await kynOnDisk(folder, 'runs', 'linked', '--format', 'json')).runs[0].timeSource;
  symlinkSync(join(folder, 'foreign'), join(folder, '.kynml/records'));
  expect(await source()).toBe('file');
  rmSync(join(folder, '.kynml/records'));
  renameSync(join(folder, 'foreign'), join(folder, '.kynml/records'));
  expect(await source()).toBe('record');
  rmSync(join(folder, '.kynml'), { recursive: true });
  rmSync(join(folder, 'linked'), { recursive: true });
});

test('a git replacement is not what a commit contains', async () => {
  const blob = git('', 'rev-parse', 'HEAD~1:specs/a.kyn');
  write('other.txt', 'train:\n    epochs = 4\n');
  git('', 'replace', blob, git('', 'hash-object', '-w', 'other.txt'));
  const { runs } = parseJsonOutput(await kynOnDisk(folder, 'runs', 'kept', '--format', 'json'));
  expect(runs).toEqual([expect.objectContaining({ state: 'stale' })]);
  git('', 'replace', '-d', blob);
});

test('runs in another folder than the spec', async () => {
  const { runs } = parseJsonOutput(await kynOnDisk(folder, 'runs', 'kept', '--format', 'json'));
  expect(runs.map((r: { path: string; spec: string }) => [r.path, r.spec])).toEqual([['kept/ä b.json', 'specs/a.kyn']]);
  const ignored = parseJsonOutput(await kynOnDisk(folder, 'runs', 'ignored', '--format', 'json'));
  expect(ignored.runs).toEqual([expect.objectContaining({ state: 'current', spec: 'specs/a.kyn' })]);
});

test('a run that is listed through a link has what was written about it', async () => {
  const text = manifestText({ config_hash: sha256(NEW), seed: 11 });
  write('real/run_manifest.json', text);
  symlinkSync(join(folder, 'real'), join(folder, 'linked'));
  const note = { run: sha256(text), path: 'real/run_manifest.json', name: 'mine', version: 1 };
  write(`.kynml/notes/${sha256(text)}.json`, JSON.stringify(note));
  const { stdout } = await kynOnDisk(folder, 'runs', 'linked', '--columns', 'path,name', '--format', 'csv');
  expect(stdout).toBe('path,name\nlinked/run_manifest.json,mine\n');
  for (const made of ['.kynml', 'real', 'linked']) rmSync(join(folder, made), { recursive: true });
});

test('a linked folder of the workspace is searched, and one outside is named', async () => {
  const outside = realpathSync(mkdtempSync(join(tmpdir(), 'kyn-scratch-')));
  try {
    mkdirSync(join(outside, 'run'));
    writeFileSync(join(outside, 'run/run_manifest.json'), manifestText({ config_hash: sha256(NEW) }));
    write('stored/run/run_manifest.json', manifestText({ config_hash: sha256(NEW), seed: 9 }));
    mkdirSync(join(folder, 'links'));
    symlinkSync(join(folder, 'stored'), join(folder, 'links/inside'));
    symlinkSync(outside, join(folder, 'links/outside'));
    const { stdout, stderr } = await kynOnDisk(folder, 'runs', 'links', '--columns', 'path', '--format', 'csv');
    expect(stdout).toBe('path\nlinks/inside/run/run_manifest.json\n');
    expect(stderr).toContain('links/outside was left out: this link leads out of the working folder');
    const named = await kynOnDisk(folder, 'runs', 'links/outside', '--columns', 'path,state', '--format', 'csv');
    expect(named.stdout).toBe('path,state\nlinks/outside/run/run_manifest.json,current\n');
  } finally {
    rmSync(outside, { recursive: true, force: true });
  }
});

test.each<[string, string | Uint8Array | undefined, string]>([
  ['a pointer', pointerText(), 'is a Git LFS pointer'],
  ['UTF-16', new Uint8Array(Buffer.from(`\ufeff${NEW}`, 'utf16le')), 'UTF-16'],
  ['a conflict', `<<<<<<< a\n${OLD}=======\n${NEW}>>>>>>> b\n`, 'contains a merge conflict'],
  ['left out by a sparse checkout', undefined, 'is not checked out'],
])('a run of a spec that is %s now is unknown, in kyn and in the editor', async (_, text, why) => {
  const repository = createRepository();
  onTestFinished(() => repository.remove());
  const at = repository.folder;
  repository.put('specs/b.kyn', OLD);
  repository.put('b/run_manifest.json', manifestText({ config_hash: sha256(OLD) }));
  repository.commit();
  if (text === undefined) repository.git('sparse-checkout', 'set', '--no-cone', '/b/*');
  else writeFileSync(join(at, 'specs/b.kyn'), text);
  const answer = await kynOnDisk(at, 'runs', '--format', 'json');
  expect(parseJsonOutput(answer).runs).toMatchObject([{ state: 'unknown', spec: 'specs/b.kyn' }]);
  expect(answer.stderr).toContain('the runs of specs/b.kyn are unknown, because it ');
  expect(answer.stderr).toContain(why);
  const client = await startClient({}, { at, options: { commands: true, trusted: true } });
  const items = async () => (await client.request('kynml/runs', {})).map(({ state }) => state);
  expect(await items()).toEqual(['unknown']);
  const tree = await client.request('kynml/runTree', {});
  expect(JSON.stringify(await client.request('kynml/fileStates', {}))).not.toContain('stale');
  expect(JSON.stringify(tree)).toContain('Unknown version of specs/b.kyn, which ');
});
