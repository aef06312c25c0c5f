// The run picker while its list is loaded, and the commands that use it.
import { beforeEach, expect, test, vi } from 'vitest';
import { compareRuns } from '../../../client/src/commands/compareRuns';
import { showRuns } from '../../../client/src/commands/showRuns';
import { chooseBaseline } from '../../../client/src/panels/runsActions';
import { pickRun } from '../../../client/src/runs/pickRun';
import type { RunItem } from '../../../src-shared/protocol/views';
import { FakeUri, type PickItem, type ShownPick } from '../fakePick';
import { hashA, run } from '../fixtures';

const editor = vi.hoisted(() => ({
  picks: [] as unknown[],
  choose: [] as string[],
  messages: [] as string[],
  buttons: [] as string[],
  commands: [] as unknown[][],
  opened: [] as unknown[],
}));

// Another file of this worker may have loaded the same modules with other mocks.
vi.hoisted(() => vi.resetModules());
vi.mock('../../../client/src/panels/diffPanel', () => ({
  openDiff: (_: unknown, pair: unknown) => editor.opened.push(pair),
  pinnedBaseline: () => undefined,
}));
vi.mock('vscode', async () => {
  const { FakeUri, fakePick: fake } = await import('../fakePick');
  const pick = fake(shown => {
    editor.picks.push(shown);
    const wanted = editor.choose.shift();
    return wanted === undefined ? undefined : shown.items.find(({ detail }) => detail === wanted);
  });
  return {
    ...pick,
    Uri: FakeUri,
    commands: { executeCommand: async (...call: unknown[]) => void editor.commands.push(call) },
    workspace: { asRelativePath: (uri: { path: string }) => uri.path },
    window: {
      ...pick.window,
      showInformationMessage: async (text: string, ...buttons: string[]) => {
        editor.messages.push(text);
        editor.buttons.push(...buttons);
      },
    },
  };
});

const at = (name: string, more: Partial<RunItem> = {}): RunItem => ({
  ...run,
  uri: `file:///w/${name}`,
  label: name,
  ...more,
});

interface Sent {
  readonly method: string;
  readonly params: object;
  readonly options?: { readonly onPart?: (part: readonly RunItem[]) => void };
}

