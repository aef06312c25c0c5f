// The target of a training together with the tool that trains there, or what prevents it.
import type { ClientContext } from '../base/clientContext';
import { t } from '../ui/l10n';
import { openSetting } from '../ui/openSetting';
import { showMessage } from '../ui/showMessage';
import { type TargetPlace, targetFor } from './chooseTarget';
import { findToolOrShowError } from './findToolOrShowError';
import { isInterrupted } from './interrupted';
import type { TrainingTool } from './trainingTool';
import { revealTerminal } from './trainTerminal';

/** Where and with what a spec is trained. `target`: undefined on this machine. */
export interface ReadyTarget {
  readonly tool: TrainingTool;
  readonly target?: string;
}

/** The target and the tool; undefined when the user cancelled, or nothing can start there, which is shown. `target`: one that is already known. */
export async function readyTarget(
  context: ClientContext,
  place: TargetPlace,
  target?: string,
): Promise<ReadyTarget | undefined> {
  const name = target ?? (await targetFor(context, place));
  const tool = name === undefined ? undefined : await findToolOrShowError(context, place.spec, place.folder);
  if (!tool || name === undefined) return undefined;
  if (name === 'local') return { tool };
  if (tool.kind === 'official') return refuseOfficial();
  return { tool, target: name };
}

function refuseOfficial(): undefined {
  const text = t(
    'Only the built-in compiler trains on a target, and the official tool was found, so nothing was started. Choose the built-in compiler, or train on this machine.',
  );
  showMessage('error', text, openSetting('kynml.compiler'));
  return undefined;
}

/** Whether a run may be submitted: what was submitted is only known from the history. Shows why not. */
export function isSubmittable(target: string | undefined, withoutHistory: boolean): boolean {
  if (target !== 'slurm' || !withoutHistory) return true;
  const text = t(
    'What is submitted to Slurm is kept in .kynml, and the history is off or could not be written, so nothing was started. Turn the history on, or choose another target.',
  );
  showMessage('error', text, openSetting('kynml.history'));
  return false;
}

/** A task that submits and ended. `code`: its exit code; `task`: its name; `isTyped`: the user typed into its terminal. */
interface SubmissionEnd {
  readonly code: number | undefined;
  readonly task: string;
  readonly isTyped: boolean;
}

/** Shows how a submission to Slurm ended; nothing when the user ended it, because the view of runs shows what was submitted until then. */
export function showSubmission(context: ClientContext, name: string, { code, task, isTyped }: SubmissionEnd): void {
  context.launches.changed();
  // VS Code reports exit code 0 for a process ended by a signal (Ctrl+C).
  if (isInterrupted(code) || (code === 0 && isTyped)) return;
  if (code === 0) {
    const text = t('{0} was submitted to Slurm. The view of runs shows its state.', name);
    showMessage('information', text, { title: t('Show runs'), command: 'kynml.runs.focus' });
    return;
  }
  revealTerminal(task);
  const text = t(
    '{0} was not submitted as a whole (exit code {1}). See the terminal for the reason.',
    name,
    String(code),
  );
  showMessage('error', text, { title: t('Show terminal'), command: 'workbench.action.terminal.focus' });
}
