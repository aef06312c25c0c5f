// Verify Run and Verify All Runs from the request to the lists.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { verifyFile, verifyWorkspace } from '../../../client/src/runs/verifyRuns';
import type { VerifiedRunItem, VerifyAnswer } from '../../../src-shared/protocol/verifyRequests';

interface Pick {
  readonly label: string;
  readonly description?: string;
}

const editor = vi.hoisted(() => ({
  picks: [] as { readonly title: string; readonly items: readonly Pick[] }[],
  /** The labels to select, in order. */
  selected: [] as string[],
  messages: [] as string[],
  commands: [] as unknown[][],
}));

// Another file of this worker may have loaded the same modules with other mocks.
vi.hoisted(() => vi.resetModules());
vi.mock('vscode', () => {
  const message = async (text: string) => void editor.messages.push(text);
  return {
    l10n: { t: (text: string, ...values: unknown[]) => text.replace(/\{(\d)\}/g, (_, i) => String(values[Number(i)])) },
    ProgressLocation: { Notification: 15, Window: 10 },
    Uri: { parse: (text: string) => `parsed ${text}` },
    commands: { executeCommand: async (...call: unknown[]) => void editor.commands.push(call) },
    window: {
      showInformationMessage: message,
      showWarningMessage: message,
      showErrorMessage: message,
      withProgress: (_: unknown, run: (...args: unknown[]) => unknown) => run({ report: () => undefined }, {}),
      showQuickPick: async (items: readonly Pick[], { title }: { title: string }) => {
        editor.picks.push({ title, items });
        const label = editor.selected.shift();
        return label === undefined ? undefined : items.find(item => item.label.includes(label));
      },
    },
  };
});

const runOf = (label: string, state: VerifiedRunItem['state']): VerifiedRunItem => ({
  uri: `file:///w/${label}`,
  label,
  state,
  summary: `1 ${state}`,
  steps: [{ name: 'data_hash', state, detail: `the reason of ${label}` }],
});

const requests: unknown[] = [];
const contextWith = (answer: VerifyAnswer) =>
  ({
    log: { info: () => undefined },
    request: async (...call: unknown[]) => {
      requests.push(call.slice(0, 2));
      return answer;
    },
  }) as never;

const FILE = { path: '/w/run_manifest.json', fsPath: '/w/run_manifest.json', toString: () => 'file:///w/run' } as never;
const done = (...runs: VerifiedRunItem[]): VerifyAnswer => ({ state: 'done', runs, summary: 'the summary' });
const titles = () => editor.picks.map(pick => pick.title);

beforeEach(() => {
  Object.assign(editor, { picks: [], selected: [], messages: [], commands: [] });
  requests.length = 0;
});

describe('Verify Run', () => {
  test('lists the steps of the run; a step opens it', async () => {
    editor.selected = ['Data'];
    await verifyFile(contextWith(done(runOf('a.json', 'contradicted'))), FILE);
    expect(requests).toEqual([['kynml/verify', { uri: 'file:///w/run' }]]);
    expect(titles()).toEqual(['a.json: 1 contradicted. the reason of a.json']);
    expect(editor.picks[0]?.items[0]).toMatchObject({ description: 'contradicted', detail: 'the reason of a.json' });
    expect(editor.commands).toEqual([['vscode.open', 'parsed file:///w/a.json']]);
    expect(editor.messages).toEqual([]);
  });

  test('offers to export the evidence of a run of which there can be a package', async () => {
    editor.selected = ['Export evidence'];
    const run = { ...runOf('s.json#1', 'confirmed'), evidence: 'file:///w/s.json#1' };
    await verifyFile(contextWith(done(run)), FILE);
    expect(editor.commands).toEqual([['kynml.exportEvidence', 'parsed file:///w/s.json#1']]);
    await verifyFile(contextWith(done(runOf('report.json', 'confirmed'))), FILE);
    expect(editor.picks.map(({ items }) => items.length)).toEqual([2, 1]);
  });

  test('lists the runs of a sweep first', async () => {
    editor.selected = ['s.json#1'];
    await verifyFile(contextWith(done(runOf('s.json#1', 'contradicted'), runOf('s.json#0', 'confirmed'))), FILE);
    expect(titles()).toEqual(['the summary', 's.json#1: 1 contradicted. the reason of s.json#1']);
    expect(editor.commands).toEqual([]);
  });

  test('of another file states that nothing was verified', async () => {
    await verifyFile(contextWith(done()), FILE);
    expect(editor.messages).toEqual(['run_manifest.json is not a run, so nothing was verified.']);
  });
});

describe('Verify All Runs', () => {
  test('lists all runs in the order of the server', async () => {
    await verifyWorkspace(contextWith(done(runOf('b.json', 'contradicted'), runOf('a.json', 'confirmed'))));
    expect(requests).toEqual([['kynml/verify', {}]]);
    expect(editor.picks[0]?.items.map(item => item.description)).toEqual(['1 contradicted', '1 confirmed']);
  });

  test.each([
    ['untrusted', 'requires a trusted workspace'],
    ['failed', 'The runs could not be verified.'],
  ] as const)('that is %s shows why', async (state, text) => {
    await verifyWorkspace(contextWith({ state }));
    expect(editor.messages.join()).toContain(text);
    expect(editor.picks).toEqual([]);
  });

  test('that was cancelled shows nothing', async () => {
    await verifyWorkspace(contextWith({ state: 'cancelled' }));
    expect([...editor.messages, ...editor.picks]).toEqual([]);
  });
});
