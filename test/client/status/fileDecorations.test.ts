// The requests behind the marks of the explorer.
import { beforeEach, expect, it, vi } from 'vitest';
import { fileDecorations } from '../../../client/src/status/fileDecorations';
import type { FileState } from '../../../src-shared/protocol/requests';

type Marks = { provideFileDecoration(uri: string): { badge: string } | undefined };
// Another file of this worker may have loaded the same modules with other mocks.
vi.hoisted(() => vi.resetModules());
const provider = vi.hoisted(() => ({ marks: undefined as unknown }));
vi.mock('vscode', () => ({
  Disposable: { from: () => ({ dispose: () => undefined }) },
  EventEmitter: class {
    event = () => undefined;
    fire = () => undefined;
    dispose = () => undefined;
  },
  FileDecoration: class {
    constructor(readonly badge: string) {}
  },
  ThemeColor: class {},
  Uri: { parse: (text: string) => text },
  window: {
    registerFileDecorationProvider: (marks: unknown) => {
      provider.marks = marks;
    },
  },
}));

const drifted: FileState = { uri: 'file:///a.kyn', state: 'drifted', message: 'The spec changed.' };
const badge = () => (provider.marks as Marks).provideFileDecoration(drifted.uri)?.badge;
const requests: { resolve(answer: object): void; reject(error: Error): void }[] = [];
const errors: string[] = [];
let change = (): void => undefined;

beforeEach(() => {
  vi.useFakeTimers();
  requests.length = 0;
  errors.length = 0;
  fileDecorations.start({
    log: { error: (...parts: string[]) => errors.push(parts.join(' ')) },
    request: () => new Promise((resolve, reject) => requests.push({ resolve, reject })),
    onChanged: (listener: () => void) => {
      change = listener;
    },
  } as never);
  return () => vi.useRealTimers();
});

it('a change during a request that fails is not lost', async () => {
  await vi.advanceTimersByTimeAsync(200);
  change();
  await vi.advanceTimersByTimeAsync(200);
  expect(requests).toHaveLength(1);
  requests[0]?.reject(new Error('the server ended'));
  await vi.advanceTimersByTimeAsync(0);
  expect(errors).toEqual(['file decorations Error: the server ended']);
  requests[1]?.resolve({ id: '1', files: [drifted] });
  await vi.advanceTimersByTimeAsync(0);
  expect(badge()).toBe('D');
});

it('a mark stays when its state cannot be determined, and the next change requests it again', async () => {
  await vi.advanceTimersByTimeAsync(200);
  requests[0]?.resolve({ id: '1', files: [drifted] });
  await vi.advanceTimersByTimeAsync(0);
  change();
  await vi.advanceTimersByTimeAsync(200);
  requests[1]?.reject(new Error('the server ended'));
  await vi.advanceTimersByTimeAsync(0);
  expect(badge()).toBe('D');
  change();
  await vi.advanceTimersByTimeAsync(200);
  requests[2]?.resolve({ id: '2', files: [] });
  await vi.advanceTimersByTimeAsync(0);
  expect(badge()).toBeUndefined();
});
