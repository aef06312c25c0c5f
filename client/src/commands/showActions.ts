// Show Actions: the menu of the status bar item, with the actions for the open document.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import { type ActionItem, generalActions, runActions, specActions } from '../actions/actions';
import type { ClientContext } from '../base/clientContext';
import type { Command } from '../base/command';
import { t } from '../ui/l10n';
import { quickPick } from '../ui/quickPick';
import { runAction } from '../ui/showMessage';
import { nameOf, uriOf } from '../ui/uris';

/** The command. */
export const showActions: Command = {
  id: commands.showActions,
  async run(context, argument) {
    const uri = uriOf(argument) ?? vscode.window.activeTextEditor?.document.uri;
    const lines = uri ? await itemsFor(context, uri.toString()) : generalActions();
    const title = uri ? `KynML: ${nameOf(uri)}` : 'KynML';
    await runAction(await quickPick({ title, placeHolder: t('Select an action') }, lines));
  },
};

async function itemsFor(context: ClientContext, uri: string): Promise<readonly ActionItem[]> {
  const state = await context.request('kynml/specState', { uri });
  if (state) return specActions(state);
  const run = await context.request('kynml/run', { uri });
  return run ? [...runActions(run), ...generalActions().slice(1)] : generalActions();
}
