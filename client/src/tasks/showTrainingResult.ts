// What is said when a training has ended: the metric and the way to the comparison, or where to look for what went wrong.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { RunItem } from '../../../src-shared/protocol/views';
import type { ExtensionContext } from '../base/extensionContext';
import { findNewManifest, type ManifestStamp } from '../runs/manifestBackups';
import { t } from '../ui/l10n';
import { type Action, showMessage } from '../ui/showMessage';
import { nameOf } from '../ui/uris';
import { trainingResultMessage } from './trainingResultMessage';
import { hasInput, revealTerminal } from './trainTerminal';

/** The manifest that lay there before a training. */
export interface PreviousManifest {
  readonly stamp: ManifestStamp | undefined;
  /** Its copy; undefined when there was none, or it could not be copied. */
  readonly backup: string | undefined;
}

/** A training that has ended. */
export interface TrainingEnd {
  readonly spec: vscode.Uri;
  /** CONFIG_HASH of the spec when it started. */
  readonly configHash: string | null;
  /** Path of the manifest that it should have written. */
  readonly manifest: string;
  readonly before: PreviousManifest;
  /** The commit on top of which uncommitted changes ran, where the user agreed to that. */
  readonly dirtyAt?: string;
  /** Exit code; undefined when the user closed it or it never came up (VS Code says so itself). */
  readonly code: number | undefined;
  /** Name of its task. */
  readonly task: string;
  /** Somebody had typed into its terminal before it started. */
  readonly typedBefore: boolean;
}

// Ctrl+C in the terminal: 128 + SIGINT, and what Windows calls STATUS_CONTROL_C_EXIT.
const interrupted: readonly (number | undefined)[] = [undefined, 130, 0xc000013a];

// A process that a signal ends (Ctrl+C) counts as exit code 0 in VS Code, so a key that was pressed tells it from a tool that wrote nothing.
const wasTypedTo = ({ task, typedBefore }: TrainingEnd): boolean => !typedBefore && hasInput(task);

/** Says how a training ended; nothing when the user ended it. */
export async function showTrainingResult(context: ExtensionContext, end: TrainingEnd): Promise<void> {
  const written = await findNewManifest(end.manifest, end.before.stamp);
  if (interrupted.includes(end.code) || (end.code === 0 && !written && wasTypedTo(end))) return;
  if (end.code !== 0) return showFailure(end);
  if (!written) return showNoManifest(end);
  await showFinished(context, end, written);
}

async function showFinished(context: ExtensionContext, end: TrainingEnd, { time }: ManifestStamp) {
  const { spec, configHash, manifest, before, dirtyAt } = end;
  const uri = vscode.Uri.file(manifest).toString();
  const { matchesSpec, text } = trainingResultMessage({
    name: nameOf(spec),
    configHash,
    run: await runItem(context, uri, time),
    ...(dirtyAt !== undefined && { dirtyAt }),
  });
  const open = { title: t('Open manifest'), open: uri };
  if (matchesSpec) showMessage('information', text, ...compareAction(before, uri), open);
  else showMessage('warning', text, open);
}

const compareAction = ({ backup }: PreviousManifest, manifest: string): readonly Action[] => {
  if (backup === undefined) return [];
  const pair = { a: vscode.Uri.file(backup).toString(), b: manifest };
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

// The server hears of the new file a moment after the process has ended; until then it would name the metric of the run before.
async function runItem(context: ExtensionContext, uri: string, time: number): Promise<RunItem | undefined> {
  for (const wait of waits) {
    await new Promise(resolve => setTimeout(resolve, wait));
    const run = await context.request('kynml/run', { uri });
    // Times of the server are whole milliseconds.
    if (run && Date.parse(run.time) > time - 2) return run;
  }
  return undefined;
}
