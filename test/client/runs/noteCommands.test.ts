// Naming, tagging and noting runs, baselines and the query of the view, from the command to the request.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { runQuery } from '../../../client/src/base/runQuery';
import { clearRunFilter } from '../../../client/src/commands/clearRunFilter';
import { compareWithBaseline } from '../../../client/src/commands/compareWithBaseline';
import { filterRuns } from '../../../client/src/commands/filterRuns';
import { groupRuns } from '../../../client/src/commands/groupRuns';
import { nameRun } from '../../../client/src/commands/nameRun';
import { noteRun } from '../../../client/src/commands/noteRun';
import { removeBaseline } from '../../../client/src/commands/removeBaseline';
import { setBaseline } from '../../../client/src/commands/setBaseline';
import { showTrustedRuns } from '../../../client/src/commands/showTrustedRuns';
import { sortRuns } from '../../../client/src/commands/sortRuns';
import { tagRun } from '../../../client/src/commands/tagRun';

const editor = vi.hoisted(() => ({
  inputs: [] as { readonly title: string; readonly value: string }[],
  /** The answers to inputs and picks, in order; undefined: cancelled. */
  answers: [] as (string | undefined)[],
  messages: [] as string[],
  commands: [] as string[],
  diffs: [] as unknown[],
}));

