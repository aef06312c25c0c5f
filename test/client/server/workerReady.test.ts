// The start of the server in a worker: it is waited for, and a failure is an error instead of a request without an answer.
import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type WorkerEvents, workerReady } from '../../../client/src/server/workerReady';

class FakeWorker extends EventEmitter implements WorkerEvents {
  addEventListener = (type: string, listener: (event: object) => void) => void this.on(type, listener);
  removeEventListener = (type: string, listener: (event: object) => void) => void this.off(type, listener);
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const outcome = (worker: FakeWorker): Promise<unknown> =>
  workerReady(worker).then(
    () => 'ready',
    error => error.message,
  );

test('a server that says so is ready, and nothing listens or waits any more', async () => {
  const worker = new FakeWorker();
  const found = outcome(worker);
  worker.emit('message', { data: { jsonrpc: '2.0' } });
  worker.emit('message', { data: 'kynml/ready' });
  expect(await found).toBe('ready');
  expect(worker.eventNames()).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

test.each([
  ['Uncaught Error: x', 'The language server failed in its worker: Uncaught Error: x'],
  [undefined, 'The language server failed in its worker: it could not be loaded'],
])('a worker that fails: %s', async (message, expected) => {
  const worker = new FakeWorker();
  const found = outcome(worker);
  worker.emit('error', { message });
  expect(await found).toBe(expected);
  expect(worker.eventNames()).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

test('a worker that says nothing is not waited for longer than a minute', async () => {
  const found = outcome(new FakeWorker());
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await found).toBe('The language server did not start within a minute.');
});
