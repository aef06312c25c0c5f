// Filter Runs: asks for the filter of the view of runs.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { inputBox } from '../ui/inputBox';
import { t } from '../ui/l10n';

/** The command. An empty text removes the filter. */
export const filterRuns: Command = {
  id: commands.filterRuns,
  async run({ runQuery }) {
    const text = await inputBox({
      title: t('Filter Runs'),
      prompt: t(
        'Words, tag:NAME, state:NAME (current, stale, failed, diverged, baseline, contradicted, trusted, unreadable) or conditions such as mae < 14',
      ),
      value: runQuery.value.filter ?? '',
    });
    if (text === undefined) return;
    runQuery.set({ filter: text === '' ? undefined : text });
    await vscode.commands.executeCommand('kynml.runs.focus');
  },
};
