// The status bar item never shows the state of another document.
import { beforeEach, expect, it, vi } from 'vitest';
import { statusBar } from '../../../client/src/status/statusBar';
import { spec, unlocked } from '../fixtures';

// Another file of this worker may have loaded the same modules with other mocks.
vi.hoisted(() => vi.resetModules());
const window = vi.hoisted(() => ({
  item: { text: '', isShown: false },
  document: '',
  switched: (): void => undefined,
}));
vi.mock('vscode', () => {
  const disposable = { dispose: () => undefined };
  const uriOf = (text: string) => ({ path: text, toString: () => text });
  return {
    Disposable: { from: (...parts: { dispose(): void }[]) => ({ dispose: () => parts.map(part => part.dispose()) }) },
    StatusBarAlignment: { Left: 1 },
    Uri: { parse: uriOf },
    window: {
      createStatusBarItem: () =>
        Object.assign(window.item, disposable, {
          show: () => Object.assign(window.item, { isShown: true }),
          hide: () => Object.assign(window.item, { isShown: false }),
        }),
      get activeTextEditor() {
        return { document: { languageId: 'kynml', uri: uriOf(window.document) } };
      },
      onDidChangeActiveTextEditor: (listener: () => void) => {
        window.switched = listener;
        return disposable;
      },
    },
  };
});

type Answer = { resolve(state: typeof spec): void; reject(error: Error): void };
const requests: Answer[] = [];
const errors: string[] = [];
let changed = (_uris: readonly string[]): void => undefined;

function start(): { dispose(): void } {
  requests.length = 0;
  errors.length = 0;
  Object.assign(window, { document: 'a.kyn' });
  Object.assign(window.item, { text: '', isShown: false });
  return statusBar.start({
    log: { error: (...parts: string[]) => errors.push(parts.join(' ')) },
    request: () => new Promise((resolve, reject) => requests.push({ resolve, reject })),
    onChanged: (listener: typeof changed) => {
      changed = listener;
      return { dispose: () => undefined };
    },
  } as never);
}

const open = (document: string): void => {
  window.document = document;
  window.switched();
};
const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

async function showLocked(): Promise<void> {
  requests[0]?.resolve(spec);
  await settled();
  expect(window.item).toMatchObject({ isShown: true, text: '$(lock) 13e9f1e1db50' });
}

it('is hidden when the state of the next document cannot be determined', async () => {
  start();
  await showLocked();
  open('b.kyn');
  requests[1]?.reject(new Error('the server ended'));
  await settled();
  expect(window.item.isShown).toBe(false);
  expect(errors).toEqual(['status bar Error: the server ended']);
});

it('is requested again after a failure, whatever changed', async () => {
  start();
  requests[0]?.reject(new Error('the server ended'));
  await settled();
  changed(['file:///other.csv']);
  requests[1]?.resolve(spec);
  await settled();
  expect(window.item.isShown).toBe(true);
});

it('stays when only an older request fails', async () => {
  start();
  open('b.kyn');
  requests[1]?.resolve(unlocked);
  requests[0]?.reject(new Error('cancelled'));
  await settled();
  expect(window.item).toMatchObject({ isShown: true, text: '$(unlock) 13e9f1e1db50' });
});

it('is hidden while the state of the next document is pending, but not for a short wait', async () => {
  start();
  await showLocked();
  open('b.kyn');
  await vi.advanceTimersByTimeAsync(199);
  expect(window.item.isShown).toBe(true);
  await vi.advanceTimersByTimeAsync(1);
  expect(window.item.isShown).toBe(false);
  requests[1]?.resolve(unlocked);
  await settled();
  expect(window.item.isShown).toBe(true);
});

it('stays after a quick answer, and has no timer after its end', async () => {
  const part = start();
  open('b.kyn');
  requests[1]?.resolve(unlocked);
  await vi.advanceTimersByTimeAsync(1000);
  expect(window.item.isShown).toBe(true);
  open('c.kyn');
  part.dispose();
  expect(vi.getTimerCount()).toBe(0);
});
