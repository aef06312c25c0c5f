// Asks targets about submitted runs while the view of runs shows some that may still run, in a trusted workspace. The states are in `.kynml`, so they are right
// after the editor was closed and opened again.
import * as vscode from 'vscode';
import type { ClientContext } from '../base/clientContext';
import type { Part } from '../base/part';
import { t } from '../ui/l10n';
import { type JobPoll, startJobPoll } from './jobPoll';
import { askTargets, type JobsLook } from './kynJobs';

/** The part. */
export const jobs: Part = {
  name: 'submitted runs',
  start(context) {
    const poll = startJobPoll({
      ask: () => askAll(context).catch(error => unasked(context, error)),
      now: () => performance.now(),
      wait: (milliseconds, then) => {
        const timer = setTimeout(then, milliseconds);
        return () => clearTimeout(timer);
      },
    });
    running.set(context, poll);
    return vscode.Disposable.from(
      poll,
      context.launches.onSeen(active => poll.see(vscode.workspace.isTrusted ? active : 0)),
    );
  },
};

// The part and the command share one poll, so that a target is asked once at a time.
const running = new WeakMap<ClientContext, JobPoll>();
const looks = new WeakMap<ClientContext, JobsLook>();

/** Asks now; the answer of all targets together. */
export async function askNow(context: ClientContext): Promise<JobsLook> {
  await running.get(context)?.ask();
  return looks.get(context) ?? { problems: [t('No target was asked.')] };
}

async function askAll(context: ClientContext): Promise<boolean> {
  const { launches } = await context.request('kynml/launches', {});
  const folders = [...new Set(launches.map(({ workspace }) => vscode.Uri.parse(workspace).fsPath))];
  const found: JobsLook[] = [];
  for (const folder of folders) found.push(await askTargets({ kyn: kynPath(context), folder }));
  const silent = found.flatMap(look => look.silent ?? [])[0];
  const problems = found.flatMap(look => look.problems);
  for (const problem of [...problems, ...(silent === undefined ? [] : [silent])]) context.log.warn('jobs', problem);
  looks.set(context, { problems, ...(silent !== undefined && { silent }) });
  context.launches.changed();
  return silent === undefined && problems.length === 0;
}

// An earlier answer must not pass for one of now.
function unasked(context: ClientContext, error: unknown): false {
  context.log.warn('jobs', String(error));
  looks.set(context, { problems: [t('The targets were not asked, because what was submitted could not be read.')] });
  return false;
}

/** The command line of the extension. */
export const kynPath = ({ extension }: Pick<ClientContext, 'extension'>): string =>
  extension.asAbsolutePath('dist/kyn.js');
