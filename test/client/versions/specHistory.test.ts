// Spec History from the click to what opens, and to the edit that restores a version.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { specHistory } from '../../../client/src/commands/specHistory';
import type { SpecHistoryAnswer, SpecHistoryView, SpecVersionItem } from '../../../src-shared/protocol/explainRequests';
import { editor, type FakeList, resetEditor, settle } from './fakeLists';

// Another file of this worker may have loaded the same modules with other mocks.
vi.hoisted(() => vi.resetModules());
vi.mock('vscode', async () => (await import('./fakeLists')).fakeVscode());

const [NOW, OLD, KEPT] = ['a', 'b', 'c'].map(digit => digit.repeat(64)) as [string, string, string];
const item = (configHash: string, more: Partial<SpecVersionItem>): SpecVersionItem => ({
  configHash,
  place: 'commit',
  isCurrent: false,
  label: 'label',
  description: 'when',
  detail: 'no runs',
  ...more,
});
const view: SpecHistoryView = {
  title: 'net.kyn',
  versions: [
    item(NOW, { place: 'editor', isCurrent: true, label: 'Not committed' }),
    item(OLD, { label: '12345678 $(check) Longer', commit: '12345678' }),
    item(KEPT, { place: 'kept', label: 'Kept by a run' }),
  ],
  steps: [{ label: 'mae got worse: 2 → 3', description: 'old → now', detail: 'One run each.', older: OLD, newer: NOW }],
  notes: ['A note'],
};

let answer: SpecHistoryAnswer;
let restored: () => unknown;
const asked: (readonly [string, unknown])[] = [];
const logged: string[][] = [];
const context = {
  log: { error: (...parts: string[]) => logged.push(parts) },
  request: async (method: string, params: unknown) => {
    asked.push([method, params]);
    return method === 'kynml/specHistory'
      ? answer
      : method === 'kynml/restoreVersion'
        ? restored()
        : { ok: false, message: 'no' };
  },
} as never;

async function open(): Promise<FakeList> {
  void specHistory.run(context, 'file:///w/net.kyn');
  await settle();
  return editor.lists[0] ?? expect.fail('no list');
}

beforeEach(() => {
  resetEditor();
  answer = { ok: true, view };
  restored = () => ({ ok: true, version: 1, edits: [{ range: { start: {}, end: {} }, newText: 'old text' }] });
  asked.length = 0;
  logged.length = 0;
});

it('lists where the metric got worse, and the versions by their place', async () => {
  const list = await open();
  expect([list.title, list.placeholder]).toEqual(['History of net.kyn', 'Select a version to open it']);
  expect(list.lines).toEqual([
    '-- metric got worse',
    '$(warning) mae got worse: 2 → 3 | old → now',
    '-- in the editor or its file',
    '$(edit) Not committed | when',
    '-- commits',
    '$(git-commit) 12345678 \\$(check) Longer | when',
    '-- only kept by runs in .kynml',
    '$(archive) Kept by a run | when',
    '-- not known',
    '$(info) A note',
  ]);
});

describe('a row', () => {
  const shown = (index: number) => editor.commands[index]?.map(String);

  it('opens a version, or the spec for the current text', async () => {
    (await open()).select('Longer');
    await settle();
    expect(shown(0)?.slice(0, 2)).toEqual(['vscode.open', 'kynml-version:///w/net.kyn']);
    expect(editor.commands[0]?.[3]).toBe('net.kyn (12345678 $(check) Longer)');
    (await open().then(() => editor.lists[1]!)).select('Not committed');
    await settle();
    expect(shown(1)?.slice(0, 2)).toEqual(['vscode.open', 'file:///w/net.kyn']);
  });

  it('of a step opens what changed there', async () => {
    (await open()).select('got worse');
    await settle();
    expect(shown(0)?.slice(0, 3)).toEqual(['vscode.diff', 'kynml-version:///w/net.kyn', 'file:///w/net.kyn']);
  });
});

it('with a note leaves the list open', async () => {
  const list = await open();
  list.select('A note');
  await settle();
  expect([list.isOpen, editor.commands]).toEqual([true, []]);
});

describe('a button', () => {
  it('compares a version with the current text', async () => {
    (await open()).pressButton('Kept by a run', 'Compare with the current text');
    await settle();
    expect(editor.commands[0]?.[3]).toBe('net.kyn (Kept by a run) ↔ current');
  });

  it('explains a version', async () => {
    (await open()).pressButton('Longer', 'Show the settings that differ');
    await settle();
    expect(asked.at(-1)).toEqual([
      'kynml/explainHash',
      { uri: 'file:///w/net.kyn', other: { kind: 'hash', configHash: OLD } },
    ]);
  });

  it('restores a version as one edit and closes the list; the current text has no button', async () => {
    const list = await open();
    expect(() => list.pressButton('Not committed', 'Restore this version')).toThrow('no button');
    list.pressButton('Longer', 'Restore this version');
    await settle();
    expect(asked.at(-1)).toEqual(['kynml/restoreVersion', { uri: 'file:///w/net.kyn', configHash: OLD }]);
    expect(editor.edits.map(edits => edits.map(e => e.newText))).toEqual([['old text']]);
    expect([list.isOpen, editor.messages]).toEqual([false, []]);
  });

  it.each([
    ['the text was changed in the meantime', { ok: true, version: 7, edits: [] }, 'nothing was restored'],
    ['the version is not available', { ok: false, message: 'Gone.' }, 'Gone.'],
  ])('restores nothing when %s', async (_, given, message) => {
    restored = () => given;
    (await open()).pressButton('Longer', 'Restore this version');
    await settle();
    expect(editor.edits).toEqual([]);
    expect(editor.messages[0]?.text).toContain(message);
  });
});

it('what fails after the list is closed is logged, and stated without the error', async () => {
  restored = () => Promise.reject(new Error('a part of a file'));
  (await open()).pressButton('Longer', 'Restore this version');
  await settle();
  expect(logged).toEqual([['kynml.specHistory', 'Error: a part of a file']]);
  expect(editor.messages.map(({ text }) => text)).toEqual([
    'KynML could not complete this action. See the output channel KynML for the reason.',
  ]);
});

it('a history that cannot be read is stated', async () => {
  answer = { ok: false, message: 'Save it first.' };
  await specHistory.run(context, 'file:///w/net.kyn');
  expect([editor.messages[0]?.text, editor.lists]).toEqual(['Save it first.', []]);
});
