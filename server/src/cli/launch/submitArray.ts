// Submits elements of a launch to Slurm. What is submitted is written before sbatch runs, so that kyn can be killed at any time and nothing is started twice.
import {
  attemptName,
  type Launch,
  withJob,
  withoutRefused,
  withSubmission,
} from '../../../../src-shared/launch/launch';
import { launchFolder, writeLaunch } from '../../../../src-shared/launch/launchFile';
import { launchText } from '../../../../src-shared/launch/launchText';
import { batchScript } from '../../../../src-shared/launch/slurm/batchScript';
import { queueAnswers } from '../../../../src-shared/launch/slurm/jobAnswers';
import { submittedJob } from '../../../../src-shared/launch/slurm/readSubmission';
import { addedBySlurm, queueArguments, submitArguments } from '../../../../src-shared/launch/slurm/submitArguments';
import type { SlurmResources } from '../../../../src-shared/repro/settings/slurmResources';
import type { ClaimedFolder } from '../train/inClaimedFolder';
import { runSlurm } from './askSlurm';
import { folderOwner, freeElements, type LaunchAccess } from './lookAtLaunch';

/** What is submitted. `before`: the text of the file of the launch, undefined for a new launch. */
export interface Submitting {
  readonly launch: Launch;
  readonly name: string;
  readonly before: string | undefined;
  readonly indices: readonly number[];
  readonly python: string;
  readonly resources: SlurmResources;
  /** Arguments for the scripts, with the hashes of their data. */
  readonly data?: readonly string[];
  /** What identifies an earlier manifest in the folder of a training. */
  readonly earlier?: string;
  /** Claims the folder of an element for an attempt and writes its script; why that failed, as a sentence. */
  readonly prepare: (index: number, attempt: string) => Promise<string | undefined>;
}

/**
 * The launch with its job, or why nothing was submitted, as a sentence. `unconfirmed`: why it is not known whether Slurm accepted the job, as a clause;
 * `warning`: a sentence about a job that was accepted.
 */
export type SubmitResult =
  | { readonly ok: true; readonly launch: Launch; readonly unconfirmed?: string; readonly warning?: string }
  | { readonly ok: false; readonly message: string };

/** Submits the elements as one job array. */
export async function submitArray(
  access: LaunchAccess,
  claimed: Pick<ClaimedFolder, 'handOver'>,
  submitting: Submitting,
): Promise<SubmitResult> {
  const { host, history, now } = access;
  const { launch: previous, name, indices, resources, earlier } = submitting;
  const time = now().toISOString();
  const added = { time, resources: addedBySlurm(resources), ...(earlier !== undefined && { earlier }) };
  const launch = withSubmission(previous, indices, added);
  const attempt = attemptName(launch, launch.submissions.length - 1);
  const script = batchScript({ ...launch, ...submitting, name: attempt, modules: resources.modules });
  if (script === undefined)
    return failed('The path of the interpreter has a line end, so it cannot be in a batch script.');
  const kept = await history.write(
    'launches',
    `${name.replace(/\.json$/, '')}.${launch.submissions.length - 1}.sh`,
    script,
  );
  if (!kept.ok) return failed(`${kept.message}.`);
  const written = await writeLaunch(host, history, { name, launch, before: submitting.before });
  if (!written.ok) return failed(`${written.message}.`);
  const undo = async (message: string): Promise<SubmitResult> => {
    await freeElements(access, launch, indices);
    const restored = withoutRefused(launch, previous);
    await writeLaunch(host, history, { name, launch: restored, before: launchText(launch) });
    return failed(message);
  };
  const unclaimed = await claimed.handOver(folderOwner(launch));
  if (unclaimed !== undefined)
    return undo(`The claim of the folder could not be written (${unclaimed}), so another run could use it.`);
  const problem = await prepareAll(access, submitting, attempt);
  if (problem !== undefined) return undo(problem);
  const folder = launchFolder(history.workspace, launch);
  const result = await runSlurm(
    access,
    'sbatch',
    submitArguments({ name: attempt, indices, folder, script: kept.path }, resources),
  );
  const job = result.ok ? submittedJob(result.stdout) : undefined;
  if (job === undefined && (await isRefused(access, attempt)))
    return undo(`Slurm did not accept the job: ${result.ok ? 'sbatch printed no job id' : result.detail}.`);
  if (job === undefined)
    return { ok: true, launch, unconfirmed: result.ok ? 'sbatch printed no job id' : result.detail };
  const submitted = withJob(launch, job);
  const recorded = await writeLaunch(host, history, { name, launch: submitted, before: launchText(launch) });
  return {
    ok: true,
    launch: submitted,
    ...(!recorded.ok && { warning: `The id of the job was not kept: ${recorded.message}.` }),
  };
}

/** The message about a job of which is not known whether Slurm accepted it. `place`: the folder, for people. */
export const unconfirmedText = (detail: string, place: string): string =>
  `Whether Slurm accepted the job is not known (${detail}). \`kyn jobs show ${place}\` asks again; until it is known, nothing of it is submitted again.`;

// So many at once, because a disk that many computers share answers slowly.
const PREPARED_AT_ONCE = 16;

// Prepares the folders of all elements until one fails or the user asks to stop; the result is the problem, as a sentence.
async function prepareAll(
  { signal, progress }: LaunchAccess,
  { indices, prepare }: Submitting,
  attempt: string,
): Promise<string | undefined> {
  let problem: string | undefined;
  let count = 0;
  const queue = indices.values();
  const worker = async (): Promise<void> => {
    for (const index of queue) {
      if (signal?.aborted) problem ??= 'It was stopped before all folders were prepared.';
      if (problem !== undefined) return;
      progress?.(`preparing ${++count} of ${indices.length} folders`);
      const failure = await prepare(index, attempt);
      problem ??= failure;
    }
  };
  await Promise.all(Array.from({ length: PREPARED_AT_ONCE }, worker));
  progress?.('');
  return problem;
}

const failed = (message: string): SubmitResult => ({ ok: false, message });

// A submission that failed may have been accepted, when only the answer was lost. It was not where the controller answers and has no job of this name.
async function isRefused(access: LaunchAccess, attempt: string): Promise<boolean> {
  const queue = await runSlurm(access, 'squeue', queueArguments([attempt]));
  return queue.ok && queueAnswers(queue.stdout)?.size === 0;
}
