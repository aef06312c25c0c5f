// Compare with Baseline: compares a run with the baseline of its spec. Where there is none, the other run is selected.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { openDiff } from '../panels/diffPanel';
import { runOf } from '../runs/noteRun';
import { t } from '../ui/l10n';
import { showMessage } from '../ui/showMessage';

/** The command. */
export const compareWithBaseline: Command = {
  id: commands.compareWithBaseline,
  async run(context, argument) {
    const run = await runOf(context, argument, t('Compare with Baseline'));
    if (!run) return;
    const b = run.toString();
    const answer = await context.request('kynml/baseline', { uri: b });
    if (answer.state === 'found') return openDiff(context, { a: answer.uri, b });
    if (answer.state === 'itself') {
      showMessage('information', t('This run is the baseline of its spec. Select another run to compare it with.'));
      return;
    }
    if (answer.state === 'gone')
      showMessage('information', t('The baseline of this spec is not in the workspace any more. Set another one.'));
    await vscode.commands.executeCommand(commands.compareRuns, run);
  },
};
