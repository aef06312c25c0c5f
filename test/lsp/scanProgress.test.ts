// The progress of the first search of a workspace.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { scanProgress } from '../../server/src/lsp/protocol/scanProgress';

const log: unknown[] = [];
let cancelled = (): void => undefined;
let token: unknown;
const connection = {
  sendRequest: async (method: string, params: { token: unknown }) => {
    expect(method).toBe('window/workDoneProgress/create');
    token = params.token;
  },
  sendNotification: async (_: string, message: { token: unknown; value: unknown }) => {
    expect(message.token).toBe(token);
    log.push(message.value);
  },
  onProgressCancelled: (_: string, listener: () => void) => {
    cancelled = listener;
    return { dispose: () => log.push('no longer cancelled') };
  },
} as never;

beforeEach(() => {
  log.length = 0;
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a search that takes long shows its progress and can be cancelled', async () => {
  const cancel = vi.fn();
  const progress = scanProgress(connection, true, cancel);
  progress.found(200);
  await vi.advanceTimersByTimeAsync(2000);
  for (let count = 1150; count <= 1250; count++) progress.found(count);
  cancelled();
  progress.end();
  expect(log).toEqual([
    { kind: 'begin', title: 'KynML: searching the workspace for runs', cancellable: true },
    { kind: 'report', message: '1,150 files read' },
    { kind: 'report', message: '1,250 files read' },
    'no longer cancelled',
    { kind: 'end' },
  ]);
  expect(cancel).toHaveBeenCalledOnce();
});

test('a short search and a client without support show nothing', async () => {
  const progress = scanProgress(connection, true, vi.fn());
  progress.end();
  const other = scanProgress(connection, false, vi.fn());
  await vi.advanceTimersByTimeAsync(5000);
  other.found(1);
  other.end();
  expect(log).toEqual(['no longer cancelled']);
});
