// Trains a spec from the click to the result: the spec, the tool, what is kept, start, report.
import * as vscode from 'vscode';
import type { ClientContext } from '../base/clientContext';
import { manifestPath } from '../runs/manifestStamp';
import { nameOf } from '../ui/uris';
import { confirmRepetition } from './confirmRepetition';
import { claimFolder } from './folderClaims';
import { keepLastManifest, keepsHistory } from './history';
import { definitionOf, readySpec } from './readySpec';
import { isSubmittable, readyTarget, showSubmission } from './readyTarget';
import { isFolderFree, reserveFolder } from './runningTrainings';
import { recordRun } from './runRecords';
import { showTrainingResult, type TrainingEnd } from './showTrainingResult';
import { startTask, trainTask } from './trainTask';
import { hasInput } from './trainTerminal';

/** Trains a spec. Resolves when the training started, was refused or was cancelled. */
export async function train(context: ClientContext, uri: vscode.Uri): Promise<void> {
  const ready = await readySpec(context, uri);
  if (!ready || !(await confirmRepetition(context, ready.spec))) return;
  const { spec, folder, configHash, gitCheck } = ready;
  const place = await readyTarget(context, { spec, folder });
  const before = place && (await keepLastManifest(context, folder));
  // Another training may have started during the prompts.
  if (!before || !isFolderFree(folder)) return;
  const scope = vscode.workspace.getWorkspaceFolder(spec) ?? vscode.TaskScope.Workspace;
  // `kyn` refuses to overwrite a manifest that it cannot keep either.
  const withoutHistory = !keepsHistory(spec) || before.isLost === true;
  if (!isSubmittable(place.target, withoutHistory)) return;
  const task = trainTask({ definition: definitionOf(spec), folder, scope, ...place, withoutHistory });
  const job = { spec, configHash, manifest: manifestPath(folder), before, ...gitCheck };
  await start(context, task, { ...job, isSubmitted: place.target === 'slurm' });
}

type Started = Omit<TrainingEnd, 'code' | 'task' | 'typedBefore'> & { readonly isSubmitted: boolean };

async function start(context: ClientContext, task: vscode.Task, job: Started): Promise<void> {
  const typedBefore = hasInput(task.name);
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
    .then(code => showEnd(context, job, { code, task: task.name, typedBefore }))
    .catch(error => context.log.error('end of training', String(error)));
}

async function showEnd(
  context: ClientContext,
  job: Started,
  end: Pick<TrainingEnd, 'code' | 'task' | 'typedBefore'>,
): Promise<void> {
  if (!job.isSubmitted) return showTrainingResult(context, { ...job, ...end });
  showSubmission(context, nameOf(job.spec), { ...end, isTyped: !end.typedBefore && hasInput(end.task) });
}
