// Export Evidence from the click to the message.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EvidenceEnd, EvidenceJob } from '../../../client/src/tasks/evidenceProcess';
import { exportEvidence } from '../../../client/src/tasks/exportEvidence';

const editor = vi.hoisted(() => ({
  isTrusted: true,
  folder: '',
  /** What the dialog returns; undefined where the user cancels. */
  target: undefined as object | undefined,
  dialogs: [] as { readonly defaultUri: { readonly fsPath: string } }[],
  messages: [] as string[],
  buttons: [] as string[],
  press: '',
  commands: [] as unknown[][],
  jobs: [] as EvidenceJob[],
  logged: [] as string[],
  end: { kind: 'cancelled' } as EvidenceEnd,
}));

// Another file of this worker may have loaded the same modules with other mocks.
vi.hoisted(() => vi.resetModules());
vi.mock('../../../client/src/tasks/evidenceProcess', () => ({
  evidenceInProcess: async (job: EvidenceJob) => {
    editor.jobs.push(job);
    return editor.end;
  },
}));
vi.mock('vscode', () => {
  const show = async (text: string, ...buttons: string[]) => {
    editor.messages.push(text);
    editor.buttons.push(...buttons);
    return buttons.find(button => button === editor.press);
  };
  const uriOf = (file: string) => ({ scheme: 'file', path: file, fsPath: file, toString: () => `file://${file}` });
  return {
    ProgressLocation: { Notification: 15 },
    Uri: {
      file: uriOf,
      parse: (text: string) => text,
      joinPath: ({ path: base }: { path: string }, name: string) => uriOf(`${base}/${name}`),
    },
    commands: { executeCommand: async (...call: unknown[]) => void editor.commands.push(call) },
    workspace: {
      get isTrusted() {
        return editor.isTrusted;
      },
      getWorkspaceFolder: () => ({ uri: uriOf(editor.folder) }),
      asRelativePath: ({ fsPath }: { fsPath: string }) => path.relative(editor.folder, fsPath),
    },
    window: {
      showInformationMessage: show,
      showWarningMessage: show,
      showErrorMessage: show,
      withProgress: (_: unknown, run: (...args: unknown[]) => unknown) =>
        run({ report: () => undefined }, { onCancellationRequested: () => undefined }),
      showSaveDialog: async (options: (typeof editor.dialogs)[number]) => {
        editor.dialogs.push(options);
        return editor.target;
      },
    },
  };
});

const folder = mkdtempSync(path.join(tmpdir(), 'kynml-export-'));
afterAll(() => rmSync(folder, { recursive: true }));

const uriOf = (file: string, fragment = '') => ({
  scheme: 'file',
  path: file,
  fsPath: file,
  fragment,
  with: () => uriOf(file),
  toString: () => `file://${file}`,
});
const context = {
  extension: { asAbsolutePath: (name: string) => `/ext/${name}` },
  log: {
    info: (...words: string[]) => void editor.logged.push(words.join(' ')),
    error: (...words: string[]) => void editor.logged.push(words.join(' ')),
  },
} as never;
const target = path.join(folder, 'package');
const run = (fragment = '') => exportEvidence(context, uriOf(path.join(folder, 'runs/r.json'), fragment) as never);

beforeEach(() => {
  Object.assign(editor, {
    isTrusted: true,
    folder,
    target: uriOf(target),
    dialogs: [],
    messages: [],
    buttons: [],
    press: '',
    commands: [],
    jobs: [],
    logged: [],
    end: { kind: 'cancelled' },
  });
});

describe('Export Evidence', () => {
  it('writes the package of the run, or of one entry of a sweep, to the chosen folder', async () => {
    await run();
    await run('3');
    const job = { kyn: '/ext/dist/kyn.js', target, folder, signal: expect.any(AbortSignal) };
    expect(editor.jobs).toEqual([
      { ...job, run: 'runs/r.json' },
      { ...job, run: 'runs/r.json#3' },
    ]);
  });

  it('suggests a folder that does not exist', async () => {
    await run();
    mkdirSync(path.join(folder, 'evidence'));
    await run();
    expect(editor.dialogs.map(({ defaultUri }) => path.basename(defaultUri.fsPath))).toEqual([
      'evidence',
      'evidence-2',
    ]);
  });

  it('states the verdict and what is missing, and opens the README on request', async () => {
    const missing = ['The lock', 'The data', 'The script', 'The spec'].map(what => ({ what, reason: 'why' }));
    editor.end = { kind: 'written', format: 'folder', verdict: 'contradicted', missing };
    editor.press = 'Open README';
    await run();
    expect(editor.messages).toEqual([
      'The evidence of runs/r.json was exported. Verdict: contradicted. Not included: the lock, the data, the script and 1 more. The README has the reasons.',
    ]);
    await vi.waitFor(() => expect(editor.commands).toEqual([['vscode.open', `file://${target}/README.md`]]));
    expect(editor.logged).toContain('evidence runs/r.json The spec: why');
  });

  it('says where nothing is missing, and shows an archive in its folder', async () => {
    editor.end = { kind: 'written', format: 'zip', verdict: 'unknown', missing: [] };
    editor.press = 'Show File';
    await run();
    expect(editor.messages[0]).toContain('Verdict: unknown. Nothing is missing.');
    await vi.waitFor(() => expect(editor.commands).toEqual([['revealFileInOS', editor.target]]));
  });

  it('shows why nothing was written', async () => {
    editor.end = { kind: 'failed', message: 'There is a secret in a.kyn, line 2.' };
    await run();
    expect(editor.messages).toEqual([
      'The evidence of runs/r.json was not exported: There is a secret in a.kyn, line 2.',
    ]);
    expect(editor.logged).toEqual(['evidence runs/r.json There is a secret in a.kyn, line 2.']);
  });

  it('shows nothing where the user cancels', async () => {
    await run();
    editor.target = undefined;
    await run();
    expect(editor.messages).toEqual([]);
    expect(editor.jobs).toHaveLength(1);
  });

  it('asks for trust before anything else', async () => {
    editor.isTrusted = false;
    await run();
    expect(editor.messages).toEqual([
      'Exporting evidence reads git and the files of the run, which requires a trusted workspace.',
    ]);
    expect(editor.buttons).toEqual(['Manage trust']);
    expect([...editor.dialogs, ...editor.jobs]).toEqual([]);
  });

  it('writes only to this computer', async () => {
    editor.target = { ...uriOf(target), scheme: 'vscode-vfs' };
    await run();
    expect(editor.messages).toEqual(['A package can only be written to this computer. Nothing was written.']);
    expect(editor.jobs).toEqual([]);
  });
});
