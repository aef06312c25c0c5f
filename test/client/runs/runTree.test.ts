// When the view of runs asks for its tree and draws it again.
import { beforeEach, expect, it, vi } from 'vitest';
import { runTree } from '../../../client/src/runs/runTree';
import type { LaunchesView } from '../../../src-shared/protocol/targetRequests';
import type { RunTreeQuery, RunTreeSpec, RunTreeView } from '../../../src-shared/protocol/views';
import { compileGlob } from '../../../src-shared/text/glob';

interface Provider {
  getChildren(): Promise<readonly { readonly spec?: RunTreeSpec }[]>;
}
// Another file of this worker may have loaded the same modules with other mocks.
vi.hoisted(() => vi.resetModules());
const editor = vi.hoisted(() => ({
  provider: undefined as unknown,
  view: { visible: true, onDidChangeVisibility: (_: () => void) => undefined, message: '' },
  shown: (): void => undefined,
  /** A file of a launch was made, changed or deleted. */
  fileEvents: [] as (() => void)[],
  /** Of which files. */
  watched: '',
  drawn: 0,
}));
vi.mock('vscode', () => ({
  Disposable: { from: () => ({ dispose: () => undefined }) },
  EventEmitter: class {
    event = () => undefined;
    fire = () => editor.drawn++;
    dispose = () => undefined;
  },
  TreeItemCollapsibleState: {},
  workspace: {
    onDidChangeConfiguration: () => undefined,
    createFileSystemWatcher: (pattern: string) => {
      editor.watched = pattern;
      const on = (listener: () => void) => void editor.fileEvents.push(listener);
      return { onDidCreate: on, onDidChange: on, onDidDelete: on };
    },
  },
  window: {
    createTreeView: (_: string, { treeDataProvider }: { treeDataProvider: unknown }) => {
      editor.provider = treeDataProvider;
      editor.view.onDidChangeVisibility = listener => {
        editor.shown = listener;
        return undefined;
      };
      return editor.view;
    },
  },
}));

const spec = (label: string): RunTreeView => {
  const node: RunTreeSpec = { id: label, kind: 'spec', label, description: '', tooltip: '', groups: [], runs: [] };
  return { nodes: [node], message: `about ${label}`, total: 1, shown: 1, unverified: 0 };
};
const errors: string[] = [];
let answers: (RunTreeView | Error)[] = [];
let parts: RunTreeView[] = [];
let query: RunTreeQuery = {};
let queries: RunTreeQuery[] = [];
let changeQuery = (): void => undefined;
let asked = 0;
let launches: LaunchesView | Error;
let seen: number[] = [];
let changeLaunches = (): void => undefined;
let change = (): void => undefined;
const labels = async () => (await (editor.provider as Provider).getChildren()).flatMap(node => node.spec?.label ?? []);
const settle = () => vi.advanceTimersByTimeAsync(300);

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(editor, { drawn: 0, fileEvents: [] });
  editor.view.visible = true;
  [asked, answers, errors.length, query, queries, parts, seen] = [0, [], 0, {}, [], [], []];
  launches = { launches: [], description: '', tooltip: '', active: 0 };
  runTree.start({
    log: { error: (...parts: string[]) => errors.push(parts.join(' ')) },
    request: async (method: string, asking: RunTreeQuery, options?: { onPart: (part: RunTreeView) => void }) => {
      if (method === 'kynml/launches') {
        if (launches instanceof Error) throw launches;
        return launches;
      }
      asked++;
      queries.push(asking);
      for (const part of parts) options?.onPart(part);
      const answer = answers.shift() ?? spec('none');
      if (answer instanceof Error) throw answer;
      return answer;
    },
    onChanged: (listener: () => void) => {
      change = listener;
    },
    launches: {
      see: (active: number) => seen.push(active),
      onChanged: (listener: () => void) => {
        changeLaunches = listener;
      },
    },
    runQuery: {
      get value() {
        return query;
      },
      onChanged: (listener: () => void) => {
        changeQuery = listener;
      },
    },
  } as never);
  return () => vi.useRealTimers();
});

