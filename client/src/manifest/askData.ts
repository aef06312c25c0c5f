// Asks where the data of an experiment comes from: made from a seed, or files that are hashed.
import * as vscode from 'vscode';
import type { ManifestParts } from '../../../src-shared/protocol/requests';
import { t } from '../ui/l10n';
import { quickPick } from '../ui/quickPick';
import { seedProblem } from './seedProblem';

type Data = ManifestParts['data'];

/** Asks for it; undefined when the user cancelled. */
export async function askData(folder: vscode.Uri): Promise<Data | undefined> {
  const question = { title: t('New experiment manifest'), placeHolder: t('Where does the data come from?') };
  const ask = await quickPick(question, [
    {
      label: `$(symbol-numeric) ${t('Synthetic data…')}`,
      description: t('made from a seed, which is recorded'),
      value: askSeed,
    },
    {
      label: `$(files) ${t('External files…')}`,
      description: t('each is read and recorded with its SHA-256'),
      value: () => askFiles(folder),
    },
  ]);
  return ask?.();
}

async function askSeed(): Promise<Data | undefined> {
  const seed = await vscode.window.showInputBox({
    title: t('New experiment manifest'),
    prompt: t('The seed of the synthetic data, an integer'),
    validateInput: seedProblem,
    ignoreFocusOut: true,
  });
  return seed === undefined ? undefined : { seed: seed.trim() };
}

async function askFiles(folder: vscode.Uri): Promise<Data | undefined> {
  const options = { defaultUri: folder, canSelectMany: true, title: t('Files of the data'), openLabel: t('Hash') };
  const files = await vscode.window.showOpenDialog(options);
  return files && files.length > 0 ? { files: files.map(String) } : undefined;
}
