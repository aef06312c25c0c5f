// Every text that the client shows passes a helper that hides secrets, escapes hidden characters, and makes no link of a name.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { goldenTitle } from '../../../client/src/dlm/goldenText';
import { diffTitle } from '../../../client/src/panels/diffTitle';
import { decorationText } from '../../../client/src/status/fileDecorationText';
import { BY_FORM, CONTROLS, expectHidden } from '../../leaks/canary';

const shown: unknown[] = [];
// Another file of this worker may have loaded the same modules with other mocks.
vi.hoisted(() => vi.resetModules());
vi.mock('vscode', () => {
  const show = async (...texts: unknown[]): Promise<undefined> => void shown.push(texts);
  return {
    ProgressLocation: { Notification: 15, Window: 10 },
    window: {
      showInformationMessage: show,
      showWarningMessage: show,
      showErrorMessage: show,
      showQuickPick: show,
      showInputBox: show,
      setStatusBarMessage: show,
      withProgress: async (options: { title: string }, work: (progress: object, token: object) => unknown) => {
        shown.push(options.title);
        return work({ report: show }, {});
      },
    },
    commands: { executeCommand: show },
  };
});

/** A name with a secret, hidden characters, an icon and a link that would run a command. */
const NAME = `[run](command:workbench.action.quit) $(pass) ${BY_FORM}${CONTROLS}`;

const helpers = {
  quickPick: async () => {
    const { quickPick } = await import('../../../client/src/ui/quickPick');
    await quickPick({ title: NAME, placeHolder: NAME }, [{ label: NAME, description: NAME, detail: NAME, value: 1 }]);
  },
  confirm: async () => (await import('../../../client/src/ui/quickPick')).confirm(NAME, NAME),
  inputBox: async () => {
    const { inputBox } = await import('../../../client/src/ui/inputBox');
    await inputBox({ title: NAME, prompt: NAME, validate: () => NAME });
    const [{ validateInput }] = shown.at(-1) as [{ validateInput(text: string): string }];
    shown.push(validateInput(''));
  },
  showMessage: async () => (await import('../../../client/src/ui/showMessage')).showMessage('error', NAME),
  showStatusMessage: async () =>
    (await import('../../../client/src/ui/showMessage')).showStatusMessage({ icon: 'check', text: NAME }),
  modalPrompt: async () => {
    const { modalPrompt } = await import('../../../client/src/ui/modalPrompt');
    await modalPrompt({ text: NAME, detail: `${NAME}\n${NAME}`, answers: ['yes'] });
  },
  requestWithProgress: async () => {
    const { requestWithProgress } = await import('../../../client/src/ui/requestWithProgress');
    await requestWithProgress({ title: NAME }, async ({ onProgress }) =>
      onProgress({ done: 1, total: 2, label: NAME }),
    );
  },
  windowProgress: async () => {
    const { requestWithProgress } = await import('../../../client/src/ui/requestWithProgress');
    await requestWithProgress({ title: NAME, inStatusBar: true }, async ({ onProgress }) =>
      onProgress({ done: 1, total: 2, label: NAME }),
    );
  },
  taskName: async () => {
    const { taskName } = await import('../../../client/src/tasks/trainTask');
    shown.push(taskName({ type: 'kynml', spec: NAME, params: { name: NAME } }));
  },
  showDiff: async () => {
    const { showDiff } = await import('../../../client/src/ui/showDiff');
    await showDiff([{}, {}] as never, NAME);
  },
  openDocument: async () => {
    const { openDocument } = await import('../../../client/src/ui/openDocument');
    await openDocument({} as never, NAME);
  },
};

describe.each(Object.entries(helpers))('%s', (name, show) => {
  beforeEach(() => {
    shown.length = 0;
  });

  it('hides secrets and shows hidden characters as escapes', async () => {
    await show();
    expect(JSON.stringify(shown)).toContain('workbench.action.quit');
    expectHidden(shown, name);
  });
});

it.each(['showMessage', 'requestWithProgress', 'inputBox'] as const)('%s makes no link of a name', async name => {
  shown.length = 0;
  await helpers[name]();
  expect(JSON.stringify(shown)).not.toContain('](');
});

const renderingIcons = ['quickPick', 'confirm', 'inputBox', 'showStatusMessage', 'windowProgress', 'taskName'] as const;
it.each(renderingIcons)('%s makes no icon of a name', async name => {
  shown.length = 0;
  await helpers[name]();
  const texts = JSON.stringify(shown, (key, value) => (key === 'title' || key === 'placeHolder' ? undefined : value));
  expect(texts).toContain('\\\\$(pass)');
  expect(texts.replaceAll('\\\\$(pass)', '')).not.toContain('$(pass)');
});

it('an icon of a choice is shown before its label', async () => {
  shown.length = 0;
  const { quickPick } = await import('../../../client/src/ui/quickPick');
  await quickPick({ title: '', placeHolder: '' }, [{ icon: 'play', label: 'Train', value: 1 }]);
  expect(shown).toMatchObject([[[{ label: '$(play) Train' }], {}]]);
});

it('the lines of a detail stay lines', async () => {
  shown.length = 0;
  await helpers.modalPrompt();
  expect(shown).toMatchObject([[expect.any(String), { detail: expect.stringContaining('\n') }, 'yes']]);
});

it('titles, tooltips and the log are fit for people', async () => {
  const { logTo } = await import('../../../client/src/base/log');
  const lines: string[] = [];
  const write = (line: string): void => void lines.push(line);
  const log = logTo({ info: write, warn: write, error: write } as never);
  for (const level of ['info', 'warn', 'error'] as const) log[level]('what', NAME);
  expect(lines).toHaveLength(3);
  expectHidden(lines, 'the log');
  const golden = { relpath: `tests/${NAME}.json`, platform: '', versions: [] };
  const texts = [diffTitle(`a/${NAME}`, 'b/c'), decorationText({ uri: '', state: 'stale', message: NAME }).tooltip];
  expectHidden([...texts, goldenTitle(golden)], 'a title');
});