it('is drawn again only where the tree differs', async () => {
  answers = [spec('a'), spec('a'), spec('b')];
  expect(await labels()).toEqual(['a']);
  change();
  change();
  await settle();
  expect([asked, editor.drawn]).toEqual([2, 0]);
  change();
  await settle();
  expect([asked, editor.drawn, await labels()]).toEqual([3, 1, ['b']]);
  expect(asked).toBe(3);
});

it('is joined from its parts', async () => {
  parts = [spec('a'), spec('b')];
  answers = [spec('c')];
  expect([await labels(), editor.view.message]).toEqual([['a', 'b', 'c'], 'about c']);
});

it.each([0, 1, 2])('is drawn again when a file of a launch was made, changed or deleted (%i)', async event => {
  await labels();
  launches = { launches: [], description: '1 file unreadable', tooltip: 'x.json is a link.', active: 0 };
  expect(editor.fileEvents).toHaveLength(3);
  editor.fileEvents[event]?.();
  await settle();
  expect(editor.drawn).toBe(1);
});

it.each([
  ['w/.kynml/launches/x.json', true],
  ['w/a/.kynml/launches', true],
  ['w/.kynml', true],
  ['w/.kynml/events/x.jsonl', false],
])('watches %s: %s', (path, isWatched) => {
  expect(compileGlob(editor.watched)(path)).toBe(isWatched);
});

it('is drawn again where it is not known what was submitted, and says so', async () => {
  answers = [spec('a'), spec('b')];
  await labels();
  launches = new Error('gone');
  change();
  await settle();
  expect([editor.drawn, await labels()]).toEqual([1, ['b']]);
  expect(new Set(errors)).toEqual(new Set(['kynml/launches Error: gone']));
  const [first] = await (editor.provider as Provider).getChildren();
  expect(first).toMatchObject({ kind: 'submitted', view: { description: 'not known now' } });
});

it('asks for nothing while it is not visible, and once when it is shown again', async () => {
  answers = [spec('a'), spec('b')];
  await labels();
  editor.view.visible = false;
  change();
  await settle();
  expect(asked).toBe(1);
  editor.view.visible = true;
  editor.shown();
  await settle();
  expect([asked, editor.drawn]).toEqual([2, 1]);
  editor.shown();
  await settle();
  expect(asked).toBe(2);
});

it('keeps the tree where the server fails, and asks again when it is shown', async () => {
  answers = [spec('a'), new Error('gone'), spec('b')];
  await labels();
  change();
  await settle();
  expect([errors, editor.drawn]).toEqual([['kynml/runTree Error: gone'], 0]);
  editor.shown();
  await settle();
  expect([editor.drawn, await labels()]).toEqual([1, ['b']]);
});

it('asks with the query of the workspace, and shows it with what the server says', async () => {
  answers = [spec('a'), spec('b')];
  await labels();
  expect([queries, editor.view.message]).toEqual([[{}], 'about a']);
  query = { filter: 'bert', group: 'seed', sort: { key: 'name', descending: false } };
  changeQuery();
  await settle();
  expect(queries.at(-1)).toEqual(query);
  expect(editor.view.message).toBe('Grouped by seed. Sorted by name, a to z. about b');
});

it('shows what was submitted first, asks for it alone when it changed, and tells how much of it is in sight', async () => {
  answers = [spec('a')];
  await labels();
  launches = { launches: [], description: '3 active', tooltip: 'about it', active: 3 };
  changeLaunches();
  await settle();
  expect([asked, editor.drawn, seen.at(-1)]).toEqual([1, 1, 3]);
  const [first] = await (editor.provider as Provider).getChildren();
  expect([first, await labels()]).toEqual([{ kind: 'submitted', view: launches }, ['a']]);
  editor.view.visible = false;
  editor.shown();
  expect(seen.at(-1)).toBe(0);
});
