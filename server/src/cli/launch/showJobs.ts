// `kyn jobs show`: asks the targets about what was submitted, and prints the states.
import type { Element } from '../../../../src-shared/launch/element';
import { stateCounts } from '../../../../src-shared/launch/launch';
import { launchFolder, type StoredLaunch } from '../../../../src-shared/launch/launchFile';
import { comboFolder } from '../../../../src-shared/repro/training/sweepResults';
import { printJson } from '../../../../src-shared/text/outputJson';
import { relativePath } from '../cliPaths';
import { type CliContext, formatOf, type Outcome } from '../command';
import { exitCode } from '../exitCode';
import { outcome } from '../outcome';
import { findLaunches, isBeingSubmitted } from './findLaunches';
import { type LookedLaunch, lookAtLaunch } from './lookAtLaunch';

/** A launch with the name of its folder. `isSubmitting`: it was not asked about, because it is being submitted. */
interface ShownLaunch extends LookedLaunch {
  readonly label: string;
  readonly isSubmitting: boolean;
}

/** Runs the command. */
export async function showJobs(context: CliContext): Promise<Outcome> {
  const programs = await context.programs();
  const { access, launches, problems } = findLaunches(context, programs);
  const shown: ShownLaunch[] = [];
  for (const stored of launches) shown.push(await look(stored));
  async function look(stored: StoredLaunch): Promise<ShownLaunch> {
    const label = relativePath(context.io.cwd, launchFolder(access.history.workspace, stored.launch));
    const isSubmitting = isBeingSubmitted(access, programs, stored);
    return { ...(isSubmitting ? stored : await lookAtLaunch(access, stored)), label, isSubmitting };
  }
  const code = exitCode(problems.length > 0, shown.some(isTroubled));
  if (formatOf(context) === 'json') return outcome(code, printJson({ launches: shown.map(jsonOf) }), problems);
  const text = shown.map(launch => `${launchLines(launch).join('\n')}\n`).join('\n');
  return outcome(
    code,
    text === '' && problems.length === 0 ? 'Nothing was submitted from this workspace.\n' : text,
    problems,
  );
}

/** Whether something failed, or is not known because the target does not answer. */
const isTroubled = ({ launch, problem }: ShownLaunch): boolean =>
  problem !== undefined || launch.contact?.detail !== undefined || [...launch.elements.values()].some(hasFailed);

const hasFailed = ({ state }: Element): boolean => state === 'failed' || state === 'cancelled' || state === 'lost';

const MAX_NAMED = 20;

function launchLines(shown: ShownLaunch): readonly string[] {
  const { launch, label } = shown;
  const jobs = launch.submissions.flatMap(({ job }) => job ?? []);
  const counts = [...stateCounts(launch)].map(([state, count]) => `${count} ${state}`).join(', ');
  const named = `${label} (${launch.spec}, ${launch.target}${jobs.length === 0 ? '' : ` ${jobs.join(', ')}`})`;
  const failed = [...launch.elements].filter(([, element]) => hasFailed(element));
  return [
    `${named}: ${counts || 'nothing submitted'}`,
    ...failed.slice(0, MAX_NAMED).map(line => failureLine(launch, line)),
    ...(failed.length > MAX_NAMED ? [`  and ${failed.length - MAX_NAMED} more`] : []),
    ...notes(shown),
  ];
}

function failureLine(
  { command }: ShownLaunch['launch'],
  [index, { state, reason }]: readonly [number, Element],
): string {
  const name = command === 'train' ? 'the training' : comboFolder(index);
  return `  ${name} ${state}${reason === undefined ? '' : `: ${reason}`}`;
}

function notes({ launch, isSubmitting, problem }: ShownLaunch): readonly string[] {
  const silent = launch.contact?.detail;
  return [
    ...(isSubmitting ? ['  Another kyn submits runs of it now, so the target was not asked.'] : []),
    ...(silent === undefined || isSubmitting
      ? []
      : [`  The target does not answer (${silent}), so these are the last known states.`]),
    ...(problem === undefined ? [] : [`  The states could not be kept: ${problem}.`]),
  ];
}

const jsonOf = ({ launch, label, isSubmitting, problem }: ShownLaunch) => ({
  folder: label,
  spec: launch.spec,
  target: launch.target,
  command: launch.command,
  reached: !isSubmitting && launch.contact?.detail === undefined,
  ...(launch.contact?.detail !== undefined && { detail: launch.contact.detail }),
  ...(problem !== undefined && { problem: `The states of ${label} could not be kept: ${problem}.` }),
  counts: Object.fromEntries(stateCounts(launch)),
  submissions: launch.submissions.map(({ time, job, elements, resources }) => ({
    time,
    job: job ?? null,
    elements,
    resources,
  })),
  elements: [...launch.elements].map(([index, { state, attempt, code, reason }]) => ({
    index,
    state,
    attempt,
    ...(code !== undefined && { exitCode: code }),
    ...(reason !== undefined && { reason }),
  })),
});
