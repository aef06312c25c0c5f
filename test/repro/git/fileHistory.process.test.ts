// The versions of one spec in real repositories.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fileHistory } from '../../../src-shared/repro/git/git';
import { sha } from '../../lsp/lockFixture';
import { nodeHost } from '../../nodeHost';
import { houseSpec } from '../../specFixture';

class Repository {
  readonly top = realpathSync(mkdtempSync(join(tmpdir(), 'kynml-history-')));

  constructor() {
    onTestFinished(() => rmSync(this.top, { recursive: true }));
    this.git('init', '-q', '-b', 'main');
  }

  git(...args: string[]): string {
    const user = ['-c', 'user.name=Ann Author', '-c', 'user.email=a@example.invalid', '-c', 'commit.gpgsign=false'];
    return execFileSync('git', [...user, ...args], { cwd: this.top, encoding: 'utf8' }).trim();
  }

  commit(path: string, text: string, subject: string): string {
    mkdirSync(dirname(join(this.top, path)), { recursive: true });
    writeFileSync(join(this.top, path), text);
    return this.commitAll(subject);
  }

  commitAll(subject: string): string {
    this.git('add', '-A');
    this.git('commit', '-qm', subject);
    return this.git('rev-parse', 'HEAD');
  }

  async history(path: string, maxCommits?: number) {
    const history = await fileHistory(nodeHost, this.top, { path, ...(maxCommits !== undefined && { maxCommits }) });
    return history.ok ? history : expect.fail(JSON.stringify(history));
  }
}

const withEpochs = (epochs: number): string => houseSpec.replace('epochs = 3', `epochs = ${epochs}`);

test('each commit that changed the spec is listed, also before it was renamed, with author and subject', async () => {
  const repository = new Repository();
  const first = repository.commit('a/old.kyn', withEpochs(1), 'First');
  repository.commit('other.kyn', 'train:\n', 'Other');
  mkdirSync(join(repository.top, 'b'));
  renameSync(join(repository.top, 'a/old.kyn'), join(repository.top, 'b/new [1].kyn'));
  const renamed = repository.commitAll('Renamed');
  const last = repository.commit('b/new [1].kyn', withEpochs(2), 'Twice\n\nMore.');
  const { versions, gap } = await repository.history('b/new [1].kyn');
  expect(gap).toBeUndefined();
  expect(versions.map(({ commit, path, subject, author, hash }) => ({ commit, path, subject, author, hash }))).toEqual([
    { commit: last, path: 'b/new [1].kyn', subject: 'Twice', author: 'Ann Author', hash: sha(withEpochs(2)) },
    { commit: renamed, path: 'b/new [1].kyn', subject: 'Renamed', author: 'Ann Author', hash: sha(withEpochs(1)) },
    { commit: first, path: 'a/old.kyn', subject: 'First', author: 'Ann Author', hash: sha(withEpochs(1)) },
  ]);
  expect(versions[0]?.text).toBe(withEpochs(2));
});

test('a spec that was never committed has no versions', async () => {
  const repository = new Repository();
  repository.commit('other.kyn', 'train:\n', 'Other');
  expect(await repository.history('net.kyn')).toMatchObject({ versions: [] });
});

test('older commits than the limit are left out, and that is stated', async () => {
  const repository = new Repository();
  for (const epochs of [1, 2, 3]) repository.commit('net.kyn', withEpochs(epochs), `Number ${epochs}`);
  const { versions, gap } = await repository.history('net.kyn', 2);
  expect(versions.map(v => v.subject)).toEqual(['Number 3', 'Number 2']);
  expect(gap).toMatchObject({ reason: 'incomplete' });
});

test('a commit that removed the spec counts for the limit', async () => {
  const repository = new Repository();
  for (const epochs of [1, 2]) repository.commit('net.kyn', withEpochs(epochs), `Number ${epochs}`);
  rmSync(join(repository.top, 'net.kyn'));
  repository.commitAll('Removed');
  repository.commit('net.kyn', withEpochs(3), 'Number 3');
  const { versions, gap } = await repository.history('net.kyn', 2);
  expect(versions.map(v => v.subject)).toEqual(['Number 3']);
  expect(gap).toMatchObject({ reason: 'incomplete' });
});

test('a text that is not UTF-8 has no hash', async () => {
  const repository = new Repository();
  writeFileSync(join(repository.top, 'net.kyn'), new Uint8Array([0xff]));
  repository.commitAll('Bytes');
  expect(await repository.history('net.kyn')).toMatchObject({ versions: [{ subject: 'Bytes', hash: undefined }] });
});

test('a folder that is not a repository is a failure, not an empty history', async () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kynml-plain-')));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  expect(await fileHistory(nodeHost, folder, { path: 'net.kyn' })).toMatchObject({ ok: false });
});
