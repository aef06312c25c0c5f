// When files were committed with the content that they have now, by git itself.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Host } from '../../../src-shared/host/host';
import { committedTimes } from '../../../src-shared/repro/git/committedTimes';
import { nodeHost } from '../../nodeHost';
import { createRepository } from './gitRepository';

const FIRST = Date.UTC(2026, 3, 18, 10, 1);
const MINUTE = 60_000;

function start() {
  const repository = createRepository();
  onTestFinished(repository.remove);
  const commands: string[] = [];
  const host: Host = {
    ...nodeHost,
    git: (folder, args, options) => {
      commands.push(args.find(arg => ['log', 'config', 'ls-files', 'diff'].includes(arg)) ?? 'other');
      return nodeHost.git(folder, args, options);
    },
  };
  /** The minutes after the first commit by name. */
  const minutes = async () => {
    const answer = await committedTimes(host, repository.folder);
    if (!answer.ok) throw new Error(answer.reason);
    const names = [...answer.times].map(([path, time]) => [path.slice(repository.folder.length + 1), time] as const);
    return Object.fromEntries(names.map(([name, time]) => [name, (time - FIRST) / MINUTE]));
  };
  return { ...repository, minutes, commands };
}

test('is that of the newest commit with the content, for files in folders and with other names too', async () => {
  const { put, commit, minutes, commands } = start();
  put('a.json', '1');
  put('runs/ü b.json', '1');
  put('other.txt', '1');
  commit();
  put('a.json', '2');
  commit();
  expect(await minutes()).toEqual({ 'a.json': 1, 'runs/ü b.json': 0 });
  expect(commands).toEqual(['log', 'config', 'ls-files']);
});

test('is not known for a file that is changed, staged, deleted or not tracked now', async () => {
  const { put, commit, git, minutes, folder } = start();
  for (const name of ['same', 'changed', 'staged', 'deleted', 'untracked', 'removed']) put(`${name}.json`, '1');
  commit();
  put('changed.json', '22');
  put('staged.json', '22');
  git('add', 'staged.json');
  git('rm', '-q', 'removed.json');
  git('rm', '-q', '--cached', 'untracked.json');
  rmSync(join(folder, 'deleted.json'));
  put('new.json', '1');
  expect(await minutes()).toEqual({ 'same.json': 0 });
});

test('is not known for a file whose commit has no valid date, or one after the year 9999', async () => {
  const { put, commit, git, minutes } = start();
  put('a.json', '1');
  commit();
  put('b.json', '1');
  git('add', 'b.json');
  git('commit', '--quiet', '--date', '@253402300900 +0000', '-m', 'far');
  put('c.json', '1');
  git('add', 'c.json');
  put(
    'commit',
    `tree ${git('write-tree')}\nparent ${git('rev-parse', 'HEAD')}\nauthor A <a@b.c> never\ncommitter A <a@b.c> 1 +0000\n\nx\n`,
  );
  git('reset', '--quiet', '--soft', git('hash-object', '-w', '-t', 'commit', '--literally', 'commit'));
  expect(await minutes()).toEqual({ 'a.json': 0 });
});

test('asks git once where nothing was committed', async () => {
  const { put, commit, minutes, commands } = start();
  put('other.txt', '1');
  commit();
  put('a.json', '1');
  expect(await minutes()).toEqual({});
  expect(commands).toEqual(['log']);
});
