// Checks files: one by one, or many at once on all cores.
import type { CliEnvironment } from '../command';
import { forEachFile } from '../progress';
import type { RequestedTarget, TargetList } from '../search/findTargets';
import { type CheckResult, createChecker, failed } from './checkFile';
import { checkInWorkers } from './checkInWorkers';
import { type CheckReport, checkReport } from './checkReport';
import { usesKynml } from './usesKynml';

/** Checks files, each once; `kind` replaces the kind of those that were named. */
export async function checkFiles(
  environment: CliEnvironment,
  { targets: found, notes, incomplete }: TargetList,
  kind: string | undefined,
): Promise<CheckReport> {
  // A file that is in a folder and also named counts as named.
  const unique = [...new Map(found.map(target => [target.path, target])).values()];
  const targets = unique.map(target => ({ ...target, kind: target.named ? kind : undefined }));
  const results = await checkAll(environment, targets);
  return checkReport(
    results.flatMap(r => (r && 'path' in r ? [r] : [])),
    [
      ...results.flatMap(r => (r && 'message' in r ? [r] : [])),
      ...incomplete.map(failed),
      ...notes.map(message => ({ message, failed: false })),
    ],
  );
}

async function checkAll(environment: CliEnvironment, targets: readonly RequestedTarget[]): Promise<CheckResult[]> {
  const uses = usesKynml(environment, targets);
  const check = createChecker(environment, uses);
  const { workers } = environment;
  // Only this thread can read standard input.
  const inWorkers = targets.filter(target => target.path !== undefined);
  const count = workers ? Math.min(workers.count, Math.floor(inWorkers.length / workers.filesForOne)) : 0;
  if (!workers || count < 2) {
    const results: CheckResult[] = [];
    await forEachFile(environment, 'checking', targets, async target => void results.push(await check(target)));
    return results;
  }
  const checked = await checkInWorkers(environment, workers, { targets: inWorkers, count, usesKynml: uses });
  const results: CheckResult[] = [];
  for (const target of targets) results.push(target.path === undefined ? await check(target) : checked.get(target));
  return results;
}
