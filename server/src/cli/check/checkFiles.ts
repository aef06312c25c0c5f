// Checks files: one by one, or many at once on all cores.
import type { CliEnvironment } from '../command';
import { forEachFile } from '../progress';
import type { RequestedTarget, TargetList } from '../search/findTargets';
import { type CheckResult, checkReported, createChecker, failed } from './checkFile';
import { checkInWorkers } from './checkInWorkers';
import { type CheckReport, checkReport } from './checkReport';
import { usesKynml } from './usesKynml';

/** The files to check, each once, and the messages about the search for them. */
export interface RequestedList extends Pick<TargetList, 'notes' | 'incomplete'> {
  readonly targets: readonly RequestedTarget[];
}

/** The files of a search; `kind` replaces the kind of those that were named. */
export function requestedList({ targets: found, ...messages }: TargetList, kind: string | undefined): RequestedList {
  // A file that is in a folder and also named counts as named, and the text of standard input is newer than its file.
  const byPriority = [...found, ...found.filter(target => target.isStdin)];
  const unique = [...new Map(byPriority.map(target => [target.path, target])).values()];
  return { ...messages, targets: unique.map(target => ({ ...target, kind: target.named ? kind : undefined })) };
}

/** Checks files. */
export async function checkFiles(
  environment: CliEnvironment,
  { targets, notes, incomplete }: RequestedList,
): Promise<CheckReport> {
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
  const checker = createChecker(environment, uses);
  const checkOne = (target: RequestedTarget): Promise<CheckResult> => checkReported(checker, target);
  const { workers } = environment;
  // Only this thread can read standard input.
  const inWorkers = targets.filter(target => !target.isStdin);
  const count = workers ? Math.min(workers.count, Math.floor(inWorkers.length / workers.filesForOne)) : 0;
  if (!workers || count < 2) {
    const results: CheckResult[] = [];
    await forEachFile(environment, 'checking', targets, async target => void results.push(await checkOne(target)));
    return results;
  }
  const checked = await checkInWorkers(environment, workers, { targets: inWorkers, count, usesKynml: uses });
  const results: CheckResult[] = [];
  for (const target of targets) results.push(target.isStdin ? await checkOne(target) : checked.get(target));
  return results;
}