// Another file of this worker may have loaded the same modules with other mocks.
vi.hoisted(() => vi.resetModules());
vi.mock('vscode', () => {
  const message = async (text: string) => void editor.messages.push(text);
  class Uri {
    constructor(readonly text: string) {}
    static parse = (text: string) => new Uri(text);
    get path() {
      return this.text.replace('file://', '').replace(/#.*/, '');
    }
    toString = () => this.text;
  }
  return {
    Uri,
    EventEmitter: class {
      event = () => undefined;
      fire = () => undefined;
    },
    ProgressLocation: { Notification: 15, Window: 10 },
    commands: { executeCommand: async (...call: unknown[]) => void editor.commands.push(call.join(' ')) },
    window: {
      showInformationMessage: message,
      showWarningMessage: message,
      showErrorMessage: message,
      withProgress: (_: unknown, run: (...args: unknown[]) => unknown) => run({ report: () => undefined }, {}),
      showInputBox: async (input: { title: string; value: string }) => {
        editor.inputs.push(input);
        return editor.answers.shift();
      },
      showQuickPick: async (items: readonly { label: string }[]) => {
        const label = editor.answers.shift();
        return items.find(item => item.label === label);
      },
    },
  };
});
vi.mock('../../../client/src/panels/diffPanel', () => ({
  openDiff: async (_: unknown, pair: unknown) => void editor.diffs.push(pair),
}));

const ONE = 'file:///w/1/run_manifest.json';
const TWO = 'file:///w/2/run_manifest.json';
const ITEM = { label: '1/run_manifest.json', name: 'old', note: 'a\nb', tags: 'x y', isBaseline: false };

let requests: unknown[][] = [];
let answers: Record<string, unknown> = {};
let stored: Record<string, unknown> = {};
const memento = {
  get: (key: string, otherwise: unknown) => stored[key] ?? otherwise,
  update: async (key: string, value: unknown) => {
    stored[key] = value;
  },
} as never;
const contextOf = () =>
  ({
    log: { info: () => undefined },
    runQuery: runQuery(memento),
    request: async (method: string, params: unknown) => {
      requests.push([method, params]);
      return answers[method] ?? null;
    },
  }) as never;
const written = () => requests.filter(([method]) => method === 'kynml/writeNote').map(([, params]) => params);

beforeEach(() => {
  Object.assign(editor, { inputs: [], answers: [], messages: [], commands: [], diffs: [] });
  [requests, stored] = [[], {}];
  answers = { 'kynml/runNote': ITEM, 'kynml/writeNote': { ok: true }, 'kynml/setBaseline': { ok: true } };
});

describe('what is written about a run', () => {
  test('its name, from the one that it has', async () => {
    editor.answers = ['new'];
    await nameRun.run(contextOf(), ONE);
    expect(editor.inputs[0]).toMatchObject({ title: 'Name Run: 1/run_manifest.json', value: 'old' });
    expect(written()).toEqual([{ uri: ONE, change: { name: 'new' } }]);
    expect(editor.messages).toEqual([]);
  });

  test.each([
    ['cancelled', undefined],
    ['unchanged', 'old'],
  ])('%s: nothing is written', async (_, answer) => {
    editor.answers = [answer];
    await nameRun.run(contextOf(), ONE);
    expect([written(), editor.messages]).toEqual([[], []]);
  });

  test('a note keeps its lines', async () => {
    editor.answers = ['a ⏎ c'];
    await noteRun.run(contextOf(), ONE);
    expect(editor.inputs[0]?.value).toBe('a ⏎ b');
    expect(written()).toEqual([{ uri: ONE, change: { note: 'a\nc' } }]);
  });

  test('tags of one run are replaced, and those of several are added', async () => {
    editor.answers = ['z'];
    await tagRun.run(contextOf(), ONE, [ONE]);
    expect(written()).toEqual([{ uri: ONE, change: { tags: 'z' } }]);
    requests = [];
    editor.answers = ['z'];
    await tagRun.run(contextOf(), ONE, [ONE, TWO]);
    expect(editor.inputs[1]).toMatchObject({ title: 'Add tags to 2 runs', value: '' });
    expect(written()).toEqual([
      { uri: ONE, change: { tags: 'x y z' } },
      { uri: TWO, change: { tags: 'x y z' } },
    ]);
  });

  test('what the server refuses is shown, and the other runs are left', async () => {
    answers['kynml/writeNote'] = { ok: false, message: 'No.' };
    editor.answers = ['z'];
    await tagRun.run(contextOf(), ONE, [ONE, TWO]);
    expect([editor.messages, written().length]).toEqual([['No.'], 1]);
  });

  test('a file without a run', async () => {
    answers['kynml/runNote'] = null;
    await nameRun.run(contextOf(), ONE);
    expect([editor.messages, editor.inputs]).toEqual([['There is no run in run_manifest.json.'], []]);
  });
});

describe('the baseline', () => {
  test('is set and removed', async () => {
    await setBaseline.run(contextOf(), ONE);
    await removeBaseline.run(contextOf(), ONE);
    expect(requests).toEqual([
      ['kynml/setBaseline', { uri: ONE, isBaseline: true }],
      ['kynml/setBaseline', { uri: ONE, isBaseline: false }],
    ]);
    answers['kynml/setBaseline'] = { ok: false, message: 'No.' };
    await setBaseline.run(contextOf(), ONE);
    expect(editor.messages).toEqual(['No.']);
  });

  const compare = async (answer: object) => {
    answers['kynml/baseline'] = answer;
    await compareWithBaseline.run(contextOf(), TWO);
    return [editor.diffs, editor.commands.filter(call => call.startsWith('kynml.')), editor.messages.length];
  };

  test('is compared with a run', async () => {
    expect(await compare({ state: 'found', uri: ONE })).toEqual([[{ a: ONE, b: TWO }], [], 0]);
  });

  test('is not compared with itself', async () => {
    expect(await compare({ state: 'itself' })).toEqual([[], [], 1]);
  });

  test.each(['none', 'unknown'])('%s: the other run is selected', async state => {
    expect(await compare({ state })).toEqual([[], [`kynml.compareRuns ${TWO}`], 0]);
  });

  test('that is gone is said', async () => {
    expect(await compare({ state: 'gone' })).toEqual([[], [`kynml.compareRuns ${TWO}`], 1]);
  });
});

describe('the query of the view', () => {
  const filterKeys = () => editor.commands.filter(call => call.startsWith('setContext'));

  test('a filter is kept for the workspace, and an empty text removes it', async () => {
    editor.answers = ['tag:best'];
    const context = contextOf();
    await filterRuns.run(context);
    expect(stored).toEqual({ 'kynml.runQuery': { filter: 'tag:best' } });
    expect(filterKeys().at(-1)).toBe('setContext kynml.runsFiltered true');
    editor.answers = [''];
    await filterRuns.run(context);
    expect(editor.inputs[1]?.value).toBe('tag:best');
    expect(stored).toEqual({ 'kynml.runQuery': {} });
    expect(filterKeys().at(-1)).toBe('setContext kynml.runsFiltered false');
  });

  test('after a reload it is as before, and can be cleared', async () => {
    stored['kynml.runQuery'] = { filter: 'x', group: 'seed' };
    const context = contextOf();
    expect(filterKeys()).toEqual(['setContext kynml.runsFiltered true']);
    await clearRunFilter.run(context);
    expect(stored).toEqual({ 'kynml.runQuery': { group: 'seed' } });
  });

  test('the order and the groups', async () => {
    editor.answers = ['Metric, lowest first', 'Seeds', undefined];
    const context = contextOf();
    await sortRuns.run(context);
    await groupRuns.run(context);
    await groupRuns.run(context);
    expect(stored).toEqual({ 'kynml.runQuery': { sort: { key: 'metric', descending: false }, group: 'seed' } });
  });

  test('trusted runs are shown after a verification, and not when it was cancelled', async () => {
    answers['kynml/verify'] = { state: 'cancelled' };
    await showTrustedRuns.run(contextOf());
    expect(stored).toEqual({});
    answers['kynml/verify'] = { state: 'done', runs: [], summary: '' };
    await showTrustedRuns.run(contextOf());
    expect(stored).toEqual({ 'kynml.runQuery': { filter: 'state:trusted' } });
  });
});
