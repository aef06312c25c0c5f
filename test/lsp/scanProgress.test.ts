// The progress of the first search of a workspace.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { scanProgress } from '../../server/src/lsp/protocol/scanProgress';

const log: unknown[] = [];
let cancelled = (): void => undefined;
const connection = {
  window: {
    createWorkDoneProgress: async () => ({
      begin: (title: string, _percent: unknown, _message: unknown, isCancellable: boolean) =>
        log.push([title, isCancellable]),
      report: (text: string) => log.push(text),
      done: () => log.push('done'),
      token: {
        onCancellationRequested: (listener: () => void) => {
          cancelled = listener;
        },
      },
    }),
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
    ['KynML: searching the workspace for runs', true],
    '1,150 files read',
    '1,250 files read',
    'done',
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
  expect(log).toEqual([]);
});
