// `kyn jobs cancel`: asks Slurm to end what a launch still has there. The states follow from its next answer, so nothing is called cancelled that still runs.
import {
  activeAttempts,
  activeIndices,
  attemptName,
  type Launch,
  stateCounts,
} from '../../../../src-shared/launch/launch';
import { launchFolder, type StoredLaunch } from '../../../../src-shared/launch/launchFile';
import { cancelArguments } from '../../../../src-shared/launch/slurm/submitArguments';
import { relativePath } from '../cliPaths';
import type { CliContext, Outcome } from '../command';
import { exitCode } from '../exitCode';
import { outcome } from '../outcome';
import { runSlurm } from './askSlurm';
import { findLaunches, isBeingSubmitted } from './findLaunches';
import { type LaunchAccess, lookAtLaunch } from './lookAtLaunch';

/** What became of the request to end a launch. `line`: what is known; `failure`: why it was not made as a whole, `doubt`: why its effect is not known; sentences. */
interface Cancelled {
  readonly line?: string;
  readonly failure?: string;
  readonly doubt?: string;
}

/** Runs the command. The exit code is 1 where all was asked to end, and Slurm does not say what became of it. */
export async function cancelJobs(context: CliContext): Promise<Outcome> {
  const programs = await context.programs();
  const { access, launches, problems } = findLaunches(context, programs);
  const results: Cancelled[] = [];
  for (const stored of launches) {
    const label = relativePath(context.io.cwd, launchFolder(access.history.workspace, stored.launch));
    results.push(
      isBeingSubmitted(access, programs, stored) ? beingSubmitted(label) : await cancel(access, stored, label),
    );
  }
  const failures = [...problems, ...results.flatMap(({ failure }) => failure ?? [])];
  const doubts = results.flatMap(({ doubt }) => doubt ?? []);
  const text = results.flatMap(({ line }) => (line === undefined ? [] : [`${line}\n`])).join('');
  return outcome(exitCode(failures.length > 0, doubts.length > 0), text, [...failures, ...doubts]);
}

const beingSubmitted = (label: string): Cancelled => ({
  failure: `Another kyn submits runs from ${label} now. Nothing of it was cancelled; try again when it has ended.`,
});

async function cancel(access: LaunchAccess, stored: StoredLaunch, label: string): Promise<Cancelled> {
  const before = await lookAtLaunch(access, stored);
  const asked = activeIndices(before.launch).length;
  const attempts = activeAttempts(before.launch);
  const failed: string[] = [];
  for (const attempt of attempts) {
    const result = await runSlurm(access, 'scancel', cancelArguments(attemptName(before.launch, attempt)));
    if (!result.ok) failed.push(result.detail);
  }
  const [detail] = failed;
  if (detail !== undefined)
    return {
      line: `${label}: last known: ${countsText(before.launch)}.`,
      failure: `${label} could not be cancelled${failed.length < attempts.length ? ' as a whole' : ''} (${detail}), so it may still run.`,
    };
  const { launch } = asked > 0 ? await lookAtLaunch(access, before) : before;
  const silent = asked > 0 ? launch.contact?.detail : undefined;
  if (silent === undefined)
    return { line: `${label}: ${asked} asked to end, ${activeIndices(launch).length} still active.` };
  return {
    line: `${label}: ${asked} asked to end. Last known: ${countsText(launch)}.`,
    doubt: `Slurm accepted the request for ${label}, and does not answer now (${silent}), so whether the runs have ended is not known. \`kyn jobs show ${label}\` asks again.`,
  };
}

const countsText = (launch: Launch): string =>
  [...stateCounts(launch)].map(([state, count]) => `${count} ${state}`).join(', ');
