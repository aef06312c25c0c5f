// Shows the result of a training: the metric and a comparison, or where to find the error.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { RunItem } from '../../../src-shared/protocol/views';
import type { ClientContext } from '../base/clientContext';
import { findNewManifest, type ManifestStamp } from '../runs/manifestStamp';
import { t } from '../ui/l10n';
import { type Action, showMessage } from '../ui/showMessage';
import { nameOf } from '../ui/uris';
import { isInterrupted } from './interrupted';
import { trainingResultMessage } from './trainingResultMessage';
import { hasInput, revealTerminal } from './trainTerminal';

/** The manifest that existed before a training. */
export interface PreviousManifest {
  readonly stamp: ManifestStamp | undefined;
  /** URI of its copy; undefined when it did not exist or was not copied. */
  readonly kept: string | undefined;
  /** It could not be copied, and the user agreed to overwrite it. */
  readonly isLost?: true;
}

/** A training that ended. */
export interface TrainingEnd {
  readonly spec: vscode.Uri;
  /** CONFIG_HASH of the spec when it started. */
  readonly configHash: string | null;
  /** Path of the expected manifest. */
  readonly manifest: string;
  readonly before: PreviousManifest;
  /** The commit below uncommitted changes, when the user confirmed running with them. */
  readonly dirtyAt?: string;
  /** Exit code; undefined when the user closed the terminal or the process did not start (VS Code shows that). */
  readonly code: number | undefined;
  /** Name of its task. */
  readonly task: string;
  /** Whether its terminal already had input before it started. */
  readonly typedBefore: boolean;
}

// VS Code reports exit code 0 for a process ended by a signal (Ctrl+C); key input distinguishes it from a normal end.
const wasTypedTo = ({ task, typedBefore }: TrainingEnd): boolean => !typedBefore && hasInput(task);

/** Shows the result of a training; nothing when the user ended it. */
export async function showTrainingResult(context: ClientContext, end: TrainingEnd): Promise<void> {
  const written = await findNewManifest(end.manifest, end.before.stamp);
  if (isInterrupted(end.code) || (end.code === 0 && !written && wasTypedTo(end))) return;
  if (end.code !== 0) return showFailure(end);
  if (!written) return showNoManifest(end);
  await showFinished(context, end, written);
}

async function showFinished(context: ClientContext, end: TrainingEnd, { time }: ManifestStamp) {
  const { spec, configHash, manifest, before, dirtyAt } = end;
  const uri = vscode.Uri.file(manifest).toString();
  const { matchesSpec, isUsable, text } = trainingResultMessage({
    name: nameOf(spec),
    configHash,
    run: await runItem(context, uri, time),
    ...(dirtyAt !== undefined && { dirtyAt }),
  });
  const open = { title: t('Open manifest'), open: uri };
  const compare = matchesSpec ? compareAction(before, uri) : [];
  showMessage(isUsable ? 'information' : 'warning', text, ...compare, open);
}

const compareAction = ({ kept }: PreviousManifest, manifest: string): readonly Action[] => {
  if (kept === undefined) return [];
  const pair = { a: kept, b: manifest };
  return [{ title: t('Compare with previous run'), command: commands.compareRuns, args: [pair] }];
};

const showTerminal = (): Action => ({ title: t('Show terminal'), command: 'workbench.action.terminal.focus' });

function showFailure({ spec, code, task }: TrainingEnd): void {
  revealTerminal(task);
  const showProblems = { title: t('Show problems'), command: 'workbench.actions.view.problems' };
  const text = t(
    'Training of {0} failed (exit code {1}). See the terminal for its output.',
    nameOf(spec),
    String(code),
  );
  showMessage('error', text, showProblems, showTerminal());
}

function showNoManifest({ spec, manifest, task }: TrainingEnd): void {
  revealTerminal(task);
  const text = t(
    'Training of {0} ended without writing a new run manifest, so nothing can be compared. Expected: {1}',
    nameOf(spec),
    manifest,
  );
  showMessage('warning', text, showTerminal());
}

const waits = [0, 100, 200, 400, 800, 1500, 3000];

// The server detects the new file with a delay; until then it would return the metric of the previous run.
async function runItem(context: ClientContext, uri: string, time: number): Promise<RunItem | undefined> {
  for (const wait of waits) {
    await new Promise(resolve => setTimeout(resolve, wait));
    const run = await context.request('kynml/run', { uri });
    // The server's times are whole milliseconds.
    if (run && Date.parse(run.written ?? '') > time - 2) return run;
  }
  return undefined;
}
