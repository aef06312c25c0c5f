// `kyn jobs cancel`: asks Slurm to end what a launch still has there. The states follow from its next answer, so nothing is called cancelled that still runs.
import { activeAttempts, activeIndices, attemptName } from '../../../../src-shared/launch/launch';
import { launchFolder } from '../../../../src-shared/launch/launchFile';
import { cancelArguments } from '../../../../src-shared/launch/slurm/submitArguments';
import { relativePath } from '../cliPaths';
import type { CliContext, Outcome } from '../command';
import { exitCode } from '../exitCode';
import { outcome } from '../outcome';
import { runSlurm } from './askSlurm';
import { findLaunches, isBeingSubmitted } from './findLaunches';
import { lookAtLaunch } from './lookAtLaunch';

/** Runs the command. */
export async function cancelJobs(context: CliContext): Promise<Outcome> {
  const programs = await context.programs();
  const { access, launches, problems } = findLaunches(context, programs);
  const [lines, failures]: [string[], string[]] = [[], [...problems]];
  for (const stored of launches) {
    const label = relativePath(context.io.cwd, launchFolder(access.history.workspace, stored.launch));
    if (isBeingSubmitted(access, programs, stored)) {
      failures.push(
        `Another kyn submits runs from ${label} now. Nothing of it was cancelled; try again when it has ended.`,
      );
      continue;
    }
    const before = await lookAtLaunch(access, stored);
    const failed: string[] = [];
    for (const attempt of activeAttempts(before.launch)) {
      const result = await runSlurm(access, 'scancel', cancelArguments(attemptName(before.launch, attempt)));
      if (!result.ok) failed.push(result.detail);
    }
    const asked = activeIndices(before.launch).length;
    const after = asked > 0 && failed.length === 0 ? await lookAtLaunch(access, before) : before;
    failures.push(...failed.map(detail => `${label} could not be cancelled (${detail}), so it may still run.`));
    const silent = asked > 0 && failed.length === 0 ? after.launch.contact?.detail : undefined;
    if (silent !== undefined)
      failures.push(
        `${asked} runs of ${label} were asked to end, and Slurm does not answer (${silent}), so they may still run.`,
      );
    else if (failed.length === 0)
      lines.push(`${label}: ${asked} asked to end, ${activeIndices(after.launch).length} still active.\n`);
  }
  return outcome(exitCode(failures.length > 0, false), lines.join(''), failures);
}
