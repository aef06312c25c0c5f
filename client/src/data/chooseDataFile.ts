// Prompts for a data file that cannot be determined: the candidates, the CSV files of the workspace, or any other file.
import * as vscode from 'vscode';
import type { DataCandidate } from '../../../src-shared/protocol/requests';
import { t } from '../ui/l10n';
import { type Choice, quickPick } from '../ui/quickPick';
import { sameUri } from '../ui/uris';

/** A longer list is not useful; the last item opens a file dialog. */
const MAX_LISTED = 500;

/** The URI of the selected file; undefined when the user cancelled. */
export async function chooseDataFile(candidates: readonly DataCandidate[]): Promise<string | undefined> {
  const found = await vscode.workspace.findFiles('**/*.csv', '**/{node_modules,.git,.venv,venv}/**', MAX_LISTED);
  const others = found.filter(uri => !candidates.some(candidate => sameUri(candidate.uri, uri)));
  const choices: Choice<string>[] = [
    ...candidates.map(({ uri, label }) => ({ label, description: t('named in the spec'), value: uri })),
    ...others.sort((a, b) => a.path.localeCompare(b.path)).map(line),
    { icon: 'folder-opened', label: t('Other file…'), value: '' },
  ];
  const chosen = await quickPick(
    { title: t('Verify Dataset'), placeHolder: t('Select the file that the run read') },
    choices,
  );
  return chosen === '' ? openDialog() : chosen;
}

const line = (uri: vscode.Uri): Choice<string> => ({
  label: vscode.workspace.asRelativePath(uri),
  value: uri.toString(),
});

async function openDialog(): Promise<string | undefined> {
  const [file] = (await vscode.window.showOpenDialog({ canSelectMany: false, openLabel: t('Verify') })) ?? [];
  return file?.toString();
}
