// Explain the Hash from the click to the edit of the document.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { explainHash } from '../../../client/src/commands/explainHash';
import type { ExplainedChange, HashExplanation, NoExplanation } from '../../../src-shared/protocol/explainRequests';
import { editor, type FakeList, FakeRange, resetEditor, settle } from './fakeLists';

// Another file of this worker may have loaded the same modules with other mocks.
vi.hoisted(() => vi.resetModules());
vi.mock('vscode', async () => (await import('./fakeLists')).fakeVscode());

const range = (line: number) => ({ start: { line, character: 4 }, end: { line, character: 9 } });
const change = (setting: string, line: number): ExplainedChange => ({
  setting,
  kind: 'changed',
  old: '1',
  current: '2',
  range: range(line),
  edits: [{ range: range(line), newText: `old of ${setting}` }],
});
const [lr, epochs] = [change('train.lr', 3), { ...change('train.epochs', 4), old: undefined as never }];
const explanation = (more: Partial<HashExplanation> = {}): HashExplanation => ({
  ok: true,
  version: 1,
  other: 'the version locked in kynml.lock',
  otherHash: 'b'.repeat(64),
  configHash: 'a'.repeat(64),
  changes: [lr, epochs],
  withoutEffect: [{ label: 'added: # wide', range: range(8) }, { label: 'removed: # old' }],
  revertAll: [{ range: range(1), newText: 'all' }],
  restore: [{ range: range(1), newText: 'whole' }],
  ...more,
});

let answers: (HashExplanation | NoExplanation)[] = [];
const asked: unknown[] = [];
const lock = { state: 'drifted', uri: 'file:///w/kynml.lock', lockedHash: 'b'.repeat(64) };
const context = {
  request: async (method: string, params: object) => {
    if (method === 'kynml/specState') return { uri: 'file:///w/net.kyn', lock };
    asked.push(params);
    return answers.shift();
  },
} as never;

async function open(...given: (HashExplanation | NoExplanation)[]): Promise<FakeList> {
  answers = given;
  void explainHash.run(context, 'file:///w/net.kyn', 'lock');
  await settle();
  return editor.lists[0] ?? expect.fail('no list');
}

beforeEach(() => {
  resetEditor();
  asked.length = 0;
});

describe('the list', () => {
  it('has the changed settings, what has no effect, and the actions', async () => {
    const list = await open(explanation());
    expect(list.title).toBe('CONFIG_HASH aaaaaaaaaaaa; the version locked in kynml.lock has bbbbbbbbbbbb');
    expect(list.lines).toEqual([
      '-- 2 settings changed',
      'train.lr | 1 → 2',
      'train.epochs | (absent) → 2',
      '-- without effect on the training',
      'added: # wide',
      'removed: # old',
      '-- actions',
      '$(discard) Revert all 2 settings, and keep comments and layout',
      '$(history) Restore the whole text, with its comments and layout',
      '$(git-compare) Open as text diff',
    ]);
    expect(asked).toEqual([{ uri: 'file:///w/net.kyn', other: { kind: 'lock' } }]);
  });

  it('offers only what there is to revert', async () => {
    const list = await open(explanation({ changes: [lr], withoutEffect: [] }));
    expect(list.lines).toEqual([
      '-- 1 setting changed',
      'train.lr | 1 → 2',
      '-- actions',
      '$(git-compare) Open as text diff',
    ]);
  });

  it('goes to a change', async () => {
    const list = await open(explanation());
    list.select('train.epochs');
    await settle();
    expect(editor.selection).toMatchObject({ start: { line: 4, character: 4 }, end: { line: 4, character: 9 } });
    expect([list.isOpen, editor.edits]).toEqual([false, []]);
  });

  it('opens the text diff with the other version', async () => {
    (await open(explanation())).select('text diff');
    await settle();
    const [command, version, spec, title] = editor.commands[0] as [string, { scheme: string }, object, string];
    expect([command, version.scheme, String(spec)]).toEqual(['vscode.diff', 'kynml-version', 'file:///w/net.kyn']);
    expect(title).toBe('net.kyn (the version locked in kynml.lock) ↔ current');
  });
});

describe('a button', () => {
  it('reverts one setting as one edit, and the list shows what is left', async () => {
    const list = await open(explanation(), explanation({ version: 2, changes: [epochs] }));
    list.pressButton('train.lr', 'Revert this');
    await settle();
    expect(editor.edits.map(edits => edits.map(e => e.newText))).toEqual([['old of train.lr']]);
    expect(editor.edits[0]?.[0]).toMatchObject({ range: new FakeRange(3, 4, 3, 9) });
    expect(list.lines.slice(0, 2)).toEqual(['-- 1 setting changed', 'train.epochs | (absent) → 2']);
    expect(list.isOpen).toBe(true);
  });

  it('edits nothing when the text was changed in the meantime, and states this', async () => {
    const list = await open(explanation(), explanation({ version: 2 }), explanation({ version: 3 }));
    editor.document.version = 2;
    list.pressButton('train.lr', 'Revert this');
    await settle();
    expect(editor.edits).toEqual([]);
    expect(editor.messages[0]?.text).toBe('The spec has changed in the meantime, so nothing was reverted. Try again.');
    list.pressButton('train.lr', 'Revert this');
    await settle();
    expect(editor.edits).toHaveLength(1);
  });

  it.each([
    ['Revert all', 'all'],
    ['Restore the whole text', 'whole'],
  ])('%s is one edit, after which nothing is left to show', async (label, text) => {
    const list = await open(explanation(), explanation({ version: 2, changes: [], withoutEffect: [] }));
    list.select(label);
    await settle();
    expect(editor.edits.map(edits => edits.map(e => e.newText))).toEqual([[text]]);
    expect(list.isOpen).toBe(false);
    expect(editor.messages).toEqual([]);
  });
});

describe('without a list', () => {
  const failed = async (answer: NoExplanation) => {
    answers = [answer];
    await explainHash.run(context, 'file:///w/net.kyn', 'lock');
    return editor.messages;
  };

  it('an error in the spec is stated with a button that goes to it', async () => {
    expect(await failed({ ok: false, message: 'Line 3.', range: range(2) })).toEqual([
      { text: 'Line 3.', buttons: ['Go to the error'] },
    ]);
  });

  it('missing trust is stated with a button that manages it', async () => {
    expect(await failed({ ok: false, message: 'Not trusted.', needsTrust: true })).toEqual([
      { text: 'Not trusted.', buttons: ['Manage trust'] },
    ]);
  });

  it('an equal spec is stated', async () => {
    answers = [explanation({ changes: [], withoutEffect: [] })];
    await explainHash.run(context, 'file:///w/net.kyn', 'lock');
    expect(editor.messages[0]?.text).toBe(
      'net.kyn is equal to the version locked in kynml.lock: both have the CONFIG_HASH aaaaaaaaaaaa.',
    );
  });

  it('the other version is asked for, and cancelling does nothing', async () => {
    await explainHash.run(context, 'file:///w/net.kyn');
    expect([asked, editor.messages, editor.lists]).toEqual([[], [], []]);
    editor.pick = 'the last commit';
    answers = [explanation()];
    void explainHash.run(context, 'file:///w/net.kyn');
    await settle();
    expect(asked).toEqual([{ uri: 'file:///w/net.kyn', other: { kind: 'head' } }]);
  });
});
