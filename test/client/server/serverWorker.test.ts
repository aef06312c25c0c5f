// The server in a worker of a browser: what it used is released when it stops or did not start.
import { beforeEach, expect, test, vi } from 'vitest';
import { startWorker } from '../../../client/src/server/serverWorker';

class FakeWorker extends EventTarget {
  postMessage = (): void => undefined;
  terminate = (): void => void released.push('worker');
}
let worker: FakeWorker;
let released: string[] = [];

beforeEach(() => {
  released = [];
  worker = new FakeWorker();
  vi.stubGlobal('Worker', function create() {
    return worker;
  });
  vi.spyOn(URL, 'createObjectURL').mockReturnValue('script');
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation(address => void released.push(address));
  return () => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  };
});

/** `closed`: resolves when the port for files is closed. */
function start() {
  let closed: Promise<unknown> = Promise.resolve();
  const started = startWorker('core', port => {
    closed = new Promise(resolve => port.addEventListener('close', resolve));
    return { dispose: () => void released.push('files') };
  });
  return { started, closed };
}

test('of a worker that did not start', async () => {
  const { started, closed } = start();
  worker.dispatchEvent(Object.assign(new Event('error'), { message: 'Uncaught Error: x' }));
  await expect(started).rejects.toThrow('Uncaught Error: x');
  expect(released).toEqual(['worker', 'files', 'script']);
  await closed;
});

test('of a worker that stopped; its script is released when it has started', async () => {
  const { started, closed } = start();
  worker.dispatchEvent(new MessageEvent('message', { data: 'kynml/ready' }));
  const { stop } = await started;
  expect(released).toEqual(['script']);
  stop();
  expect(released).toEqual(['script', 'worker', 'files']);
  await closed;
});
