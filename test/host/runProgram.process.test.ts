// Programs that the host runs: their results, and that no process is left after the time limit.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { runProcess } from '../../src-shared/host/node/runProcess';
import { isAlive } from '../isAlive';
import { nodeHost } from '../nodeHost';

let folder = '';
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), `run "it's" $HOME `)));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const program = (script: string, ...args: string[]): string[] => [process.execPath, '-e', script, ...args];
const run = (argv: string[], timeoutMs = 20_000, signal?: AbortSignal) =>
  nodeHost.run(argv, { cwd: folder, timeoutMs, ...(signal && { signal }) });

// A program with a child; both write their process id into the folder and then wait for ever, deaf to a polite end.
const FAMILY = `
  const deaf = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);";
  const child = require('node:child_process').spawn(process.execPath, ['-e', deaf], { stdio: 'inherit' });
  require('node:fs').writeFileSync('pids', process.pid + ' ' + child.pid);
  eval(deaf);`;

// A process of its own that runs code with the sources of this project; returns the path of the script.
function bundle(contents: string): string {
  const outfile = join(folder, 'run.cjs');
  const resolveDir = fileURLToPath(new URL('../..', import.meta.url));
  buildSync({ stdin: { contents, resolveDir }, bundle: true, platform: 'node', outfile, logLevel: 'error' });
  return outfile;
}

const pids = (): number[] => readFileSync(join(folder, 'pids'), 'utf8').split(' ').map(Number);
const familyIsThere = () => vi.waitFor(() => expect(pids()).toHaveLength(2), 10_000);

describe('a program that ends', () => {
  test('gives its exit code and its output', async () => {
    const script = 'console.log("é out"); console.error("err"); process.exit(3)';
    expect(await run(program(script))).toEqual({ ok: true, code: 3, stdout: 'é out\n', stderr: 'err\n' });
  });

  test('gets its arguments as they are, its folder, and nothing to read', async () => {
    const script =
      'process.stdin.resume().on("end", () => console.log(JSON.stringify([process.argv.slice(1), process.cwd()])))';
    const words = ['$HOME `id` "a b"', "it's", '*', '; echo', ''];
    const result = await run(program(script, '--', ...words));
    expect(result.ok && JSON.parse(result.stdout)).toEqual([words, folder]);
  });

  test('may print more than is kept', async () => {
    const result = await run(program('for (let i = 0; i < 40; i++) process.stdout.write("x".repeat(50000))'));
    expect(result.ok && [result.code, result.stdout.length]).toEqual([0, 64 * 1024]);
  });

  test('does not wait for a process that it leaves running with its output', async () => {
    const daemon = `const child = require('node:child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'],
      { stdio: 'inherit', detached: true });
      child.unref();
      require('node:fs').writeFileSync('pids', String(child.pid));
      process.stdout.write('x'.repeat(60_000));`;
    expect(await run(program(daemon))).toEqual({ ok: true, code: 0, stdout: 'x'.repeat(60_000), stderr: '' });
    const [daemonPid = -1] = pids();
    expect(isAlive(daemonPid)).toBe(true);
    process.kill(daemonPid, 'SIGKILL');
  });

  test('by a signal has no exit code', async () => {
    const result = await run(program('process.kill(process.pid, "SIGKILL")'));
    expect(result).toEqual({ ok: false, reason: 'killed', detail: 'SIGKILL' });
  });
});

describe('a program that cannot be started: the reason', () => {
  test.each([
    ['does not exist', ['/nowhere/kynml'], /does not exist/],
    ['is none', [], /./],
    ['has a name that no system takes', ['a\0b'], /./],
  ])('%s', async (_, argv, words) => {
    const result = await run(argv);
    expect(result).toMatchObject({ ok: false, reason: 'not-started' });
    expect(!result.ok && result.detail).toMatch(words);
  });

  test('may not be run', async () => {
    writeFileSync(join(folder, 'tool'), '#!/bin/sh\n');
    chmodSync(join(folder, 'tool'), 0o644);
    expect(await run([join(folder, 'tool')])).toMatchObject({ reason: 'not-started', detail: 'permission denied' });
  });
});

