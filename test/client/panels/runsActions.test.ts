// The actions of panels with runs outside their pages: baselines that are kept, and plots that are copied and saved.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { ClientContext } from '../../../client/src/base/clientContext';
import { keepBaseline } from '../../../client/src/panels/diffActions';
import { doRunsAction } from '../../../client/src/panels/runsActions';

const editor = vi.hoisted(() => ({
  messages: [] as string[],
  commands: [] as string[],
  clipboard: [] as string[],
  statuses: [] as string[],
  saved: [] as [string, string][],
  /** The answer to the dialog that asks for a file. */
  target: undefined as string | undefined,
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
        writeFile: async (target: string, content: Uint8Array) =>
          void editor.saved.push([target, Buffer.from(content).toString('hex')]),
      },
    },
  };
});

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
    editor.target = 'file:///w/runs.png';
    await act({ type: 'exportPlot', format: 'png', content });
    expect(editor.saved).toEqual([['file:///w/runs.png', '89504e47']]);
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
