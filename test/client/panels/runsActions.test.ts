// The actions of panels with runs outside their pages: baselines that are kept, and plots that are copied and saved.
import { linkSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ClientContext } from '../../../client/src/base/clientContext';
import { keepBaseline } from '../../../client/src/panels/diffActions';
import { keepManifest } from '../../../client/src/panels/keepManifest';
import { doRunsAction } from '../../../client/src/panels/runsActions';

interface FakeUri {
  readonly scheme: string;
  readonly path: string;
  readonly fsPath: string;
}
const editor = vi.hoisted(() => ({
  messages: [] as string[],
  commands: [] as string[],
  clipboard: [] as string[],
  statuses: [] as string[],
  saved: [] as [string, string][],
  /** The answer to the dialog that asks for a file. */
  target: undefined as FakeUri | undefined,
}));

// Another file of this worker may have loaded the same modules with other mocks.
vi.hoisted(() => vi.resetModules());
vi.mock('vscode', () => {
  const message = (kind: string) => async (text: string) => void editor.messages.push(`${kind}: ${text}`);
  return {
    Uri: { parse: (text: string) => text, joinPath: (...parts: string[]) => parts.join('/') },
    commands: { executeCommand: async (...call: unknown[]) => void editor.commands.push(call.join(' ')) },
    env: { clipboard: { writeText: async (text: string) => void editor.clipboard.push(text) } },
    window: {
      showInformationMessage: message('information'),
      showWarningMessage: message('warning'),
      showErrorMessage: message('error'),
      setStatusBarMessage: (text: string) => void editor.statuses.push(text),
      showSaveDialog: async () => editor.target,
    },
    workspace: {
      fs: {
        writeFile: async ({ scheme, path }: FakeUri, content: Uint8Array) =>
          void editor.saved.push([`${scheme}:${path}`, Buffer.from(content).toString('hex')]),
      },
    },
  };
});

const uriAt = (path: string, scheme = 'file'): FakeUri => ({ scheme, path, fsPath: path });

beforeEach(() => {
  for (const list of [editor.messages, editor.commands, editor.clipboard, editor.statuses, editor.saved])
    list.length = 0;
  editor.target = undefined;
});

const context = (answer: unknown = undefined): ClientContext =>
  ({
    request: async (...asked: unknown[]) => {
      editor.commands.push(JSON.stringify(asked));
      return answer;
    },
  }) as unknown as ClientContext;
const act = (action: Parameters<typeof doRunsAction>[2]) => doRunsAction(context(), {}, action);

describe('the baseline', () => {
  test('of a table is set and removed by the commands of the view', async () => {
    await act({ type: 'setBaseline', run: 'file:///r', isBaseline: true });
    await act({ type: 'setBaseline', run: 'file:///r#2', isBaseline: false });
    expect(editor.commands).toEqual(['kynml.setBaseline file:///r', 'kynml.removeBaseline file:///r#2']);
  });

  test('of a comparison is kept; where that is not possible, the pin holds and the reason is said', async () => {
    await keepBaseline(context({ ok: true }), 'file:///a', true);
    expect(editor.commands).toEqual(['["kynml/setBaseline",{"uri":"file:///a","isBaseline":true}]']);
    expect(editor.messages).toEqual([]);
    await keepBaseline(context({ ok: false, message: 'Its spec is not known.' }), 'file:///a', true);
    await keepBaseline(context({ ok: false, message: 'It is locked.' }), 'file:///a', false);
    expect(editor.messages).toEqual([
      'information: Its spec is not known. A stays pinned in this window only.',
      'error: It is locked.',
    ]);
  });
});

describe('a plot', () => {
  test('is copied as SVG', async () => {
    await act({ type: 'exportPlot', format: 'svg', content: '<svg/>' });
    expect(editor.clipboard).toEqual(['<svg/>']);
    expect(editor.statuses.join()).toContain('Plot copied as SVG');
  });

  test('is saved as PNG with its bytes, unless the user cancels', async () => {
    const content = Buffer.from('89504e47', 'hex').toString('base64');
    await act({ type: 'exportPlot', format: 'png', content });
    expect(editor.saved).toEqual([]);
    editor.target = uriAt('/w/runs.png', 'vscode-vfs');
    await act({ type: 'exportPlot', format: 'png', content });
    expect(editor.saved).toEqual([['vscode-vfs:/w/runs.png', '89504e47']]);
  });

  test('that was copied as PNG is said, and one that was not too', async () => {
    await act({ type: 'plotCopied' });
    expect(editor.statuses.join()).toContain('Plot copied as PNG');
    await act({ type: 'plotFailed', action: 'copy' });
    await act({ type: 'plotFailed', action: 'save' });
    expect(editor.messages).toEqual([
      expect.stringMatching(/^error: The plot was not copied/),
      expect.stringMatching(/^error: The plot was not saved/),
    ]);
  });
});

describe('a file on this computer', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kynml-save-'));
  const file = join(folder, 'runs.png');
  const content = Buffer.from('new').toString('base64');
  afterAll(() => rmSync(folder, { recursive: true }));

  test('is replaced as a whole: its other names keep the old content, which is said', async () => {
    writeFileSync(file, 'old');
    linkSync(file, join(folder, 'other.png'));
    editor.target = uriAt(file);
    await act({ type: 'exportPlot', format: 'png', content });
    expect([readFileSync(file, 'utf8'), readFileSync(join(folder, 'other.png'), 'utf8')]).toEqual(['new', 'old']);
    expect(editor.saved).toEqual([]);
    expect(editor.messages).toEqual(['warning: runs.png had 2 hard links; the other one keeps the old text.']);
  });

  test('that cannot be written is said, and a manifest is then not opened', async () => {
    editor.target = uriAt(folder);
    await keepManifest({ with: () => uriAt('/w/run.json') } as never, '{}');
    const name = folder.slice(folder.lastIndexOf('/') + 1);
    expect(editor.messages).toEqual([`error: ${name} was not written: it is a folder. Nothing was changed.`]);
    expect(editor.commands).toEqual([]);
  });

  test('is opened when a manifest was kept in it', async () => {
    editor.target = uriAt(join(folder, 'kept.json'));
    await keepManifest({ with: () => uriAt('/w/run.json') } as never, '{"a": 1}');
    expect(readFileSync(join(folder, 'kept.json'), 'utf8')).toBe('{"a": 1}');
    expect(editor.commands).toEqual([expect.stringContaining('vscode.open')]);
  });
});
