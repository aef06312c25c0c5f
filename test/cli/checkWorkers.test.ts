// Many files are checked in worker threads, with the same output as by one thread.
import { EventEmitter } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { checkInWorkers } from '../../server/src/cli/check/checkInWorkers';
import { serveChecks } from '../../server/src/cli/check/checkWorker';
import type { CliEnvironment, Workers } from '../../server/src/cli/command';
import { houseSpec } from '../specFixture';
import { type CliSetup, kyn, lockText, manifestText, onDisk } from './cliEnvironment';

type Files = NonNullable<CliSetup['files']>;

/** Workers on the same files, in this thread: messages are copied as between threads. */
function workersOf(count: number, started: number[] = []): (environment: CliEnvironment) => Workers {
  return environment => ({
    count,
    filesForOne: 30,
    start: async () => {
      started.push(started.length);
      const { port1, port2 } = new MessageChannel();
      const noGit = () => Promise.reject(new Error('a worker ran git'));
      const stdin = () => Promise.reject(new Error('a worker read standard input'));
      serveChecks(port2, {
        ...environment,
        host: { ...environment.host, git: noGit },
        io: { ...environment.io, stdin },
      });
      return Object.assign(port1, { terminate: () => port1.close() });
    },
  });
}

const manySpecs = (count: number): Files =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`/w/specs/${i % 7}/s${i}.kyn`, houseSpec.replace('0.01', `0.0${i + 1}`)]),
  );

const FILES: Files = {
  ...manySpecs(110),
  '/w/specs/3/broken.kyn': houseSpec.replace('epochs', 'epoch'),
  '/w/specs/5/.kynml.json': '{"catalog": {"extra": {"metric": ["mape"]}}}',
  '/w/specs/5/words.kyn': `${houseSpec}\nevaluate:\n    metrics = [mape]\n`,
  '/w/specs/4/latin.kyn': new Uint8Array([0xe9]),
  '/w/drifted/a.kyn': houseSpec,
  '/w/drifted/kynml.lock': lockText('a.kyn', `${houseSpec}# older\n`),
  '/w/runs/1/run_manifest.json': manifestText(),
  '/w/runs/2/run_manifest.json': manifestText({ seed: 'x' }),
  '/w/runs/3/run_manifest.json': '{"broken',
  '/w/runs/4/other.json': '{"a": 1}',
};

test('every format is the same as without workers', async () => {
  for (const format of ['text', 'json']) {
    const argv = ['check', '.', '--format', format] as const;
    const alone = await kyn({ files: FILES }, ...argv);
    const started: number[] = [];
    const together = await kyn({ files: FILES, workers: workersOf(3, started) }, ...argv);
    expect(together).toEqual(alone);
    expect(started).toEqual([0, 1, 2]);
    expect(alone.code).toBe(1);
  }
});

test('named files, a kind and standard input give the same too', async () => {
  const setup: CliSetup = { files: FILES, stdin: houseSpec.replace('mse', 'msee') };
  const argv = ['check', 'specs', '-', 'runs/4/other.json', '--kind', 'kyn-spec'] as const;
  expect(await kyn({ ...setup, workers: workersOf(2) }, ...argv)).toEqual(await kyn(setup, ...argv));
  const withName = ['check', 'specs', '-', '--stdin-filename', 'specs/3/s3.kyn'] as const;
  const alone = await kyn(setup, ...withName);
  expect(alone.stdout).toContain('`msee`');
  expect(await kyn({ ...setup, workers: workersOf(2) }, ...withName)).toEqual(alone);
});

test('git is asked once for all workers, in the main thread, and is reported once', async () => {
  const commands: string[] = [];
  const git: CliSetup['git'] = async (folder, args) => {
    commands.push(`${folder} ${args.join(' ')}`);
    return { ok: false, reason: 'timeout' };
  };
  const files = { ...FILES, '/w/.git/HEAD': 'ref: refs/heads/main\n' };
  const { stderr } = await kyn({ files, git, workers: workersOf(4) }, 'check', '.');
  expect(stderr.match(/git did not answer/g)).toHaveLength(1);
  expect(new Set(commands).size).toBe(commands.length);
});

test('few files start no worker', async () => {
  const started: number[] = [];
  await kyn({ files: manySpecs(59), workers: workersOf(4, started) }, 'check', '.');
  await kyn({ files: manySpecs(110), workers: workersOf(1, started) }, 'check', '.');
  expect(started).toEqual([]);
});

test('the progress counts the files of all workers', async () => {
  const shown: string[] = [];
  const progress = (text: string): void => void shown.push(text);
  await kyn({ files: manySpecs(210), progress, workers: workersOf(3) }, 'check', '.');
  const counts = shown.flatMap(text => /^checking (\d+) of 210 files$/.exec(text)?.[1] ?? []).map(Number);
  expect(counts).toEqual([...counts].sort((a, b) => a - b));
  expect(counts.at(-1)).toBe(210);
  expect(shown.at(-1)).toBe('');
});

test.each([
  ['fails', 'error', new Error('out of memory'), 'out of memory'],
  ['ends early', 'exit', 1, 'a worker ended before its work was done'],
])('a worker that %s is an internal error, and the others are stopped', async (_, event, value, message) => {
  let stopped = 0;
  const workers = (): Workers => ({
    count: 3,
    filesForOne: 30,
    start: async () =>
      Object.assign(new EventEmitter(), {
        postMessage(this: EventEmitter) {
          setImmediate(() => this.emit(event, value));
        },
        terminate: () => stopped++,
      }),
  });
  const { code, stdout, stderr } = await kyn({ files: manySpecs(110), workers }, 'check', '.');
  expect({ code, stdout, stopped }).toEqual({ code: 2, stdout: '', stopped: 3 });
  expect(stderr).toContain(message);
});

test('a question that cannot be answered ends the check', async () => {
  const start = async () =>
    Object.assign(new EventEmitter(), {
      postMessage(this: EventEmitter) {
        setImmediate(() => this.emit('message', { type: 'ask', id: 0, question: { type: 'uses-kynml' } }));
      },
      terminate: () => undefined,
    });
  const target = { label: 'a.kyn', path: '/w/a.kyn', named: true, kind: undefined };
  const usesKynml = () => Promise.reject(new Error('no answer'));
  const workers: Workers = { count: 2, filesForOne: 1, start };
  const checks = { targets: [target], count: 1, usesKynml };
  await expect(checkInWorkers(onDisk('/w'), workers, checks)).rejects.toThrow('no answer');
});
