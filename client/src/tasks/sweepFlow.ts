// Runs the sweep of a spec from the click to the result: the spec, the tool, the folder, start, report.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { SweepPlan } from '../../../src-shared/protocol/trainingRequests';
import type { ClientContext } from '../base/clientContext';
import { findNewManifest, readManifestStamp } from '../runs/manifestStamp';
import { t } from '../ui/l10n';
import { confirm, quickPick } from '../ui/quickPick';
import { showMessage } from '../ui/showMessage';
import { nameOf, sameUri } from '../ui/uris';
import { claimFolder } from './folderClaims';
import { keepsHistory } from './history';
import { isInterrupted } from './interrupted';
import { definitionOf, type ReadySpec, readySpec } from './readySpec';
import { isSubmittable, readyTarget, showSubmission } from './readyTarget';
import { isFolderFree, reserveFolder } from './runningTrainings';
import { recordRun } from './runRecords';
import { sweepPrompt } from './sweepPrompt';
import { sweepTask } from './sweepTask';
import { readJobs } from './trainCommandLine';
import type { TrainingTool } from './trainingTool';
import { startTask } from './trainTask';
import { hasInput, revealTerminal } from './trainTerminal';

/** Where a sweep runs. */
interface SweepPlace {
  readonly out: string;
  readonly resume: boolean;
}

/** What the user wants. `resumed`: only what is missing of the sweep in this folder, as URI; `submitted`: the same of one that was submitted to Slurm. */
interface SweepWish {
  readonly resumed?: string | undefined;
  readonly submitted?: string | undefined;
}

/** Runs the sweep of a spec. Resolves when it started, was refused or was cancelled. */
export async function sweep(context: ClientContext, uri: vscode.Uri, wish: SweepWish = {}): Promise<void> {
  const ready = await readySpec(context, uri);
  if (!ready) return;
  const { spec, folder } = ready;
  const plan = await context.request('kynml/sweepPlan', { uri: spec.toString() });
  if (!plan)
    return showMessage('information', t('{0} does not have a sweep, so there is nothing to run.', nameOf(spec)), {
      title: t('Train'),
      command: commands.train,
      args: [spec.toString()],
    });
  const target = await readyTarget(context, { spec, folder }, wish.submitted === undefined ? undefined : 'slurm');
  const place = target && (await placeOf(ready, plan, { ...wish, tool: target.tool }));
  // Another training may have started during the prompts.
  if (!target || !place || !isFolderFree(place.out)) return;
  const withoutHistory = !keepsHistory(spec);
  if (!isSubmittable(target.target, withoutHistory)) return;
  const scope = vscode.workspace.getWorkspaceFolder(spec) ?? vscode.TaskScope.Workspace;
  const isSubmitted = target.target === 'slurm';
  // How many elements of a job array run at once is a setting of the project.
  const jobs = isSubmitted ? 1 : readJobs(vscode.workspace.getConfiguration('kynml').get('sweepJobs'));
  const job = {
    definition: definitionOf(spec),
    folder,
    scope,
    ...target,
    ...place,
    jobs,
    withoutHistory,
  };
  await start(context, sweepTask(job), { spec, ...place, isSubmitted });
}

async function placeOf(
  { spec, folder }: ReadySpec,
  plan: SweepPlan,
  { tool, resumed, submitted }: SweepWish & { readonly tool: TrainingTool },
): Promise<SweepPlace | undefined> {
  if (submitted !== undefined) return { out: vscode.Uri.parse(submitted).fsPath, resume: true };
  // The official tool always writes to the working folder and does not continue a sweep.
  if (tool.kind === 'official') return (await confirmOverwrite(folder)) ? { out: folder, resume: false } : undefined;
  const { unfinished } = plan;
  if (resumed !== undefined && !unfinished) return showNothingToResume(spec);
  if (resumed !== undefined && unfinished && !unfinished.isRunning && sameUri(unfinished.folder, resumed))
    return { out: vscode.Uri.parse(unfinished.folder).fsPath, resume: true };
  const newFolder = vscode.Uri.parse(plan.newFolder);
  const names = { name: nameOf(spec), newFolder: vscode.workspace.asRelativePath(newFolder) };
  const prompt = sweepPrompt(plan, names);
  const answer = prompt ? await quickPick(prompt, prompt.choices) : 'new';
  if (answer === 'show') await vscode.commands.executeCommand(commands.showTrainings);
  if (answer === 'resume' && unfinished) return { out: vscode.Uri.parse(unfinished.folder).fsPath, resume: true };
  return answer === 'new' ? { out: newFolder.fsPath, resume: false } : undefined;
}

function showNothingToResume(spec: vscode.Uri): undefined {
  const text = t(
    'No sweep of {0} can be continued: its scripts are missing or were made from another version of the spec.',
    nameOf(spec),
  );
  showMessage('information', text, { title: t('Run all'), command: commands.sweep, args: [spec.toString()] });
}

const RESULTS = 'sweep_results.json';

async function confirmOverwrite(folder: string): Promise<boolean> {
  const results = vscode.Uri.file(path.join(folder, RESULTS));
  const exists = await vscode.workspace.fs.stat(results).then(
    () => true,
    () => false,
  );
  return (
    !exists || confirm(t('The sweep overwrites {0}, which is not kept.', RESULTS), t('Run the sweep and overwrite it'))
  );
}

interface Started extends SweepPlace {
  readonly spec: vscode.Uri;
  readonly isSubmitted: boolean;
}

async function start(context: ClientContext, task: vscode.Task, job: Started): Promise<void> {
  const typedBefore = hasInput(task.name);
  const results = path.join(job.out, RESULTS);
  const before = await readManifestStamp(results);
  const reserved = reserveFolder(task);
  const claimed = await claimFolder(context, task);
  if (!claimed) return reserved.free();
  await recordRun(context, task);
  const { ended } = await startTask(task).catch(error => {
    reserved.free();
    claimed.free();
    throw error;
  });
  ended
    .finally(() => reserved.free())
    .then(async code => {
      // VS Code reports exit code 0 for a process ended by a signal (Ctrl+C); key input distinguishes it from a normal end.
      const isTyped = !typedBefore && hasInput(task.name);
      const name = t('The sweep of {0}', nameOf(job.spec));
      if (job.isSubmitted) return showSubmission(context, name, { code, task: task.name, isTyped });
      const isStopped = code === 0 && isTyped && !(await findNewManifest(results, before));
      if (!isStopped && !isInterrupted(code)) showResult(task.name, code, job);
    })
    .catch(error => context.log.error('end of sweep', String(error)));
}

function showResult(task: string, code: number | undefined, { spec, out }: Started): void {
  const results = vscode.Uri.file(path.join(out, RESULTS)).toString();
  if (code === 0) {
    const compare = { title: t('Compare runs'), command: commands.compareRuns, args: [results] };
    const open = { title: t('Open results'), open: results };
    showMessage('information', t('The sweep of {0} finished.', nameOf(spec)), compare, open);
    return;
  }
  revealTerminal(task);
  const text = t(
    'The sweep of {0} is incomplete (exit code {1}). See the terminal for what failed; run the sweep again to continue it.',
    nameOf(spec),
    String(code),
  );
  showMessage('error', text, { title: t('Show terminal'), command: 'workbench.action.terminal.focus' });
}
