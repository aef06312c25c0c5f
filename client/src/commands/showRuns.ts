// Show Runs: a list to pick a run from, which is opened. A lens names the runs that it counts.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { showNoRuns } from '../runs/chooseRun';
import { pickRun } from '../runs/pickRun';
import { t } from '../ui/l10n';
import { activeSpec, nameOf, uriOf } from '../ui/uris';

/** The command. `configHash`: only the runs with this hash are listed. */
export const showRuns: Command = {
  id: commands.showRuns,
  async run(context, argument, configHash) {
    const spec = uriOf(argument) ?? activeSpec();
    const only = typeof configHash === 'string' ? configHash : undefined;
    const title = spec && only !== undefined ? t('Runs of this version of {0}', nameOf(spec)) : t('Runs');
    const question = { title, spec, withEntries: true, ...(only !== undefined && { configHash: only }) };
    const picked = await pickRun(context, question);
    if (picked?.ok === false)
      showNoRuns(
        t(
          'No runs yet. Train a spec to see its runs here. Runs of MLflow, W&B and other trackers in this workspace are listed too.',
        ),
      );
    // An entry of a sweep is in the file without the fragment.
    if (picked?.ok)
      await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(picked.run.uri).with({ fragment: '' }));
  },
};
