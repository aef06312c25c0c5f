// The runs of other trackers in the paths of a command line.
import type { Host } from '../../../../src-shared/host/host';
import { memoized } from '../../../../src-shared/host/memoized';
import { dirname } from '../../../../src-shared/host/paths';
import { firstProblems } from '../../../../src-shared/runs/notes/readNotes';
import {
  findTracked,
  gapsAt,
  inUnreadJob,
  trackedAt,
  unreadAround,
} from '../../../../src-shared/runs/trackers/findTracked';
import type { LinkRule } from '../../../../src-shared/runs/trackers/place';
import type { TrackedRun } from '../../../../src-shared/runs/trackers/trackedRun';
import type { TrackedGap } from '../../../../src-shared/runs/trackers/tracker';
import type { CliContext } from '../command';
import { targetOf } from '../target';
import { followingHost } from './followingHost';
import { gapText } from './trackedNamed';
import { withoutIgnored } from './withoutIgnored';

/** A run; `isNamed`: its folder or a file of it was named. */
export interface FoundRun {
  readonly run: TrackedRun;
  readonly isNamed: boolean;
}

/** The runs, each once. `files`: the named files that belong to one; `notes`: sentences about what was left out. */
export interface FoundRuns {
  readonly runs: readonly FoundRun[];
  readonly files: ReadonlySet<string>;
  readonly notes: readonly string[];
}

/** Searches the paths. Runs that were deleted in their tracker are left out unless they are named or `withDeleted`. */
export async function findTrackedRuns(
  context: Pick<CliContext, 'host' | 'io' | 'files'>,
  withDeleted: boolean,
): Promise<FoundRuns> {
  const found = new Map<string, FoundRun>();
  const files = new Set<string>();
  const gaps: TrackedGap[] = [];
  const host = followingHost(context);
  for (const given of context.files.length > 0 ? context.files : ['.']) {
    const { path, isStdin } = targetOf(context, given);
    if (path === undefined || isStdin) continue;
    const named = trackedAt(host, path);
    if (named) {
      found.set(named.path, { run: named, isNamed: true });
      files.add(path);
    }
    if (context.host.stat(path)?.kind === 'folder') gaps.push(...addRuns(host, path, found));
    else if (!named) gaps.push(...gapsAt(host, path));
  }
  const candidates = [...found.values()].map(one => ({ ...one, path: one.run.path, named: one.isNamed }));
  const { targets, notes, problems } = await withoutIgnored(context, candidates);
  const shown = targets.filter(({ run, isNamed }) => isNamed || withDeleted || !run.isDeleted);
  const hidden = targets.length - shown.length;
  const left = firstProblems(gaps.map(gap => gapText(context.io.cwd, gap)));
  return {
    runs: shown,
    files,
    notes: [...left, ...notes, ...problems, ...(hidden > 0 ? [hiddenText(hidden)] : [])],
  };
}

function addRuns(host: Host & LinkRule, top: string, found: Map<string, FoundRun>): readonly TrackedGap[] {
  const search = findTracked(host, top);
  const unreadOf = memoized((folder: string) => unreadAround(host, dirname(folder)));
  for (;;) {
    const next = search.next();
    if (next.done) return next.value;
    for (const run of next.value.runs)
      if (!found.has(run.path)) found.set(run.path, { run: inUnreadJob(run, unreadOf(top)), isNamed: false });
  }
}

const hiddenText = (count: number): string =>
  count === 1
    ? '1 run that was deleted in MLflow is not listed. --deleted lists it.'
    : `${count} runs that were deleted in MLflow are not listed. --deleted lists them.`;
