// Runs `kyn verify`: finds the runs and verifies one after the other; the rest is done by the core.
import { verifyTracked } from '../../../../src-shared/runs/trackers/verify/verifyTracked';
import { isContradicted } from '../../../../src-shared/runs/verify/verification';
import { unreadRun, verifyRun } from '../../../../src-shared/runs/verify/verifyRun';
import type { VerifyWorld } from '../../../../src-shared/runs/verify/verifyWorld';
import { usesKynml } from '../check/usesKynml';
import { relativePath } from '../cliPaths';
import { type CliContext, formatOf, type Outcome } from '../command';
import { EXIT_USAGE, exitCode } from '../exitCode';
import { outcome } from '../outcome';
import { forEachFile } from '../progress';
import { displayName, placesText } from '../readInput';
import { findTargets } from '../search/findTargets';
import { findTrackedRuns } from '../search/findTrackedRuns';
import { type LabelledRun, runsIn } from './findRuns';
import { printVerification, type VerifiedRun } from './print';
import { worlds } from './worlds';

/** Verifies the runs of a context. */
export async function runVerify(context: CliContext): Promise<Outcome> {
  const { io } = context;
  const { targets: found, notes, incomplete } = await findTargets(context, ['artifact'], { withIgnored: true });
  // A file that is in a folder and also named counts as named.
  const tracked = await findTrackedRuns(context, true);
  const distinct = [...new Map(found.map(target => [target.path, target])).values()];
  const targets = distinct.filter(({ path }) => path === undefined || !tracked.files.has(path));
  const uses = usesKynml(context, targets);
  const worldOf = worlds(context);
  const runs: VerifiedRun[] = [];
  const problems: string[] = [...incomplete];
  await forEachFile(context, 'verifying', targets, async target => {
    const result = await runsIn(context, target, uses);
    if (result.problem !== undefined) problems.push(result.problem);
    else
      for (const run of result.runs) {
        const why = unreadRun(run.artifact);
        if (why === undefined) runs.push(await verified(run, worldOf(run)));
        else problems.push(`${displayName(run.label)} cannot be verified: ${why}`);
      }
  });
  for (const { run } of tracked.runs)
    runs.push({ path: relativePath(io.cwd, run.path), steps: verifyTracked(context.host, run).steps });
  const printed = printVerification(runs, { format: formatOf(context), io });
  if (runs.length === 0 && problems.length === 0)
    return outcome(EXIT_USAGE, printed, [
      ...notes,
      ...tracked.notes,
      `No runs were found in ${placesText(context.files)}.`,
    ]);
  return outcome(exitCode(problems.length > 0, runs.some(isContradicted)), printed, [
    ...problems,
    ...notes,
    ...tracked.notes,
  ]);
}

const verified = async (run: LabelledRun, world: VerifyWorld): Promise<VerifiedRun> => ({
  path: run.label,
  steps: (await verifyRun(run, world)).steps,
});
