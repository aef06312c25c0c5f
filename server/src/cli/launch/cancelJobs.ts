// `kyn jobs cancel`: asks Slurm to end what a launch still has there. The states follow from its next answer, so nothing is called cancelled that still runs.
import { rangesIn, rangesText } from '../../../../src-shared/launch/indexRanges';
import {
  activeAttempts,
  activeIndices,
  attemptName,
  type Launch,
  MAX_ELEMENTS,
  stateCounts,
} from '../../../../src-shared/launch/launch';
import { launchFolder, type StoredLaunch } from '../../../../src-shared/launch/launchFile';
import { cancelArguments } from '../../../../src-shared/launch/slurm/submitArguments';
import { groupedBy } from '../../../../src-shared/runs/list/groupedBy';
import { relativePath } from '../cliPaths';
import type { CliContext, Outcome } from '../command';
import { exitCode } from '../exitCode';
import { outcome, usageError } from '../outcome';
import { runSlurm, type SlurmResult } from './askSlurm';
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
  const wanted = context.options.get('only');
  const only = wanted === undefined ? undefined : numbersIn(wanted);
  if (wanted !== undefined && !only)
    return usageError(context.command, '`--only` needs the numbers of combinations, such as `3,7-9`.');
  if (only && context.files.length > 1)
    return usageError(context.command, '`--only` is about the runs of one folder. Name one folder.');
  const programs = await context.programs();
  const { access, launches, problems } = findLaunches(context, programs);
  const results: Cancelled[] = [];
  for (const stored of launches) {
    const label = relativePath(context.io.cwd, launchFolder(access.history.workspace, stored.launch));
    results.push(
      isBeingSubmitted(access, programs, stored)
        ? beingSubmitted(label)
        : await cancel({ ...{ access, label }, ...(only && { only }) }, stored),
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

// The numbers of runs in a text; undefined where it has another form.
const numbersIn = (text: string): ReadonlySet<number> | undefined => {
  const numbers = /^[\d,-]+$/.test(text) ? rangesIn(text, MAX_ELEMENTS) : undefined;
  return numbers && numbers.length > 0 ? new Set(numbers) : undefined;
};

/** What is to be cancelled. `label`: the folder, for people; `only`: the runs, all without it. */
interface Cancelling {
  readonly access: LaunchAccess;
  readonly label: string;
  readonly only?: ReadonlySet<number>;
}

async function cancel({ access, label, only }: Cancelling, stored: StoredLaunch): Promise<Cancelled> {
  const unknown = [...(only ?? [])].filter(index => !stored.launch.elements.has(index));
  if (unknown.length > 0)
    return { failure: `Nothing was cancelled, because ${label} has no run ${rangesText(unknown)}.` };
  const before = await lookAtLaunch(access, stored);
  const indices = activeIndices(before.launch).filter(index => !only || only.has(index));
  const asked = indices.length;
  const requests = cancelRequests(before.launch, only && indices);
  const failed: string[] = [];
  for (const request of requests) {
    const result: SlurmResult =
      typeof request === 'string' ? { ok: false, detail: request } : await runSlurm(access, 'scancel', request);
    if (!result.ok) failed.push(result.detail);
  }
  const [detail] = failed;
  if (detail !== undefined)
    return {
      line: `${label}: last known: ${countsText(before.launch)}.`,
      failure: `${label} could not be cancelled${failed.length < requests.length ? ' as a whole' : ''} (${detail}), so it may still run.`,
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

// The arguments of scancel for each submission of the runs, or why some of them cannot be named, as a clause.
function cancelRequests(launch: Launch, some: readonly number[] | undefined): readonly (readonly string[] | string)[] {
  if (!some) return activeAttempts(launch).map(attempt => cancelArguments(attemptName(launch, attempt)));
  const byAttempt = groupedBy(some, index => launch.elements.get(index)?.attempt ?? 0);
  return [...byAttempt].map(([attempt, indices]) => {
    const job = launch.submissions[attempt]?.job;
    return job === undefined ? NO_JOB : cancelArguments(attemptName(launch, attempt), { job, indices });
  });
}

const NO_JOB = 'Slurm has not confirmed its job, so only all runs of it can be named';

const countsText = (launch: Launch): string =>
  [...stateCounts(launch)].map(([state, count]) => `${count} ${state}`).join(', ');