describe('a program that does not end', () => {
  test('is ended at its time, with what it started', async () => {
    const result = run(program(FAMILY), 2500);
    await familyIsThere();
    expect(pids().map(isAlive)).toEqual([true, true]);
    expect(await result).toMatchObject({ ok: false, reason: 'timeout' });
    await vi.waitFor(() => expect(pids().map(isAlive)).toEqual([false, false]));
  });

  test('is stopped at once, with the processes it started, when its answer is cancelled', async () => {
    const stop = new AbortController();
    const result = run(program(FAMILY), 60_000, stop.signal);
    await familyIsThere();
    expect(pids().map(isAlive)).toEqual([true, true]);
    stop.abort();
    expect(await result).toMatchObject({ ok: false, reason: 'aborted' });
    await vi.waitFor(() => expect(pids().map(isAlive)).toEqual([false, false]));
  });

  test('is not started when its answer was cancelled before', async () => {
    const result = await run(program('require("node:fs").writeFileSync("ran", "")'), 1000, AbortSignal.abort());
    expect(result).toMatchObject({ ok: false, reason: 'aborted' });
    expect(existsSync(join(folder, 'ran'))).toBe(false);
  });

  test('ends when we end', async () => {
    const before = process.listeners('exit');
    const result = run(program(FAMILY), 60_000);
    await familyIsThere();
    const [added] = process.listeners('exit').filter(listener => !before.includes(listener));
    added?.(0);
    expect(await result).toMatchObject({ ok: false, reason: 'killed' });
    await vi.waitFor(() => expect(pids().map(isAlive)).toEqual([false, false]));
    expect(process.listeners('exit')).toEqual(before);
  });
});

describe('a signal to the process that runs programs', () => {
  const runner = (): ChildProcess =>
    spawn(
      process.execPath,
      [
        bundle(`import { runProcess } from './src-shared/host/node/runProcess';
          const limits = { timeoutMs: 60_000, maxOutput: 100, overflow: 'drop' };
          const family = ${JSON.stringify(FAMILY)};
          const run = code => runProcess({ program: process.execPath, args: ['-e', code], cwd: process.cwd(), env: {}, ...limits });
          // Handlers of a program that ended must not remain.
          run('').then(() => run(family));`),
      ],
      { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] },
    );
  const ended = (child: ChildProcess) =>
    new Promise(resolve => {
      child.on('exit', (code, signal) => resolve(signal ?? code));
    });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const)('%s ends it and its programs', async signal => {
    const child = runner();
    const end = ended(child);
    await familyIsThere();
    child.kill(signal);
    expect(await end).toBe(signal);
    await vi.waitFor(() => expect(pids().map(isAlive)).toEqual([false, false]));
  });

  test('that another listener handles stops nothing', async () => {
    const [handled, ended] = [vi.fn(), vi.fn(() => true as const)];
    const kill = process.kill.bind(process);
    vi.spyOn(process, 'kill').mockImplementation((pid, signal) => (pid === process.pid ? ended() : kill(pid, signal)));
    process.on('SIGTERM', handled);
    const result = run(program(`setInterval(() => require('node:fs').existsSync('go') && process.exit(5), 10)`));
    process.emit('SIGTERM', 'SIGTERM');
    writeFileSync(join(folder, 'go'), '');
    expect(await result.finally(() => process.off('SIGTERM', handled))).toMatchObject({ ok: true, code: 5 });
    expect([handled, ended].map(f => f.mock.calls.length)).toEqual([1, 0]);
  });
});

test('a program does not get the variables that are left out', async () => {
  vi.stubEnv('KYN_TEST_FILTER', 'a');
  vi.stubEnv('KYN_TESTED', 'b');
  const options = { cwd: folder, timeoutMs: 20_000, withoutVariables: ['KYN_TEST_'] };
  const code = 'process.stdout.write(String([process.env.KYN_TEST_FILTER, process.env.KYN_TESTED]))';
  expect(await nodeHost.run([process.execPath, '-e', code], options)).toMatchObject({ ok: true, stdout: ',b' });
  vi.unstubAllEnvs();
});