let sent: Sent[] = [];
let parts: RunItem[][] = [];
const context = {
  extension: { storageUri: { fsPath: '/none' } },
  request: async (method: string, params: object, options?: Sent['options']) => {
    sent.push({ method, params, ...(options && { options }) });
    if (method === 'kynml/run') return null;
    const [rest = [], ...first] = [...parts].reverse();
    for (const part of first.reverse()) {
      options?.onPart?.(part);
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    return rest;
  },
} as never;

const shown = (): ShownPick[] => editor.picks as ShownPick[];
const details = (items: readonly PickItem[]) => items.map(({ detail, label }) => detail ?? label);

beforeEach(() => {
  sent = [];
  parts = [];
  for (const list of Object.values(editor)) list.length = 0;
});

test('the first part is shown while the rest is loaded, with what was asked for first', async () => {
  parts = [[at('own.json', { isAsked: true }), at('b.json')], [at('c.json')]];
  editor.choose = ['c.json'];
  const spec = FakeUri.parse('file:///w/h.kyn') as never;
  const picked = await pickRun(context, { title: 'Pick', spec });
  expect(picked).toMatchObject({ ok: true, run: { uri: 'file:///w/c.json' } });
  const [pick] = shown();
  expect(pick).toMatchObject({ title: 'Pick', placeholder: 'Select a run' });
  expect(pick?.earlier.map(details)).toEqual([['Runs of h.kyn', 'own.json', 'Other runs', 'b.json']]);
  expect(details(pick?.items ?? [])).toEqual(['Runs of h.kyn', 'own.json', 'Other runs', 'b.json', 'c.json']);
  expect(sent[0]).toMatchObject({ method: 'kynml/runs', params: { extra: [], spec: 'file:///w/h.kyn' } });
});

test('closing the pick cancels the request and selects nothing', async () => {
  parts = [[at('a.json')]];
  expect(await pickRun(context, { title: 'Pick' })).toBeUndefined();
});

test('a list that cannot be loaded closes the pick and fails', async () => {
  const broken = { extension: { storageUri: { fsPath: '/none' } }, request: () => Promise.reject(new Error('gone')) };
  await expect(pickRun(broken as never, { title: 'Pick' })).rejects.toThrow('gone');
});

test('a lens opens exactly the runs with its hash, combinations included, and the selected one is opened', async () => {
  parts = [[at('s.json#3', { uri: 'file:///w/s.json#3' })]];
  editor.choose = ['s.json#3'];
  await showRuns.run(context, 'file:///w/h.kyn', hashA as never);
  expect(sent[0]?.params).toEqual({ extra: [], spec: 'file:///w/h.kyn', configHash: hashA, withEntries: true });
  expect(shown()[0]?.title).toBe('Runs of this version of h.kyn');
  expect(editor.commands.map(([command, uri]) => [command, String(uri)])).toEqual([
    ['vscode.open', 'file:///w/s.json'],
  ]);
});

test('without any run, the message says what to do', async () => {
  await showRuns.run(context, undefined as never);
  expect(editor.messages).toEqual([
    'No runs yet. Train a spec to see its runs here. Runs of MLflow, W&B and other trackers in this workspace are listed too.',
  ]);
  expect(editor.buttons).toEqual(['Train']);
  expect(shown()).toEqual([]);
});

test('two combinations of sweeps can be the sides of a comparison', async () => {
  const kind = 'kynml-sweep-entry';
  const [one, two] = ['file:///w/s.json#0', 'file:///w/s.json#1'];
  parts = [[at('s.json#0', { kind, uri: one }), at('m.json')], [at('s.json#1', { kind, uri: two })]];
  editor.choose = ['s.json#0', 's.json#1'];
  await compareRuns.run(context, undefined as never);
  expect(shown().map(({ items }) => details(items))).toEqual([
    ['s.json#0', 'm.json', 's.json#1'],
    ['m.json', 's.json#1'],
  ]);
  expect(editor.opened).toEqual([{ a: one, b: two }]);
});

test('of two selected runs, the older one is the baseline, by the time that all lists show', async () => {
  const times: Readonly<Record<string, string>> = {
    'file:///w/a.json': '2026-04-19T00:00:00.000Z',
    'file:///w/b.json': '2026-04-18T00:00:00.000Z',
  };
  const asking = {
    request: async (_: string, { uri }: { readonly uri: string }) => ({ ...run, uri, time: times[uri] }),
  } as never;
  const selection = Object.keys(times).map(uri => FakeUri.parse(uri));
  await compareRuns.run(asking, undefined as never, selection as never);
  expect(editor.opened).toEqual([{ a: 'file:///w/b.json', b: 'file:///w/a.json' }]);
});

test('where only one run exists, it is said why it cannot be compared', async () => {
  parts = [[at('m.json')]];
  await compareRuns.run(context, undefined as never);
  expect(editor.messages).toEqual(['Only one run was found. Train a spec again to get a second run to compare.']);
});

test('the run that a table is compared with may be a combination of a sweep', async () => {
  parts = [[at('a.json'), at('sweep_results.json#3', { uri: 'file:///w/sweep_results.json#3' })]];
  editor.choose = ['sweep_results.json#3'];
  expect(await chooseBaseline(context)).toBe('file:///w/sweep_results.json#3');
  expect(sent[0]).toMatchObject({ method: 'kynml/runs', params: { withEntries: true } });
  expect(shown()[0]?.title).toBe('Compare all runs of the table with');
  parts = [];
  expect(await chooseBaseline(context)).toBeUndefined();
  expect(editor.messages).toEqual(['No runs were found in this workspace. Train a spec to create one.']);
});
