// Records the runs of the official tool in the history, which `kyn` does itself, and keeps manifests before a task overwrites them.
// Train records its run before the start. For a task that Run Task lists, VS Code sends no event between its selection and the start of its process, so its
// run is recorded when it starts. The manifest that it overwrites is then already kept if a task of this window wrote it, because it is kept when that
// ends; another one is kept at the start, unless a very quick run overwrites it first. Listing tasks keeps nothing.
import * as vscode from 'vscode';
import type { ClientContext } from '../base/clientContext';
import type { Part } from '../base/part';
import { keepManifests, keepsHistory } from './history';
import { officialKey, trainingOf } from './runningTrainings';
import { readDefinition, specPath } from './trainCommandLine';

/** Records runs when training tasks start and end. */
export const runRecords: Part = {
  name: 'run records',
  start(context) {
    return vscode.Disposable.from(
      vscode.tasks.onDidStartTask(({ execution: { task } }) => void started(context, task)),
      vscode.tasks.onDidEndTaskProcess(({ execution: { task }, exitCode }) => void ended(context, task, exitCode)),
      vscode.tasks.onDidEndTask(({ execution: { task } }) => void keepAgain(context, task)),
    );
  },
};

// Tasks are global to a window. The value is the id of the record, or undefined where nothing was recorded.
const records = new Map<string, Promise<string | undefined>>();

/** Records the run of a task that is about to start. A failure is logged and does not block. */
export async function recordRun(context: ClientContext, task: vscode.Task): Promise<void> {
  const key = officialKey(context, task);
  if (key === undefined) return;
  const record = keep(context, task).catch(error => {
    context.log.warn('history', String(error));
    return undefined;
  });
  records.set(key, record);
  await record;
}

async function started(context: ClientContext, task: vscode.Task): Promise<void> {
  const key = officialKey(context, task);
  if (key !== undefined && !records.has(key)) await recordRun(context, task);
}

async function ended(context: ClientContext, task: vscode.Task, exitCode: number | undefined): Promise<void> {
  const key = officialKey(context, task);
  if (key === undefined) return;
  const record = records.get(key);
  records.delete(key);
  const id = await record;
  // Without an exit code, how the run ended is unknown, and the record leaves that open.
  if (id === undefined || exitCode === undefined) return;
  await context.request('kynml/runEnded', { id, exitCode }).catch(error => context.log.warn('history', String(error)));
}

async function keepAgain(context: ClientContext, task: vscode.Task): Promise<void> {
  const key = officialKey(context, task);
  if (key === undefined) return;
  // A task whose process did not start has no end of a process.
  records.delete(key);
  const training = trainingOf(task);
  if (training) await keepManifests(context, [training.folder]);
}

async function keep(context: ClientContext, task: vscode.Task): Promise<string | undefined> {
  const { execution, definition, scope } = task;
  const training = trainingOf(task);
  if (!training || !(execution instanceof vscode.ProcessExecution) || !keepsHistory(vscode.Uri.file(training.folder)))
    return undefined;
  const folder = vscode.Uri.file(training.folder);
  const base = typeof scope === 'object' ? scope.uri.fsPath : training.folder;
  const { spec, params = {} } = readDefinition({ ...definition, type: 'kynml' }) ?? { spec: training.spec };
  const command = definition.type === 'kynml.sweep' ? 'sweep' : 'train';
  const kept = await context.request('kynml/keepRun', {
    uri: vscode.Uri.file(specPath({ type: 'kynml', spec }, base)).toString(),
    folder: folder.toString(),
    command,
    tool: [execution.process, ...execution.args.slice(0, execution.args.indexOf(command))].join(' '),
    params: Object.entries(params).map(([name, value]) => [name, String(value)] as const),
  });
  if (!kept.ok || kept.warning !== undefined)
    context.log.warn('history', kept.ok ? (kept.warning ?? '') : kept.message);
  return kept.ok ? kept.id : undefined;
}
