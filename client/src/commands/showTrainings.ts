// Show Running Trainings: lists the trainings that run; the selected one opens its spec.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { noPrograms } from '../ui/browserTexts';
import { t } from '../ui/l10n';
import { quickPick } from '../ui/quickPick';
import { showMessage } from '../ui/showMessage';

/** The command. */
export const showTrainings: Command = {
  id: commands.showTrainings,
  refusalInBrowser: noPrograms,
  async run(context) {
    const { view } = await context.request('kynml/trainings', { files: [] });
    if (view.trainings.length === 0) return showMessage('information', t('No training is running in this workspace.'));
    const choices = view.trainings.map(({ title, detail, uri, concern }) => ({
      icon: concern !== undefined ? 'warning' : 'pulse',
      label: title,
      description: detail,
      ...(concern !== undefined && { detail: concern }),
      value: uri,
    }));
    const uri = await quickPick(
      { title: t('Running trainings'), placeHolder: t('Select one to open its spec') },
      choices,
    );
    if (uri !== undefined) await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(uri));
  },
};
