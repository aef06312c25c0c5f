// The status bar item of trainings: its texts, and which folders are watched.
import { expect, it, vi } from 'vitest';
import { trainings } from '../../../client/src/status/trainings';
import type { TrainingsAnswer } from '../../../src-shared/protocol/views';

// Another file of this worker may have loaded the same modules with other mocks.
vi.hoisted(() => vi.resetModules());
const editor = vi.hoisted(() => ({
  item: { text: '', tooltip: '', isShown: false, accessibilityInformation: undefined as unknown },
  watched: [] as string[],
  changed: [] as ((uri: { toString(): string }) => void)[],
  messages: [] as string[],
}));
vi.mock('vscode', () => {
  const disposable = { dispose: () => undefined };
  const event = () => disposable;
  return {
    Disposable: { from: (...parts: { dispose(): void }[]) => ({ dispose: () => parts.map(part => part.dispose()) }) },
    StatusBarAlignment: { Left: 1 },
    RelativePattern: class {
      constructor(
        readonly base: string,
        readonly pattern: string,
      ) {}
    },
    Uri: { parse: (text: string) => text },
    tasks: { onDidStartTask: event },
    workspace: {
      onDidGrantWorkspaceTrust: event,
      onDidChangeWorkspaceFolders: event,
      createFileSystemWatcher: (pattern: string | { base: string; pattern: string }) => {
        const name = typeof pattern === 'string' ? pattern : `${pattern.base} ${pattern.pattern}`;
        editor.watched.push(name);
        const listen = (listener: (uri: { toString(): string }) => void) => {
          editor.changed.push(listener);
          return disposable;
        };
        return {
          onDidCreate: listen,
          onDidChange: listen,
          dispose: () => editor.watched.splice(editor.watched.indexOf(name), 1),
        };
      },
    },
    window: {
      onDidChangeWindowState: event,
      showWarningMessage: async (text: string) => void editor.messages.push(text),
      showInformationMessage: async (text: string) => void editor.messages.push(text),
      showErrorMessage: async (text: string) => void editor.messages.push(text),
      createStatusBarItem: () =>
        Object.assign(editor.item, disposable, {
          show: () => Object.assign(editor.item, { isShown: true }),
          hide: () => Object.assign(editor.item, { isShown: false }),
        }),
    },
  };
});

const settle = () => new Promise(resolve => setTimeout(resolve));
const nothing: TrainingsAnswer['view'] = { status: null, trainings: [] };

/** Starts the part; `answers` are those of the server, in order. */
function start(answers: readonly TrainingsAnswer[]) {
  editor.watched.length = 0;
  editor.changed.length = 0;
  editor.messages.length = 0;
  const asked: (readonly string[])[] = [];
  const waiting = [...answers];
  const part = trainings.start({
    log: { error: () => undefined },
    request: async (_: string, { files }: { files: readonly string[] }) => {
      asked.push(files);
      return waiting.shift();
    },
  } as never);
  return { asked, part };
}

const INSIDE = ['**/.kynml/events/*.jsonl', '{**/.kynml,**/.kynml/events}'];

it('shows a training as text, with a warning icon, the reason and no notification for a concern, and hides after its end', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const item = { title: 'a$(x).kyn', detail: 'epoch 1 of 2', concern: 'The loss has been NaN.' };
    const view = {
      status: {
        title: 'a$(x).kyn: epoch 1 of 2',
        tooltip: 'a$(x).kyn: epoch 1 of 2\nThe loss has been NaN.',
        concern: 'The loss has been NaN.',
      },
      trainings: [item],
    };
    const { part } = start([
      { view, watch: [] },
      { view: nothing, watch: [] },
    ]);
    await vi.advanceTimersByTimeAsync(0);
    expect(editor.item).toMatchObject({
      isShown: true,
      text: '$(warning) a\\$(x).kyn: epoch 1 of 2',
      tooltip: 'a$(x).kyn: epoch 1 of 2\nThe loss has been NaN.\nClick to list the trainings.',
      accessibilityInformation: { label: 'KynML: a$(x).kyn: epoch 1 of 2. The loss has been NaN.', role: 'button' },
    });
    expect(editor.messages).toEqual([]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(editor.item.isShown).toBe(false);
    part.dispose();
  } finally {
    vi.useRealTimers();
  }
});

it('watches the folders outside of the workspace that the server names, as long as it names them', async () => {
  const outside = { uri: 'file:///top/.kynml/events' };
  const { asked, part } = start([
    { view: nothing, watch: [outside] },
    { view: nothing, watch: [] },
  ]);
  await settle();
  expect(editor.watched).toEqual([...INSIDE, 'file:///top/.kynml/events *.jsonl']);
  editor.changed.at(-1)?.({ toString: () => 'file:///top/.kynml/events/a.jsonl' });
  await vi.waitFor(() => expect(asked).toEqual([[], ['file:///top/.kynml/events/a.jsonl']]), { timeout: 5000 });
  await settle();
  expect(editor.watched).toEqual(INSIDE);
  part.dispose();
  expect(editor.watched).toEqual([]);
});

it('asks with the folder of a history that is created, because its files may not be reported', async () => {
  const { asked, part } = start([
    { view: nothing, watch: [] },
    { view: nothing, watch: [] },
  ]);
  await settle();
  editor.changed.at(-1)?.({ toString: () => 'file:///w/.kynml' });
  await vi.waitFor(() => expect(asked).toEqual([[], ['file:///w/.kynml']]), { timeout: 5000 });
  part.dispose();
});