test('signals are handled only while a program runs', async () => {
  const counts = () => ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'exit'].map(name => process.listenerCount(name));
  const before = counts();
  const runs = [run(program('')), run(program(''))];
  await vi.waitFor(() => expect(counts()).toEqual(before.map(count => count + 1)));
  await Promise.all(runs);
  expect(counts()).toEqual(before);
  await run(['/nowhere/kynml']);
  expect(counts()).toEqual(before);
});

test('at the limit of open files a program is not started, and nothing else fails', () => {
  const bundled = bundle(`import { openSync } from 'node:fs';
    import { runProcess } from './src-shared/host/node/runProcess';
    try { for (;;) openSync('/dev/null', 'r'); } catch {}
    const limits = { timeoutMs: 5000, maxOutput: 100, overflow: 'drop' };
    runProcess({ program: process.execPath, args: ['-v'], cwd: '/', env: {}, ...limits }).then(result => {
      process.stdout.write(JSON.stringify(result));
    });`);
  const limited = ['-c', 'ulimit -n 64; exec "$@"', 'sh', process.execPath, bundled];
  const { stdout, stderr, status } = spawnSync('/bin/sh', limited, { encoding: 'utf8' });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  expect(JSON.parse(stdout)).toEqual({ ok: false, reason: 'not-started', detail: 'too many files are open' });
});

test('a program gets the time that it needs to end, and what it prints on standard error is passed on at once', async () => {
  const stop = new AbortController();
  const errors: string[] = [];
  const polite = `process.on('SIGTERM', () => setTimeout(() => { require('node:fs').writeFileSync('ended', ''); process.exit(3); }, 1000));
    setInterval(() => {}, 1000); console.error('ready');`;
  const result = await runProcess({
    program: process.execPath,
    args: ['-e', polite],
    cwd: folder,
    env: process.env,
    timeoutMs: 20_000,
    maxOutput: 1024,
    overflow: 'drop',
    signal: stop.signal,
    graceMs: 15_000,
    onError(text) {
      errors.push(text);
      stop.abort();
    },
  });
  expect(result).toMatchObject({ ok: false, reason: 'aborted' });
  expect(errors).toEqual(['ready\n']);
  expect(existsSync(join(folder, 'ended'))).toBe(process.platform !== 'win32');
});

describe('a program that is asked to stop by closing its input', () => {
  // It ends half a second later, and leaves a file that proves that nothing ended it before.
  const tidy = `process.stdin.on('end', () => setTimeout(() => { require('node:fs').writeFileSync('ended', ''); process.exit(3); }, 500)).resume();
    process.on('SIGTERM', () => process.exit(1));
    require('node:fs').writeFileSync('pids', process.pid + ' ' + process.pid);`;
  const request = `{ program: process.execPath, args: ['-e', ${JSON.stringify(tidy)}], cwd: process.cwd(), env: {}, timeoutMs: 60_000,
    maxOutput: 100, overflow: 'drop', graceMs: 15_000, stopsWithInput: true }`;

  test('ends by itself when it is cancelled', async () => {
    const stop = new AbortController();
    const limits = {
      timeoutMs: 60_000,
      maxOutput: 100,
      overflow: 'drop',
      graceMs: 15_000,
      stopsWithInput: true,
    } as const;
    const start = { program: process.execPath, args: ['-e', tidy], cwd: folder, env: {} };
    const result = runProcess({ ...start, ...limits, signal: stop.signal });
    await familyIsThere();
    stop.abort();
    expect(await result).toMatchObject({ ok: false, reason: 'aborted' });
    expect(existsSync(join(folder, 'ended'))).toBe(true);
  });

  test.each(['SIGTERM', 'SIGKILL'] as const)(
    'ends by itself when %s ends the process that started it',
    async signal => {
      const runner = bundle(`import { runProcess } from './src-shared/host/node/runProcess'; runProcess(${request});`);
      const child = spawn(process.execPath, [runner], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
      await familyIsThere();
      child.kill(signal);
      await vi.waitFor(() => expect(existsSync(join(folder, 'ended'))).toBe(true), 10_000);
    },
  );
});
