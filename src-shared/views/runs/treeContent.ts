// What the tree of runs is made of, and the order of the runs below a node.
import type { Repeatability } from '../../kyn/training/determinism';
import type { LockState } from '../../protocol/requests';
import type { RunTreeQuery } from '../../protocol/views';
import type { IndexedArtifact } from '../../runs/index/indexedArtifact';
import { headlineMetric } from '../../runs/list/headlineMetric';
import type { ListFilter } from '../../runs/list/listFilter';
import { type RunRow, runValue } from '../../runs/list/runRow';
import { sortedBy } from '../../runs/list/sortRows';
import type { RunTime } from '../../runs/time/runTime';
import type { TreeWording } from './treeRun';
import type { NodeRuns } from './treeTexts';

/** A spec of the workspace. `metrics`: those that it evaluates, in its order; `repeatability`: of its trainings, absent without a train block. */
export interface TreeSpec {
  readonly path: string;
  readonly hash: string | undefined;
  readonly lock: LockState;
  readonly metrics: readonly string[];
  readonly repeatability?: Repeatability;
}

/** A file that should be a run but cannot be read; `reason` completes "it cannot be read: ". */
export interface UnreadableRun {
  readonly path: string;
  readonly reason: string;
}

/** An artifact that is not a run, and when it was made. */
export interface ListedFile extends IndexedArtifact {
  readonly time?: RunTime;
}

/** A DLM document of the workspace with the lock of its store. `why`: a sentence, where the lock is not used; `facts`: what the lock records. */
export interface ListedStore {
  readonly path: string;
  readonly state: 'valid' | 'no-lock' | 'broken' | 'no-id' | 'no-store' | 'untrusted';
  readonly why: string;
  readonly facts: readonly string[];
}

/** What the tree is made of. `problems`: sentences about notes that are not used. */
export interface TreeContent {
  readonly rows: readonly RunRow[];
  readonly specs: readonly TreeSpec[];
  readonly unreadable: readonly UnreadableRun[];
  /** Artifacts that are not runs, and the stores of DLM documents. */
  readonly files: readonly ListedFile[];
  readonly stores: readonly ListedStore[];
  readonly problems: readonly string[];
}

/** A content with a query. `filter`: undefined for none; `all`: the newest first; `shown`: the runs that match. */
export interface Tree {
  readonly content: TreeContent;
  readonly query: RunTreeQuery;
  readonly wording: TreeWording;
  readonly filter: ListFilter | undefined;
  readonly all: readonly RunRow[];
  readonly shown: ReadonlySet<RunRow>;
}

/** The runs of a node in the order of the query, and their headline metric. `evaluated`: the metrics of their spec. */
export function inOrder(
  all: readonly RunRow[],
  { query, wording, shown }: Tree,
  evaluated: readonly string[],
): { readonly runs: NodeRuns; readonly headline: string | undefined } {
  const headline = headlineMetric(all, { setting: wording.headline(all), evaluated, directions: wording.directions });
  const key = query.sort?.key === 'metric' ? headline : query.sort?.key;
  const sorted =
    query.sort && key !== undefined
      ? sortedBy(all, row => runValue(row, key, wording.label), query.sort.descending)
      : all;
  return { runs: { all, shown: sorted.filter(row => shown.has(row)) }, headline };
}
