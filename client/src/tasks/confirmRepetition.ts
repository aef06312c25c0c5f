// Asks before a spec is trained that was already run.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { ClientContext } from '../base/clientContext';
import { quickPick } from '../ui/quickPick';
import { alreadyRunPrompt } from './alreadyRunPrompt';

/** Whether the training should start: the saved spec was not run before, as far as is known now, or the user wants to train it again. */
export async function confirmRepetition(context: ClientContext, spec: vscode.Uri): Promise<boolean> {
  const found = await context.request('kynml/alreadyRun', { uri: spec.toString() });
  if (!found) return true;
  const { choices, ...prompt } = alreadyRunPrompt(found);
  const answer = await quickPick(prompt, choices);
  if (answer === 'show' && found.count === 1)
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(found.newest));
  if (answer === 'show' && found.count > 1)
    await vscode.commands.executeCommand(commands.showRuns, spec.toString(), found.configHash);
  return answer === 'train';
}
