// Runs `kyn verify`: finds the runs and verifies one after the other; the rest is done by the core.
import type { Host } from '../../../../src-shared/host/host';
import { readFrom } from '../../../../src-shared/repro/lock/findLock';
import { verifyTracked } from '../../../../src-shared/runs/trackers/verify/verifyTracked';
import { isContradicted } from '../../../../src-shared/runs/verify/verification';
import { verifyRun } from '../../../../src-shared/runs/verify/verifyRun';
import { type VerifyWorld, verifyWorld } from '../../../../src-shared/runs/verify/verifyWorld';
import { usesKynml } from '../check/usesKynml';
import { displayPath, relativePath } from '../cliPaths';
import { type CliContext, formatOf, type Outcome } from '../command';
import { EXIT_USAGE, exitCode } from '../exitCode';
import { fileAccess, lockSearch } from '../lockSearch';
import { outcome } from '../outcome';
import { forEachFile } from '../progress';
import { displayName } from '../readInput';
import { findTargets } from '../search/findTargets';
import { findTrackedRuns } from '../search/findTrackedRuns';
import { searchFolders } from '../searchFolders';
import { type LabelledRun, runsIn } from './findRuns';
import { printVerification, type VerifiedRun } from './print';

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
    else for (const run of result.runs) runs.push(await verified(run, worldOf(run)));
  });
  for (const { run } of tracked.runs)
    runs.push({ path: relativePath(io.cwd, run.path), steps: verifyTracked(context.host, run).steps });
  const printed = printVerification(runs, { format: formatOf(context), io });
  if (runs.length === 0 && problems.length === 0)
    return outcome(EXIT_USAGE, printed, [
      ...notes,
      ...tracked.notes,
      `No runs were found in ${context.files.map(folderName).join(', ')}.`,
    ]);
  return outcome(exitCode(problems.length > 0, runs.some(isContradicted)), printed, [
    ...problems,
    ...notes,
    ...tracked.notes,
  ]);
}

const folderName = (given: string): string =>
  /^\.[\\/]*$/.test(given) ? 'the working folder' : displayName(displayPath(given));

const verified = async (run: LabelledRun, world: VerifyWorld): Promise<VerifiedRun> => ({
  path: run.label,
  steps: (await verifyRun(run, world)).steps,
});

// One world for all runs with the same folders, so that nothing is read twice.
function worlds(context: CliContext): (run: LabelledRun) => VerifyWorld {
  const { io, version } = context;
  const host = withHashProgress(context);
  const known = new Map<string, VerifyWorld>();
  const read = readFrom(host);
  return ({ path }) => {
    const folders = searchFolders(context, path);
    const key = JSON.stringify(folders);
    const world =
      known.get(key) ??
      verifyWorld({
        host,
        cwd: io.cwd,
        folders,
        label: file => relativePath(io.cwd, file),
        generator: `kyn ${version}`,
        lockSearch: spec => lockSearch(spec, { cwd: io.cwd, explicit: undefined }, fileAccess(host, read)),
        readLock: read,
        mayRead: () => true,
      });
    known.set(key, world);
    return world;
  };
}

const MIN_SHOWN = 256 * 1024 * 1024;

// Only data of this size takes so long that a person asks what happens.
function withHashProgress({ host, io }: CliContext): Host {
  const { progress } = io;
  if (!progress) return host;
  return {
    ...host,
    async hashFile(path, options) {
      const size = host.stat(path)?.size ?? 0;
      if (size < MIN_SHOWN) return host.hashFile(path, options);
      const label = relativePath(io.cwd, path);
      const show = (bytes: number): void => progress(`reading ${label}: ${Math.floor((100 * bytes) / size)} %`);
      const result = await host.hashFile(path, { ...options, progress: show });
      progress('');
      return result;
    },
  };
}
