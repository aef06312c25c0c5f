// kyn train as a process: Ctrl-C and signals, exit codes, paths of every kind, and two trainings in one folder. The interpreter is a stand-in.
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { isAlive } from '../isAlive';
import { notRun } from '../notRun';
import { houseSpec } from '../specFixture';
import { kynProgram, runIn } from './kynProcess';
import { type StandIn, standInPython } from './standInPython';

const program = kynProgram();
const CSV = 'a,b,c,d,price\n1,2,3,4,5\n';

let top = '';
let work = '';
let python: StandIn;
let running: ChildProcess[] = [];

beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'kyn-train-')));
  work = join(top, `it's "$HOME" ü\n`);
  mkdirSync(join(work, 'data'), { recursive: true });
  writeFileSync(join(work, 'house.kyn'), houseSpec);
  writeFileSync(join(work, 'data/houses.csv'), CSV);
  python = standInPython(join(top, 'stand in'), join(work, 'data/houses.csv'));
});
afterEach(async () => {
  for (const child of running) child.kill('SIGKILL');
  for (const pid of python.pids('run')) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  running = [];
  rmSync(top, { recursive: true, force: true });
});

const arguments_ = (): string[] => [program.path(), 'train', 'house.kyn', '--python', python.path, '--out', 'run'];

// Starts kyn in a process group of its own, so that signals of the test reach it alone or with its script.
function start(): { readonly child: ChildProcess; readonly ended: Promise<number | string | null> } {
  const child = spawn(process.execPath, arguments_(), { cwd: work, env: python.env, stdio: 'ignore', detached: true });
  running.push(child);
  return { child, ended: new Promise(resolve => child.once('exit', (code, signal) => resolve(code ?? signal))) };
}

const isReady = () => vi.waitFor(() => expect(python.pids('run')).not.toEqual([]), { timeout: 20_000 });
const isGone = (pid: number) => vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 10_000 });

test('the script gets the terminal, the path of its file and the file for its progress, and its exit code is that of kyn', () => {
  python.behave({ '*': { exit: 7 } });
  const { status, stdout, stderr } = runIn(work, process.execPath, arguments_(), python.env);
  const [, argv = '', events = ''] = /^ready (\[.*\]) (.*)$/s.exec(stdout.trimEnd()) ?? [];
  expect(JSON.parse(argv)).toEqual([join(work, 'run/train_house.py')]);
  expect(events.startsWith(join(work, '.kynml/events/'))).toBe(true);
  expect(existsSync(events)).toBe(true);
  expect(stderr.split('\n')).toEqual([
    `kyn: training house.kyn with built-in compiler, ${python.path}`,
    'KynMLError: as the test says, and what to do about it is not cut off',
    '',
  ]);
  expect(status).toBe(7);
});

test('a second training in the folder is refused as long as kyn or its script runs, from any working folder', async () => {
  python.behave({ '*': { wait: true } });
  const { child, ended } = start();
  await isReady();
  const other = join(top, 'other');
  mkdirSync(join(other, 'data'), { recursive: true });
  writeFileSync(join(other, 'house.kyn'), `${houseSpec.trimEnd()}\n\nsweep:\n    lr = [0.1]\n`);
  writeFileSync(join(other, 'data/houses.csv'), CSV);
  const second = (command: 'train' | 'sweep', ...options: readonly string[]) => {
    const args = ['house.kyn', '--python', python.path, '--out', join(work, 'run')];
    return runIn(other, process.execPath, [program.path(), command, ...args, ...options], python.env);
  };
  const refused = runIn(work, process.execPath, arguments_(), python.env);
  expect(refused.status).toBe(2);
  expect(refused.stderr).toContain('house.kyn is being trained in run (process ');
  expect(second('train', '--no-history').status).toBe(2);
  expect(second('sweep').stderr).toContain('house.kyn is being trained in ');
  // The script writes its manifest even if kyn was killed. Its id is in the claim soon after the start.
  const claim = join(work, 'run/.kynml-claim');
  const [pid = 0] = python.pids('run');
  await vi.waitFor(() => expect(readFileSync(claim, 'utf8')).toContain(`"${pid}"`));
  child.kill('SIGKILL');
  await ended;
  expect(isAlive(pid)).toBe(true);
  expect(second('train').status).toBe(2);
  process.kill(pid, 'SIGKILL');
  await isGone(pid);
  expect(existsSync(claim)).toBe(true);
  python.behave({});
  expect(second('train', '--no-history').status).toBe(0);
  expect(python.started()).toHaveLength(2);
  expect([existsSync(claim), existsSync(join(other, '.kynml'))]).toEqual([false, false]);
});

test.each([
  ['SIGTERM', 143],
  ['SIGHUP', 143],
] as const)('%s to kyn ends the script', async (signal, code) => {
  python.behave({ '*': { wait: true } });
  const { child, ended } = start();
  await isReady();
  child.kill(signal);
  expect(await ended).toBe(code);
  for (const pid of python.pids('run')) expect(isAlive(pid)).toBe(false);
});

