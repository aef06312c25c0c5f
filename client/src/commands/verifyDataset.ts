// Verify Dataset: hashes the data of a run and compares it with the hash in its manifest.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import { ARTIFACT_LANGUAGE } from '../../../src-shared/protocol/languages';
import type { ClientContext } from '../base/clientContext';
import type { Command } from '../base/command';
import { verifyData } from '../data/verifyFlow';
import { chooseRun } from '../runs/chooseRun';
import { noData } from '../ui/browserTexts';
import { t } from '../ui/l10n';
import { uriOf } from '../ui/uris';

/** The command. */
export const verifyDataset: Command = {
  id: commands.verifyDataset,
  refusalInBrowser: noData,
  async run(context, argument, options) {
    const manifest =
      uriOf(argument) ?? (await activeManifest(context)) ?? (await chooseRun(context, t('Verify Dataset')));
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
