// The spec that a command works on: its argument, else the active editor, else a picked one.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import { SPEC_GLOB } from '../../../src-shared/text/specEnding';
import { t } from '../ui/l10n';
import { type Choice, quickPick } from '../ui/quickPick';
import { showMessage } from '../ui/showMessage';
import { activeSpec, nameOf, uriOf } from '../ui/uris';

/** The spec; undefined when the user cancelled or none was found (which is shown). */
export async function specFor(argument: unknown, purpose: string): Promise<vscode.Uri | undefined> {
  return uriOf(argument) ?? activeSpec() ?? (await pickSpec(purpose));
}

/** Prompts for a spec of the workspace. */
export async function pickSpec(purpose: string): Promise<vscode.Uri | undefined> {
  const specs = await findSpecs();
  if (specs.length > 0) return quickPick({ title: purpose, placeHolder: t('Select a spec') }, specs.map(specChoice));
  showMessage('information', t('No specs were found in this workspace. Create one first.'), {
    title: t('New spec'),
    command: commands.newSpec,
  });
  return undefined;
}

/** The specs of the workspace, sorted by path; at most `limit`. */
export async function findSpecs(limit?: number): Promise<readonly vscode.Uri[]> {
  const found = await vscode.workspace.findFiles(`**/${SPEC_GLOB}`, '**/{node_modules,.git}/**', limit);
  return [...found].sort((a, b) => a.path.localeCompare(b.path));
}

function specChoice(uri: vscode.Uri): Choice<vscode.Uri> {
  const folder = vscode.workspace.asRelativePath(uri).split('/').slice(0, -1).join('/');
  return { label: nameOf(uri), description: folder, value: uri };
}
