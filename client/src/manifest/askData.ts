// Prompts for the source of the data of an experiment: a seed, or files to hash.
import * as vscode from 'vscode';
import type { ManifestParts } from '../../../src-shared/protocol/requests';
import { inputBox } from '../ui/inputBox';
import { t } from '../ui/l10n';
import { quickPick } from '../ui/quickPick';
import { validateSeed } from './validateSeed';

type Data = ManifestParts['data'];

/** Prompts for the data; undefined when the user cancelled. */
export async function askData(folder: vscode.Uri): Promise<Data | undefined> {
  const prompt = { title: t('New experiment manifest'), placeHolder: t('Select the source of the data') };
  const ask = await quickPick(prompt, [
    {
      icon: 'symbol-numeric',
      label: t('Synthetic data…'),
      description: t('generated from a recorded seed'),
      value: askSeed,
    },
    {
      icon: 'files',
      label: t('External files…'),
      description: t('each file is read and recorded with its SHA-256'),
      value: () => askFiles(folder),
    },
  ]);
  return ask?.();
}

async function askSeed(): Promise<Data | undefined> {
  const seed = await inputBox({
    title: t('New experiment manifest'),
    prompt: t('Seed of the synthetic data (an integer)'),
    validate: validateSeed,
  });
  return seed === undefined ? undefined : { seed };
}

async function askFiles(folder: vscode.Uri): Promise<Data | undefined> {
  const options = { defaultUri: folder, canSelectMany: true, title: t('Data files'), openLabel: t('Hash') };
  const files = await vscode.window.showOpenDialog(options);
  return files && files.length > 0 ? { files: files.map(String) } : undefined;
}
