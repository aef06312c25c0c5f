// Find the Spec of This Run: for a run, script or lock, otherwise for the open one or a selected run.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { chooseRun } from '../runs/chooseRun';
import { showTrace, traceRun } from '../runs/traceRun';
import { t } from '../ui/l10n';
import { isFile, uriOf } from '../ui/uris';

/** The command. */
export const findSpec: Command = {
  id: commands.findSpec,
  async run(context, argument) {
    const given = uriOf(argument);
    if (given) return showTrace(context, given, await traceRun(context, given));
    const open = vscode.window.activeTextEditor?.document.uri;
    const answer = open && isFile(open) ? await traceRun(context, open) : undefined;
    if (open && answer && (answer.ok || answer.reason !== 'foreign')) return showTrace(context, open, answer);
    const title = t('Find the Spec of This Run');
    const run = await chooseRun(context, title, ({ configHash, fingerprint }) => configHash !== null && !fingerprint);
    if (run) await showTrace(context, run, await traceRun(context, run));
  },
};
