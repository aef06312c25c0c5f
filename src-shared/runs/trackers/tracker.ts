// What a tracker is: a program that records runs in folders, and how its runs are read. The list is in kinds/index.ts.
import type { Place } from './place';
import type { Point, TrackedRun } from './trackedRun';

/** What was left out: a path, and the rest of a sentence about it. */
export interface TrackedGap {
  readonly path: string;
  readonly text: string;
}

/** The runs of a folder. */
export interface RunsOfPlace {
  readonly runs: readonly TrackedRun[];
  /** The folders below contain no other runs: what is in them belongs to these. */
  readonly isClosed?: boolean;
  /** The runs that other trackers recorded in the folder and below are this run, because it has a folder of its own; without a run, a part of one that cannot be read. */
  readonly isWhole?: boolean;
  /** Folders below, absolute, that are part of these runs, so that they are not runs of the same tracker. */
  readonly parts?: readonly string[];
  /** Files and folders elsewhere, absolute, from which they were read, or would be if they existed. */
  readonly dependsOn?: readonly string[];
  /** Files of runs that cannot be read. */
  readonly gaps?: readonly TrackedGap[];
}

/** A tracker. */
export interface Tracker {
  /** Stable identifier, part of the command line's contract: `mlflow-run`. */
  readonly id: string;
  /** In singular, for people: `MLflow run`. */
  readonly title: string;
  /**
   * Whether a folder may contain its runs, by its name and the names in it. It is called for every folder, so it reads nothing. It proves nothing: `read`
   * looks at the content.
   */
  readonly mayHave: (place: Place) => boolean;
  /** The runs of a folder; undefined where the content shows that it has none. Reading never fails and never writes. */
  readonly read: (place: Place) => RunsOfPlace | undefined;
  /** The names of the files in the folder around that a run in a folder with a name depends on. */
  readonly readsAround?: (folder: string) => readonly string[];
  /** The values of metrics in the order of their steps, of a run in a folder, for trackers that record them. Only wanted names are read where each has a file. */
  readonly series?: (place: Place, isWanted: (name: string) => boolean) => ReadonlyMap<string, readonly Point[]>;
}
