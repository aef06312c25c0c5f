// Find the Spec of This Run from the click to what opens.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as vscode from 'vscode';
import { findSpec } from '../../../client/src/commands/findSpec';
import { openSpecVersion } from '../../../client/src/commands/openSpecVersion';
import { specVersion } from '../../../client/src/runs/specVersion';
import type { TraceAnswer, TracedSpec } from '../../../src-shared/protocol/traceRequests';
import { run as runItem } from '../fixtures';

interface FakeUri {
  readonly scheme: string;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
}

const editor = {
  active: undefined as unknown,
  pick: '',
  number: undefined as string | undefined,
  press: '',
  commands: [] as (readonly unknown[])[],
  messages: [] as { readonly level: string; readonly text: string; readonly buttons: readonly string[] }[],
  picks: [] as { readonly items: readonly Record<string, string>[]; readonly placeHolder: string }[],
  provider: undefined as { provideTextDocumentContent(uri: unknown): Promise<string> } | undefined,
};

// Another file of this worker may have loaded the same modules with other mocks.
vi.hoisted(() => vi.resetModules());
vi.mock('vscode', async () => {
  const { fakePick } = await import('../fakePick');
  const { window: pickWindow, ...pick } = fakePick(({ items, placeholder }) => {
    editor.picks.push({ items: items as never, placeHolder: placeholder });
    return items.find(({ label }) => editor.pick !== '' && label.includes(editor.pick));
  });
  class Uri {
    constructor(
      readonly scheme: string,
      readonly path: string,
      readonly query = '',
      readonly fragment = '',
    ) {}
    static parse(text: string): Uri {
      const [, scheme = '', path = '', , fragment] = /^(\w+):\/\/([^#]*)(#(.*))?$/.exec(text) ?? [];
      return new Uri(scheme, path, '', fragment);
    }
    static from({ scheme, path, query }: FakeUri): Uri {
      return new Uri(scheme, path, query);
    }
    with({ fragment }: { fragment: string }): Uri {
      return new Uri(this.scheme, this.path, this.query, fragment);
    }
    toString(): string {
      return `${this.scheme}://${this.path}${this.query && `?${this.query}`}${this.fragment && `#${this.fragment}`}`;
    }
  }
  const show =
    (level: string) =>
    async (text: string, ...buttons: string[]): Promise<string | undefined> => {
      editor.messages.push({ level, text, buttons });
      return buttons.find(button => button === editor.press);
    };
  return {
    ...pick,
    Uri,
    ProgressLocation: { Notification: 15, Window: 10 },
    commands: { executeCommand: async (...call: unknown[]) => void editor.commands.push(call) },
    workspace: {
      asRelativePath: ({ path }: Uri) => path.replace('/w/', ''),
      registerTextDocumentContentProvider: (_: string, provider: typeof editor.provider) => {
        editor.provider = provider;
        return { dispose: () => undefined };
      },
      fs: { readDirectory: async () => [] },
    },
    window: {
      ...pickWindow,
      get activeTextEditor() {
        return editor.active;
      },
      showInformationMessage: show('information'),
      showWarningMessage: show('warning'),
      showErrorMessage: show('error'),
      showInputBox: async () => editor.number,
      showQuickPick: async (items: readonly Record<string, string>[], { placeHolder }: { placeHolder: string }) => {
        editor.picks.push({ items, placeHolder });
        return items.find(({ label = '' }) => editor.pick !== '' && label.includes(editor.pick));
      },
      withProgress: (_: object, work: (progress: object, token: object) => unknown) => work({}, {}),
    },
  };
});

const HASH = 'a'.repeat(64);
const COMMIT = `${'0123456789abcdef'.repeat(2)}01234567`;
const at = { uri: 'file:///w/house.kyn', label: 'house.kyn', isThere: true };
const file: TracedSpec = { ...at, place: 'file' };
const commit: TracedSpec = { ...at, place: 'commit', commit: COMMIT, author: 'Ann', date: '2026-04-18T10:00:00Z' };
const kept: TracedSpec = { ...at, place: 'kept', date: '2026-04-19T10:00:00Z' };
const found = (matches: readonly TracedSpec[], more: Partial<TraceAnswer & { ok: true }> = {}): TraceAnswer => ({
  ok: true,
  configHash: HASH,
  matches,
  gaps: [],
  message: '',
  ...more,
});

let answers: Record<string, TraceAnswer> = {};
let text: unknown;
const context = {
  extension: { globalStorageUri: { fsPath: '/x' }, storageUri: undefined },
  request: async (method: string, { uri }: { uri: string }) => {
    if (method === 'kynml/trace') return answers[uri.replace('file:///w/', '')];
    return method === 'kynml/runs' ? [{ ...runItem, uri: 'file:///w/run.json' }] : text;
  },
} as never;
const call = (argument?: string) => findSpec.run(context, argument && `file:///w/${argument}`);
const opened = () => editor.commands.map(([command, uri, ...rest]) => [command, String(uri), ...rest]);
const VERSION = `kynml-version:///w/house.kyn?${JSON.stringify({ configHash: HASH, commit: COMMIT })}`;

beforeEach(() => {
  Object.assign(editor, { active: undefined, pick: '', number: undefined, press: '' });
  Object.assign(editor, { commands: [], messages: [], picks: [] });
});

describe('a single place', () => {
  it('in the working tree opens without a question or a message', async () => {
    answers = { 'run.json': found([file]) };
    await call('run.json');
    expect(opened()).toEqual([['vscode.open', 'file:///w/house.kyn']]);
    expect([editor.picks, editor.messages]).toEqual([[], []]);
  });

  it('in a commit opens read-only, states when and by whom, and offers the comparison', async () => {
    answers = { 'run.json': found([commit]) };
    editor.press = 'Compare with current';
    await call('run.json');
    await vi.waitFor(() => expect(editor.commands).toHaveLength(2));
    const title = 'house.kyn (commit 0123456789ab)';
    expect(opened()[0]).toEqual(['vscode.open', VERSION, {}, title]);
    const [, left, right, diffTitle] = editor.commands[1] ?? [];
    expect([String(left), String(right), diffTitle]).toEqual([VERSION, 'file:///w/house.kyn', `${title} ↔ current`]);
    expect(editor.messages[0]?.text).toMatch(
      /^run\.json was made from house\.kyn as in commit 0123456789ab \(2026-04-1\d .*, Ann\)\.$/,
    );
  });

  it('whose spec does not exist anymore offers no comparison', async () => {
    answers = { 'run.json': found([{ ...kept, isThere: false }]) };
    await call('run.json');
    expect(opened()[0]?.[3]).toBe('house.kyn (kept by a run)');
    expect(editor.messages).toMatchObject([
      { text: expect.stringContaining('run.json was made from an earlier text of house.kyn'), buttons: [] },
    ]);
  });
});

describe('several places', () => {
  it('are offered with commit, date, author and path, and with what was not searched', async () => {
    answers = { 'run.json': found([file, kept, commit], { gaps: ['A gap.', 'Another.'] }) };
    await call('run.json');
    const [{ items, placeHolder } = { items: [], placeHolder: '' }] = editor.picks;
    expect(placeHolder).toBe('Select a version to open. A gap.');
    expect(items.map(({ label, detail }) => [label, detail])).toEqual([
      ['$(file) working tree', 'house.kyn'],
      ['$(archive) kept by a run', 'house.kyn'],
      ['$(git-commit) commit 0123456789ab', 'house.kyn'],
    ]);
    expect(items[2]?.description).toMatch(/^2026-04-1\d .* · Ann$/);
    expect(editor.commands).toEqual([]);
  });

  it('open as selected', async () => {
    answers = { 'run.json': found([file, commit]) };
    editor.pick = 'commit';
    await call('run.json');
    expect(opened().map(([, uri]) => uri)).toEqual([VERSION]);
  });
});

describe('a version of the view', () => {
  const open = () => openSpecVersion.run(context, { uri: 'file:///w/run.json' });

  it('opens the spec where it still has that text, without a question', async () => {
    answers = { 'run.json': found([commit, file]) };
    await open();
    expect([opened(), editor.picks]).toEqual([[['vscode.open', 'file:///w/house.kyn']], []]);
  });

  it('otherwise opens the newest of several places, which have the same text', async () => {
    answers = { 'run.json': found([commit, kept]) };
    await open();
    expect([opened().map(([, uri]) => uri), editor.picks]).toEqual([[VERSION], []]);
  });

  it('that is nowhere is reported', async () => {
    answers = { 'run.json': found([], { message: 'No spec was found.' }) };
    await open();
    expect([editor.commands, editor.messages[0]?.text]).toEqual([[], 'No spec was found.']);
  });
});

describe('no place', () => {
  it('is reported with what was searched', async () => {
    answers = { 'run.json': found([], { message: 'No spec was found.' }) };
    await call('run.json');
    expect(editor.messages).toEqual([{ level: 'information', text: 'No spec was found.', buttons: [] }]);
  });

  it('without trust offers to manage trust', async () => {
    answers = { 'run.json': found([], { message: 'Git was not searched.', needsTrust: true }) };
    await call('run.json');
    expect(editor.messages[0]?.buttons).toEqual(['Manage trust']);
  });
});

describe('the run', () => {
  const foreign: TraceAnswer = { ok: false, reason: 'foreign', message: 'This file is not a run.' };
  const active = (name: string) => ({ document: { uri: vscode.Uri.parse(`file:///w/${name}`) } });

  it('of a sweep of several specs is asked for by its number', async () => {
    answers = {
      'sweep.json': { ok: false, reason: 'several', message: 'several' },
      'sweep.json#3': found([file]),
    };
    editor.number = '3';
    await call('sweep.json');
    expect(opened()).toEqual([['vscode.open', 'file:///w/house.kyn']]);
  });

  it('is the open file, if it is one', async () => {
    answers = { 'open.json': found([file]) };
    editor.active = active('open.json');
    await call();
    expect(opened()).toHaveLength(1);
  });

  it('is selected where the open file is something else', async () => {
    answers = { 'notes.txt': foreign, 'run.json': found([file]) };
    editor.active = active('notes.txt');
    editor.pick = ':';
    await call();
    expect(editor.picks).toHaveLength(1);
    expect(opened()).toHaveLength(1);
    expect(editor.messages).toEqual([]);
  });

  it('that was named and is something else is reported', async () => {
    answers = { 'notes.txt': foreign };
    await call('notes.txt');
    expect(editor.messages).toEqual([{ level: 'warning', text: 'This file is not a run.', buttons: [] }]);
  });
});

it('the document of a version has the text of its hash, or the reason', async () => {
  specVersion.start(context);
  const uri = { query: JSON.stringify({ configHash: HASH, commit: COMMIT }) };
  text = { ok: true, text: 'model M:\n' };
  expect(await editor.provider?.provideTextDocumentContent(uri)).toBe('model M:\n');
  text = { ok: false, message: 'It is not available anymore.' };
  await expect(editor.provider?.provideTextDocumentContent(uri)).rejects.toThrow('It is not available anymore.');
});
