// What a person does with submitted runs: ask about them, cancel them, read a log, continue a sweep.
import * as vscode from 'vscode';
import type { Launched, SubmittedRun, SubmittedState } from '../../../src-shared/protocol/targetRequests';
import type { ClientContext } from '../base/clientContext';
import { mayBeCancelled } from '../runs/launchItem';
import { requireTrust } from '../tasks/requireTrust';
import { sweep } from '../tasks/sweepFlow';
import { t } from '../ui/l10n';
import { modalPrompt } from '../ui/modalPrompt';
import { requestWithProgress } from '../ui/requestWithProgress';
import { showMessage, showStatusMessage } from '../ui/showMessage';
import { chooseLaunch, chooseSubmittedRun, namedRun } from './chooseLaunch';
import { askNow, kynPath } from './jobs';
import { cancelJobs } from './kynJobs';
import { type LogState, showLog } from './logTerminal';

const nothingSubmitted = (): string => t('Nothing was submitted from this workspace, as far as .kynml shows.');

const isTrusted = (): boolean => requireTrust(t('Asking a target runs programs, which requires a trusted workspace.'));

/** Asks the targets about everything that was submitted, and shows why there is no answer. */
export async function refreshSubmitted(context: ClientContext): Promise<void> {
  if (!isTrusted()) return;
  const { launches, tooltip } = await context.request('kynml/launches', {});
  // The view shows which files cannot be read.
  if (launches.length === 0 && tooltip !== '')
    return showMessage('warning', t('What was submitted cannot be read, so no target was asked.'), showRuns());
  if (launches.length === 0) return showMessage('information', nothingSubmitted());
  const title = t('Asking about submitted runs');
  const look = await requestWithProgress({ title, inStatusBar: true }, () => askNow(context));
  const [problem] = look?.problems ?? [];
  if (problem !== undefined) showMessage('warning', problem, showTheLog(context));
  else if (look?.silent !== undefined) showSilent(look.silent);
  else showStatusMessage({ icon: 'pass', text: t('The view shows what the targets reported last') });
}

const showRuns = () => ({ title: t('Show runs'), command: 'kynml.runs.focus' });
const showTheLog = ({ log }: ClientContext) => ({ title: t('Show log'), run: () => log.show() });

const showSilent = (detail: string): void =>
  showMessage(
    'warning',
    t(
      'The target does not answer ({0}), so the view shows the last known states. Nothing is lost: runs that started go on, and refreshing asks again.',
      detail,
    ),
  );

/** Cancels a run, or what may still run of a launch, after confirmation. */
export async function cancelSubmitted(context: ClientContext, argument: unknown): Promise<void> {
  if (!isTrusted()) return;
  const run = namedRun(argument)?.run;
  const launch = await chooseLaunch(context, argument, {
    title: t('Cancel Submitted Runs'),
    none: run ? t('{0} has ended.', run.label) : t('Nothing that was submitted may still run.'),
    isUsable: ({ active, runs }) =>
      active > 0 && runs.every(({ index, state }) => index !== run?.index || mayBeCancelled(state)),
  });
  if (!launch || !(await confirmsCancel(launch, run))) return;
  const place = { kyn: kynPath(context), folder: pathOf(launch.workspace) };
  const title = t('Cancelling {0}', launch.label);
  const problems = await requestWithProgress({ title, inStatusBar: true }, () =>
    cancelJobs(place, { folder: pathOf(launch.folder), only: run?.index }),
  );
  for (const problem of problems ?? []) context.log.warn('jobs cancel', problem);
  const [first] = problems ?? [];
  if (first !== undefined) showMessage('warning', first, showTheLog(context));
  context.launches.changed();
}

async function confirmsCancel({ active, label, spec }: Launched, run: SubmittedRun | undefined): Promise<boolean> {
  const cancel = run ? t('Cancel run') : t('Cancel runs');
  const text = run
    ? t('Cancel {0} of {1} that was submitted from {2}?', run.label, spec, label)
    : active === 1
      ? t('Cancel the run of {0} that was submitted from {1}?', spec, label)
      : t('Cancel {0} runs of {1} that were submitted from {2}?', active, spec, label);
  const detail =
    run || active === 1
      ? t('What it has trained so far is lost. Runs that have ended keep their results.')
      : t('What they have trained so far is lost. Runs that have ended keep their results.');
  return (await modalPrompt({ text, detail, answers: [cancel] })) === cancel;
}

/** Shows the log of a submitted run in a terminal, and follows it. */
export async function showSubmittedLog(context: ClientContext, argument: unknown): Promise<void> {
  // The history names the folder, which may be anywhere, and may come with a repository.
  if (!requireTrust(t('Reading the log of a submitted run requires a trusted workspace.'))) return;
  const chosen = await chooseSubmittedRun(context, argument, {
    title: t('Show Log of Submitted Run'),
    none: nothingSubmitted(),
    isUsable: ({ runs }) => runs.length > 0,
  });
  if (!chosen) return;
  const { launch, run } = chosen;
  showLog({
    name: `${launch.label}: ${run.label}`,
    path: pathOf(run.log),
    state: async () => {
      const { launches } = await context.request('kynml/launches', {});
      const now = launches.find(({ id }) => id === launch.id);
      const state = now?.runs.find(({ index }) => index === run.index)?.state;
      if (state !== undefined) return LOG_STATES[state];
      // Not all runs of a large sweep are listed.
      return (now?.more ?? 0) > 0 ? 'active' : 'unknown';
    },
  });
}

const LOG_STATES: Readonly<Record<SubmittedState, LogState>> = {
  submitted: 'active',
  queued: 'active',
  running: 'active',
  ending: 'active',
  silent: 'active',
  done: 'ended',
  failed: 'ended',
  cancelled: 'ended',
  lost: 'unknown',
};

/** Collects the results of a submitted sweep, and submits what failed or is missing. */
export async function continueSubmitted(context: ClientContext, argument: unknown): Promise<void> {
  const launch = await chooseLaunch(context, argument, {
    title: t('Continue Submitted Sweep'),
    none: t('There is no submitted sweep to continue.'),
    isUsable: ({ command }) => command === 'sweep',
  });
  if (!launch) return;
  if (launch.specUri !== undefined)
    return sweep(context, vscode.Uri.parse(launch.specUri), { submitted: launch.folder });
  const text = t(
    'No spec of the workspace is the one that was submitted from {0}, so the sweep cannot be continued. Restore that version of {1}, or run the sweep again.',
    launch.label,
    launch.spec,
  );
  showMessage('information', text);
}

const pathOf = (uri: string): string => vscode.Uri.parse(uri).fsPath;
