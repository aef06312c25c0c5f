// The pages of reproductions: one for each run, and what the end of the extension means for those that run.
import { beforeEach, expect, it, vi } from 'vitest';
import { openReproduction, registerReproductionPages } from '../../../client/src/panels/reproductionPanel';

// Another file of this worker may have loaded the same modules with other mocks.
vi.hoisted(() => vi.resetModules());

interface FakePanel {
  readonly posted: unknown[];
  revealed: number;
  close(): void;
}
const window = vi.hoisted(() => ({ panels: [] as FakePanel[], serializers: 0 }));
vi.mock('vscode', () => {
  const uriOf = (path: string) => ({ path, with: () => uriOf(path), toString: () => path });
  return {
    Uri: {
      parse: uriOf,
      joinPath: ({ path }: { path: string }, ...parts: string[]) => uriOf([path, ...parts].join('/')),
    },
    ViewColumn: {},
    Disposable: {
      from: (...parts: { dispose(): void }[]) => ({
        dispose: () => {
          for (const part of parts) part.dispose();
        },
      }),
    },
    window: {
      registerWebviewPanelSerializer: () => {
        window.serializers += 1;
        return {
          dispose: () => {
            window.serializers -= 1;
          },
        };
      },
      createWebviewPanel: () => {
        const closed: (() => void)[] = [];
        const panel = {
          posted: [] as unknown[],
          revealed: 0,
          close: () => {
            for (const listener of closed) listener();
          },
        };
        window.panels.push(panel);
        return {
          visible: true,
          reveal: () => {
            panel.revealed += 1;
          },
          onDidDispose: (listener: () => void) => closed.push(listener),
          webview: {
            postMessage: (message: unknown) => panel.posted.push(message),
            asWebviewUri: (uri: unknown) => uri,
            onDidReceiveMessage: () => ({ dispose: () => undefined }),
          },
        };
      },
    },
  };
});

const context = { extension: { extensionUri: { path: '/ext' } }, log: { error: () => undefined } } as never;
const open = (run: string) => openReproduction(context, { run, label: run });
let pages: { dispose(): void };

beforeEach(() => {
  window.panels.length = 0;
  pages = registerReproductionPages(context);
  return () => pages.dispose();
});

it('the end of the extension cancels every reproduction that runs, and its pages get no more messages', () => {
  const [first, second] = [open('file:///w/a.json'), open('file:///w/b.json')];
  expect([first?.signal.aborted, second?.signal.aborted]).toEqual([false, false]);
  pages.dispose();
  expect([first?.signal.aborted, second?.signal.aborted, window.serializers]).toEqual([true, true, 0]);
  first?.finish({ message: 'cancelled' });
  expect(
    window.panels.map(({ posted }) => posted.filter(message => JSON.stringify(message).includes('cancelled'))),
  ).toEqual([[], []]);
});

it('closing a page cancels its reproduction alone', () => {
  const [first, second] = [open('file:///w/a.json'), open('file:///w/b.json')];
  window.panels[0]?.close();
  expect([first?.signal.aborted, second?.signal.aborted]).toEqual([true, false]);
});

it('a run that is being reproduced is shown, not started again', () => {
  open('file:///w/a.json');
  expect(open('file:///w/a.json')).toBeUndefined();
  expect(window.panels.map(({ revealed }) => revealed)).toEqual([2]);
});
