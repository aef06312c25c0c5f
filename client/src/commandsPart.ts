// Registers all commands. The only `try` around them: a failure is logged and shown.
import * as vscode from 'vscode';
import type { ClientContext } from './base/clientContext';
import type { Command } from './base/command';
import { isBrowser } from './base/isBrowser';
import type { Part } from './base/part';
import { commandList } from './commands';
import { t } from './ui/l10n';
import { showMessage } from './ui/showMessage';

/** All commands. */
export const commandsPart: Part = {
  name: 'commands',
  start: context => vscode.Disposable.from(...commandList.map(command => register(context, command))),
};

function register(context: ClientContext, command: Command): vscode.Disposable {
  return vscode.commands.registerCommand(command.id, async (...args: readonly unknown[]) => {
    try {
      if (isBrowser && command.refusalInBrowser) showMessage('information', command.refusalInBrowser());
      else await command.run(context, ...args);
    } catch (error) {
      context.log.error(command.id, error instanceof Error ? (error.stack ?? error.message) : String(error));
      showFailure(context);
    }
  });
}

function showFailure({ log }: ClientContext): void {
  const text = t('KynML could not complete this command. See the log for the reason.');
  showMessage('error', text, { title: t('Show log'), run: () => log.show() });
}
