// Use These Params from the click to the edit.
import { beforeEach, expect, test, vi } from 'vitest';
import { useParams } from '../../../client/src/commands/useParams';

const editor = vi.hoisted(() => ({
  version: 1,
  isTyping: false,
  applied: [] as unknown[],
  shown: [] as string[],
  status: [] as string[],
  messages: [] as string[],
  picks: [] as string[][],
}));

// Another file of this worker may have loaded the same modules with other mocks.
vi.hoisted(() => vi.resetModules());
vi.mock('vscode', async () => {
  const { FakeUri } = await import('../fakePick');
  class Range {
    constructor(...at: number[]) {
      Object.assign(this, { at });
    }
  }
  class WorkspaceEdit {
    readonly all: unknown[] = [];
    set(uri: unknown, edits: { range: { at: number[] }; text: string }[]): void {
      for (const { range, text } of edits) this.all.push([String(uri), range.at, text]);
    }
  }
  return {
    Uri: FakeUri,
    Range,
    WorkspaceEdit,
    TextEdit: { replace: (range: Range, text: string) => ({ range, text }) },
    workspace: {
      openTextDocument: async (uri: unknown) => ({
        uri,
        get version() {
          return editor.version;
        },
      }),
      applyEdit: async ({ all }: WorkspaceEdit) => {
        editor.applied.push(all);
        return true;
      },
    },
    window: {
      showTextDocument: async ({ uri }: { uri: unknown }) => void editor.shown.push(String(uri)),
      setStatusBarMessage: (text: string) => editor.status.push(text),
      showWarningMessage: async (text: string) => void editor.messages.push(text),
      showQuickPick: async (items: { label: string }[]) => {
        editor.picks.push(items.map(({ label }) => label));
        return items[1];
      },
    },
  };
});

const SPEC = { uri: 'file:///w/h.kyn', label: 'h.kyn' };
const edit = { range: { start: { line: 1, character: 9 }, end: { line: 1, character: 12 } }, newText: '0.01' };
let specs: object[] = [];
let answer: object = {};
const requests: unknown[] = [];
const context = {
  request: async (method: string, params: object) => {
    requests.push([method, params]);
    if (method === 'kynml/specsOfRun') return specs;
    if (editor.isTyping) editor.version++;
    return answer;
  },
} as never;
const RUN = 'file:///w/s.json#1';
const call = (argument: unknown = RUN) => useParams.run(context, argument as never);

beforeEach(() => {
  Object.assign(editor, { isTyping: false, applied: [], shown: [], status: [], messages: [], picks: [] });
  requests.length = 0;
  specs = [SPEC];
  answer = { ok: true, edits: [edit] };
});

test('the values are one edit of the spec, which is shown', async () => {
  await call();
  expect(requests).toEqual([
    ['kynml/specsOfRun', { uri: RUN }],
    ['kynml/paramEdits', { uri: RUN, spec: SPEC.uri }],
  ]);
  expect(editor).toMatchObject({ applied: [[[SPEC.uri, [1, 9, 1, 12], '0.01']]], shown: [SPEC.uri], messages: [] });
});

test('an entry of the view of runs is the combination with its number', async () => {
  await call({ kind: 'run', uri: RUN, run: { id: '/w/s.json#1', entry: 1 } });
  expect(requests[0]).toEqual(['kynml/specsOfRun', { uri: RUN }]);
});

test('of several specs with the text, the user selects one', async () => {
  specs = [SPEC, { uri: 'file:///w/copy.kyn', label: 'copy.kyn' }];
  await call();
  expect([editor.picks.length, editor.shown]).toEqual([1, ['file:///w/copy.kyn']]);
});

test('nothing is written where the spec is unknown, changed meanwhile or refuses a value', async () => {
  specs = [];
  await call();
  specs = [SPEC];
  editor.isTyping = true;
  await call();
  editor.isTyping = false;
  answer = { ok: false, message: 'The spec has no param `lr`.' };
  await call();
  expect(editor.applied).toEqual([]);
  expect(editor.messages).toEqual([
    'The spec of this run was not found in the workspace, so its values were not written.',
    'h.kyn was changed meanwhile, so nothing was written. Try again.',
    'The spec has no param `lr`.',
  ]);
});

test('values that are there already are said to be there', async () => {
  answer = { ok: true, edits: [] };
  await call();
  expect([editor.applied, editor.messages]).toEqual([[], []]);
  expect(editor.status[0]).toContain('h.kyn has these values already.');
});
