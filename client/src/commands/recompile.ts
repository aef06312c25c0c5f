// Recompile Script: compiles a generated script again from its spec.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { noPrograms } from '../ui/browserTexts';
import { t } from '../ui/l10n';
import { quickPick } from '../ui/quickPick';
import { showMessage } from '../ui/showMessage';
import { uriOf } from '../ui/uris';

/** The command. */
export const recompile: Command = {
  id: commands.recompile,
  refusalInBrowser: noPrograms,
  async run(context, argument) {
    const script = uriOf(argument) ?? activeScript() ?? (await pickScript());
    if (script) await (await import('../tasks/recompileFlow')).recompile(context, script);
  },
};

function activeScript(): vscode.Uri | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document?.languageId === 'python' ? document.uri : undefined;
}

async function pickScript(): Promise<vscode.Uri | undefined> {
  const found = await vscode.workspace.findFiles('**/*.py', '**/{node_modules,.git,.venv,venv,site-packages}/**', 500);
  if (found.length === 0) {
    showMessage('information', t('No Python scripts were found in this workspace.'));
    return undefined;
  }
  const choices = found
    .sort((a, b) => a.path.localeCompare(b.path))
    .map(uri => ({ label: vscode.workspace.asRelativePath(uri), value: uri }));
  return quickPick({ title: t('Recompile'), placeHolder: t('Select a script') }, choices);
}