describe.each(['train', 'sweep', 'reproduce'] as const)('kyn %s, while the interpreter is asked', command => {
  test.each([
    ['SIGINT', 130, false],
    ['SIGTERM', 143, false],
    ['SIGTERM', 143, true],
  ] as const)('ends on %s with %i, leaving no process and no claim', async (signal, code, deaf) => {
    python.behave({ question: { wait: true, ...(deaf && { deaf }) } });
    writeFileSync(join(work, 'house.kyn'), `${houseSpec.trimEnd()}\n\nsweep:\n    lr = [0.1]\n`);
    const run = command === 'reproduce' ? runOf(join(work, 'house.kyn')) : 'house.kyn';
    const out = command === 'reproduce' ? [] : ['--out', 'run'];
    const before = readdirSync(tmpdir()).filter(name => name.startsWith('kyn-reproduce-'));
    const args = [program.path(), command, run, '--python', python.path, ...out];
    const child = spawn(process.execPath, args, { cwd: work, env: python.env, stdio: 'ignore', detached: true });
    running.push(child);
    const ended = new Promise(resolve => child.once('exit', (status, by) => resolve(status ?? by)));
    await vi.waitFor(() => expect(python.pids('question')).toHaveLength(1), { timeout: 20_000 });
    child.kill(signal);
    expect(await ended).toBe(code);
    await Promise.all(python.pids('question').map(isGone));
    expect([existsSync(join(work, 'run')), existsSync(join(work, '.kynml'))]).toEqual([false, false]);
    const after = readdirSync(tmpdir()).filter(name => name.startsWith('kyn-reproduce-'));
    expect(after.filter(name => !before.includes(name))).toEqual([]);
  });
});

// A manifest of the spec and the data.
function runOf(spec: string): string {
  const hash = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
  const path = join(work, 'run_manifest.json');
  const data = hash(join(work, 'data/houses.csv'));
  const manifest = {
    config_hash: hash(spec),
    data_hash: data,
    env: {},
    metrics: { mae: 1 },
    seed: 1,
    kynml_version: 'kyn 1',
  };
  writeFileSync(path, JSON.stringify(manifest));
  return path;
}

test('a script that ignores SIGTERM is killed', async () => {
  python.behave({ '*': { wait: true, deaf: true } });
  const { child, ended } = start();
  await isReady();
  child.kill('SIGTERM');
  expect(await ended).toBe(137);
  expect(python.log('run')).toEqual(['SIGTERM']);
});

test('a script that only kyn can end after SIGINT is ended', async () => {
  python.behave({ '*': { wait: true } });
  const { child, ended } = start();
  await isReady();
  child.kill('SIGINT');
  expect(await ended).toBe(143);
  expect(python.log('run')).toEqual([]);
});

// Runs a command on a terminal of its own, presses Ctrl-C when it is ready, and prints its exit code.
const PTY = `
import os, pty, sys
pid, terminal = pty.fork()
if pid == 0:
    os.execv(sys.argv[1], sys.argv[1:])
text = b""
pressed = False
while True:
    try:
        part = os.read(terminal, 4096)
    except OSError:
        break
    if not part:
        break
    text += part
    if b"ready" in text and not pressed:
        pressed = True
        os.write(terminal, b"\\x03")
status = os.waitpid(pid, 0)[1]
print(os.WEXITSTATUS(status) if os.WIFEXITED(status) else -os.WTERMSIG(status))
`;

test('Ctrl-C reaches the script once, and kyn waits until it has ended', context => {
  if (runIn(work, 'python3', ['-c', 'import pty']).status !== 0)
    notRun(context, 'Python with the module `pty` is needed.');
  python.behave({ '*': { wait: true } });
  const { stdout, stderr } = runIn(work, 'python3', ['-c', PTY, process.execPath, ...arguments_()], python.env);
  expect([stdout.trim(), stderr]).toEqual(['130', '']);
  expect(python.log('run')).toEqual(['SIGINT', 'end']);
});

test('a tool in the working folder is not used, even if PATH names the folder', () => {
  const planted = standInPython(join(work, 'bin'), '/x');
  writeFileSync(join(work, 'bin/kynml'), readFileSync(planted.path), { mode: 0o755 });
  const PATH = `${join(work, 'bin')}:${process.env.PATH}`;
  const argv = [program.path(), 'train', 'house.kyn', '--compiler', 'official'];
  const { status, stderr } = runIn(work, process.execPath, argv, { ...process.env, PATH, VIRTUAL_ENV: '' });
  expect(status).toBe(2);
  expect(stderr).toContain('`kynml` was not found on PATH');
  expect(planted.started()).toEqual([]);
});
