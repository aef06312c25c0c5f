// Verify Dataset: hashes the data of a run and compares it with the hash in its manifest.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import { ARTIFACT_LANGUAGE } from '../../../src-shared/protocol/languages';
import type { ClientContext } from '../base/clientContext';
import type { Command } from '../base/command';
import { verifyData } from '../data/verifyFlow';
import { listRuns, pickRun } from '../runs/pickRun';
import { t } from '../ui/l10n';
import { showMessage } from '../ui/showMessage';
import { uriOf } from '../ui/uris';

/** The command. */
export const verifyDataset: Command = {
  id: commands.verifyDataset,
  async run(context, argument, options) {
    const manifest = uriOf(argument) ?? (await activeManifest(context)) ?? (await pickManifest(context));
    if (manifest) await verifyData(context, manifest, mustChooseFile(options));
  },
};

const mustChooseFile = (options: unknown): boolean =>
  typeof options === 'object' && options !== null && Reflect.get(options, 'choose') === true;

// Only a manifest with data hashes, or with the record that the dataset was missing, can be verified.
async function activeManifest(context: ClientContext): Promise<vscode.Uri | undefined> {
  const document = vscode.window.activeTextEditor?.document;
  if (!document || !['json', 'jsonc', ARTIFACT_LANGUAGE].includes(document.languageId)) return undefined;
  const plan = await context.request('kynml/dataToVerify', { uri: document.uri.toString() });
  return plan.ok || plan.reason !== 'foreign' ? document.uri : undefined;
}

async function pickManifest(context: ClientContext): Promise<vscode.Uri | undefined> {
  const list = await listRuns(context);
  if (list.runs.length === 0) {
    showMessage('information', t('No run manifests were found in this workspace. Train a spec to create one.'), {
      title: t('Train'),
      command: commands.train,
    });
    return undefined;
  }
  const chosen = await pickRun(list, t('Verify Dataset'));
  return chosen === undefined ? undefined : vscode.Uri.parse(chosen);
}
