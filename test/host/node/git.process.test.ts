// git that is missing, hangs, floods, or refuses the repository; and programs that must not be started as git.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createGit } from '../../../src-shared/host/node/git';
import { isAlive } from '../../isAlive';
import { notRun } from '../../notRun';

let folder = '';
let programs = '';
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'git ')));
  programs = realpathSync(mkdtempSync(join(tmpdir(), 'programs')));
  mkdirSync(join(folder, '.git'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  for (const path of [folder, programs]) rmSync(path, { recursive: true, force: true });
});

function fakeGit(script: string, place = programs): void {
  writeFileSync(join(place, 'git'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(place, 'git'), 0o755);
  vi.stubEnv('PATH', [place, process.env.PATH].join(delimiter));
}

const make = (limitMs = 20_000, workspaceFolders: readonly string[] = []) =>
  createGit({ limitMs, workspaceFolders: () => workspaceFolders });

describe('git that does not answer', () => {
  test('is stopped with its child processes, even if they ignore SIGTERM, and not run again for a while', async () => {
    fakeGit(
      `trap "" TERM; echo run >> ${programs}/runs; sleep 1000 & echo "$$ $!" > ${programs}/pids; wait; sleep 1000`,
    );
    const git = make(400);
    expect(await git(folder, ['status'])).toEqual({ ok: false, reason: 'timeout' });
    const pids = readFileSync(join(programs, 'pids'), 'utf8').trim().split(' ').map(Number);
    expect(pids).toHaveLength(2);
    await vi.waitFor(() => expect(pids.map(isAlive)).toEqual([false, false]));
    expect(await git(folder, ['log'])).toEqual({ ok: false, reason: 'timeout' });
    expect(readFileSync(join(programs, 'runs'), 'utf8')).toBe('run\n');
  });

  test('in one repository is still run in another', async () => {
    fakeGit(`case "$PWD" in "${folder}") sleep 1000;; *) echo other;; esac`);
    const git = make(400);
    expect(await git(folder, ['status'])).toMatchObject({ ok: false });
    mkdirSync(join(folder, 'other', '.git'), { recursive: true });
    expect(await git(join(folder, 'other'), ['status'])).toMatchObject({ ok: true });
  });

  test('leaves no timer behind when it is missing', async () => {
    vi.stubEnv('PATH', programs);
    const timers = process.getActiveResourcesInfo().filter(name => name === 'Timeout').length;
    expect(await make()(folder, ['status'])).toEqual({ ok: false, reason: 'missing' });
    expect(process.getActiveResourcesInfo().filter(name => name === 'Timeout')).toHaveLength(timers);
  });

  test('is stopped when it prints without end', async () => {
    fakeGit('exec cat /dev/zero');
    expect(await make(60_000)(folder, ['status'])).toEqual({ ok: false, reason: 'failed' });
  }, 60_000);
});

describe('programs that are not started as git', () => {
  const hostile = () => `touch "${folder}/started"`;
  const started = () => expect(() => readFileSync(join(folder, 'started'))).toThrow('ENOENT');

  test('those of the working folder, by a relative entry of PATH', async () => {
    writeFileSync(join(folder, 'git'), `#!/bin/sh\n${hostile()}\n`);
    chmodSync(join(folder, 'git'), 0o755);
    vi.stubEnv('PATH', ['.', '', process.env.PATH].join(delimiter));
    await make()(folder, ['status']);
    started();
  });

  test('those of the repository, by an absolute entry of PATH', async () => {
    mkdirSync(join(folder, 'bin'));
    fakeGit(hostile(), join(folder, 'bin'));
    await make()(folder, ['status']);
    started();
  });

  test('those of another workspace folder, also behind a link', async () => {
    fakeGit(hostile());
    await make(20_000, [programs])(folder, ['status']);
    started();
  });
});

test('folders that git cannot open are named, because git succeeds without them', async () => {
  fakeGit(`echo a.kyn; printf "%s\\n" "warning: could not open directory 'sub/it's/': Permission denied" other >&2`);
  const inner = join(folder, 'sub');
  mkdirSync(inner);
  expect(await make()(inner, ['ls-files'])).toMatchObject({ ok: true, unopened: [join(folder, "sub/it's")] });
});

test.each([
  ['an empty folder', () => undefined],
  [
    'a file that leads to nothing',
    () => {
      rmSync(join(folder, '.git'), { recursive: true });
      writeFileSync(join(folder, '.git'), 'gitdir: /nonexistent/repository');
    },
  ],
])('a `.git` that is %s is a broken repository, which is not the same as no repository', async (_, change) => {
  change();
  mkdirSync(join(folder, 'inner'));
  for (const at of [folder, join(folder, 'inner')])
    expect(await make()(at, ['rev-parse', 'HEAD'])).toEqual({ ok: false, reason: 'broken' });
  rmSync(join(folder, '.git'), { recursive: true });
  expect(await make()(folder, ['rev-parse', 'HEAD'])).toEqual({ ok: false, reason: 'outside' });
});

test('a repository of another user is refused, which is not the same as no repository', async context => {
  if (process.getuid?.() !== 0) notRun(context, 'only root can create files of other users');
  rmSync(join(folder, '.git'), { recursive: true });
  execFileSync('git', ['init', '--quiet'], { cwd: folder });
  vi.stubEnv('HOME', programs);
  expect(await make()(folder, ['status'])).toMatchObject({ ok: true });
  for (const path of [folder, join(folder, '.git')]) chownSync(path, 1234, 1234);
  expect(await make()(folder, ['status'])).toEqual({ ok: false, reason: 'refused' });
  vi.stubEnv('GIT_CONFIG_COUNT', '1');
  vi.stubEnv('GIT_CONFIG_KEY_0', 'safe.directory');
  vi.stubEnv('GIT_CONFIG_VALUE_0', folder);
  expect(await make()(folder, ['status'])).toMatchObject({ ok: true });
});

test('configuration in the environment does not start a program', async () => {
  execFileSync('git', ['init', '--quiet'], { cwd: folder });
  vi.stubEnv('GIT_CONFIG_COUNT', '1');
  vi.stubEnv('GIT_CONFIG_KEY_0', 'core.fsmonitor');
  vi.stubEnv('GIT_CONFIG_VALUE_0', `touch "${folder}/started"`);
  expect(await make()(folder, ['status'])).toMatchObject({ ok: true });
  expect(readdirSync(folder)).not.toContain('started');
});
