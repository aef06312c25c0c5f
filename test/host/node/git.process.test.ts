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
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { GitFailure } from '../../../src-shared/host/host';
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

const make = (limitMs = 20_000, workspaceFolders: readonly string[] = [], pauseMs = 60_000) =>
  createGit({ limitMs, workspaceFolders: () => workspaceFolders, pauseMs });
const runs = (): number => readFileSync(join(programs, 'runs'), 'utf8').split('\n').length - 1;
const WAIT = { timeout: 10_000 };
const COUNT = 'echo run >> "${0%/git}/runs"';

test('git is not started for a folder in no repository', async () => {
  fakeGit(COUNT);
  expect(await make()(folder, ['status'])).toMatchObject({ ok: true });
  rmSync(join(folder, '.git'), { recursive: true });
  expect(await make()(folder, ['status'])).toEqual({ ok: false, reason: 'outside' });
  expect(runs()).toBe(1);
});

test('a link to a folder in a repository is in that repository', async () => {
  fakeGit(COUNT);
  mkdirSync(join(folder, 'sub'));
  symlinkSync(join(folder, 'sub'), join(programs, 'link'));
  expect(await make()(join(programs, 'link'), ['status'])).toMatchObject({ ok: true });
  expect(runs()).toBe(1);
});

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

  test('in one repository is not run in another either', async () => {
    fakeGit(`${COUNT}; exec sleep 1000`);
    const git = make(200);
    const others = ['a', 'b', 'c'].map(name => join(folder, name));
    for (const other of others) mkdirSync(join(other, '.git'), { recursive: true });
    for (const at of [folder, ...others]) expect(await git(at, ['status'])).toEqual({ ok: false, reason: 'timeout' });
    expect(runs()).toBe(1);
  });

  test('is tried once after the pause, and used again when it answers', async () => {
    fakeGit(`${COUNT}; [ -e "${folder}/fast" ] || exec sleep 1000`);
    const git = make(400, [], 300);
    const statuses = (count: number) =>
      Promise.all(Array.from({ length: count }, async () => (await git(folder, ['status'])).ok));
    expect(await statuses(1)).toEqual([false]);
    await vi.waitFor(async () => {
      await statuses(3);
      expect(runs()).toBe(2);
    }, WAIT);
    writeFileSync(join(folder, 'fast'), '');
    await vi.waitFor(async () => expect(await statuses(2)).toContain(true), WAIT);
    expect(await statuses(3)).toEqual([true, true, true]);
  });

  test('is not run for a while either if it fails slowly', async () => {
    fakeGit(`${COUNT}; sleep 0.8; exit 128`);
    const git = make(1500);
    expect(await git(folder, ['status'])).toMatchObject({
      reason: 'failed',
      detail: 'it ended with code 128 and no message',
    });
    expect(await git(folder, ['status'])).toEqual({ ok: false, reason: 'timeout' });
    expect(runs()).toBe(1);
  });

  test('may be given less time than the limit, or none', async () => {
    fakeGit(`${COUNT}; exec sleep 1000`);
    const git = make();
    expect(await git(folder, ['status'], { limitMs: 0 })).toEqual({ ok: false, reason: 'timeout' });
    expect(() => runs()).toThrow('ENOENT');
    expect(await git(folder, ['status'], { limitMs: 100 })).toEqual({ ok: false, reason: 'timeout' });
    expect(runs()).toBe(1);
  });

  test('leaves no timer behind when it is missing', async () => {
    vi.stubEnv('PATH', programs);
    const timers = process.getActiveResourcesInfo().filter(name => name === 'Timeout').length;
    expect(await make()(folder, ['status'])).toEqual({ ok: false, reason: 'missing' });
    expect(process.getActiveResourcesInfo().filter(name => name === 'Timeout')).toHaveLength(timers);
  });

  test('is stopped when it prints without end', async () => {
    fakeGit('exec cat /dev/zero');
    expect(await make(60_000)(folder, ['status'])).toEqual({
      ok: false,
      reason: 'crashed',
      detail: 'it printed more than 256 MiB',
    });
  }, 60_000);
});

describe('git that fails states why', () => {
  test.each<[string, string, GitFailure['reason'], string]>([
    ['exit 1', 'without a message', 'failed', 'it ended with code 1 and no message'],
    ['kill -9 $$', 'by a signal', 'crashed', 'it was stopped by SIGKILL'],
    [
      'echo "warning: w" >&2; echo "fatal: index file corrupt." >&2; echo more >&2; exit 128',
      'with `fatal:`',
      'failed',
      'index file corrupt',
    ],
    ['printf "error: one\\nerror: two\\n" >&2; exit 1', 'with `error:`', 'failed', 'one'],
    ['printf "\\n  cannot open x\\n" >&2; exit 1', 'with another message', 'failed', 'cannot open x'],
    [
      'printf "fatal: unknown extension found:\\n\\tfoobar\\n" >&2; exit 128',
      'over two lines',
      'failed',
      'unknown extension found: foobar',
    ],
  ])('%s (%s)', async (script, _, reason, detail) => {
    fakeGit(script);
    expect(await make()(folder, ['status'])).toEqual({ ok: false, reason, detail });
  });

  test('with a short part of a long message', async () => {
    fakeGit('printf "fatal: " >&2; head -c 100000 /dev/zero | tr "\\0" x >&2; exit 128');
    const result = await make()(folder, ['status']);
    expect(result.ok ? '' : result.detail).toMatch(/^x{900,1000}$/);
  });

  test('a program that cannot be started', async () => {
    fakeGit('');
    writeFileSync(join(programs, 'git'), '#!/nonexistent/sh\n');
    expect(await make()(folder, ['status'])).toEqual({
      ok: false,
      reason: 'crashed',
      detail: 'it could not be started: it, or the interpreter in its first line, does not exist',
    });
  });

  test('a folder that does not exist is not a git that cannot be started', async () => {
    expect(await make()(join(folder, 'gone'), ['status'])).toEqual({ ok: false, reason: 'outside' });
  });

  test('code 1 is an answer only without a message, and for the commands that use it so', async () => {
    fakeGit('for last; do :; done; [ "$last" = quiet ] || echo "error: x" >&2; exit 1');
    const options = { mayFindNothing: true };
    expect(await make()(folder, ['quiet'], options)).toMatchObject({ ok: true, nothingFound: true });
    expect(await make()(folder, ['loud'], options)).toEqual({ ok: false, reason: 'failed', detail: 'x' });
    expect(await make()(folder, ['quiet'])).toMatchObject({ ok: false, reason: 'failed' });
  });
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
