// A run that another program recorded, in one form for all of them. What the program did not record is absent, and `absent` says so in a sentence.
import type { JsonNode } from '../../text/jsonText';

/** What identifies the inputs of a run. */
export const IDENTITIES = ['config', 'data', 'code', 'environment', 'seed'] as const;

/** One of them. */
export type Identity = (typeof IDENTITIES)[number];

/** What a run may record. */
export type Aspect = Identity | 'metrics' | 'time' | 'status';

/** Settings by their path: `train.lr`. A list is one value. Numbers keep their digits. */
export type Leaves = ReadonlyMap<string, JsonNode>;

/**
 * How a digest was made. Only two of one kind can be compared. `md5-text`: DVC 2 converts CRLF to LF in texts before. `mlflow`: of at most 10,000 rows, so
 * an equal one proves nothing.
 */
export type DigestKind = 'md5' | 'md5-text' | 'mlflow' | 'sha256';

/** The digest of a file or dataset. `name`: its path as recorded, or what the program calls it. */
export interface Digest {
  readonly name: string;
  readonly kind: DigestKind;
  readonly value: string;
  /** In bytes. */
  readonly size?: number;
  /** The number of files in a folder. */
  readonly files?: number;
}

/** The code. `isDirty`: undefined where it is not known whether there were uncommitted changes. */
export interface CodeIdentity {
  readonly commit?: string;
  readonly isDirty?: boolean;
  /** The SHA-256 of the uncommitted changes. */
  readonly patch?: string;
  /** The scripts whose digests were recorded. */
  readonly files: readonly Digest[];
}

/** A value at a step. */
export interface Point {
  readonly value: JsonNode;
  readonly step?: string;
}

/**
 * A metric. `basis`: a `series` shows which value is the last; a `summary` is what the program or the user stored last. `isWhole`: every value was read; if
 * not, `least`, `greatest` and `count` are those of the values that were read.
 */
export interface TrackedMetric {
  readonly last: Point;
  readonly basis: 'series' | 'summary';
  readonly least?: Point;
  readonly greatest?: Point;
  readonly count?: number;
  readonly isWhole: boolean;
  /** Its standard error; NaN where the program computes one and this one is not known. */
  readonly error?: number;
  /** Whether a higher value is better, where the program recorded it. */
  readonly isHigherBetter?: boolean;
  /** Why its value misleads, as a sentence. Such a value is never better. */
  readonly doubt?: string;
}

/** When a run was, in milliseconds since 1970. `source`: the program recorded it, or it is that of its last value. */
export interface TrackedTime {
  readonly start?: number;
  readonly end?: number;
  readonly source: 'recorded' | 'last-value';
}

/** How a run ended. `text`: in a few words, for people. */
export interface TrackedStatus {
  readonly state: 'finished' | 'failed' | 'stopped' | 'running' | 'unknown';
  readonly text: string;
}

/** A run. Names of users and computers are never part of it. Texts are as written, so whoever shows them makes them fit for people. */
export interface TrackedRun {
  /** The id of the tracker that wrote it. */
  readonly tracker: string;
  /** The folder or the file that is the run, absolute. */
  readonly path: string;
  /** Of a run that several programs recorded: the tracker and the path of each, without its own. */
  readonly sources?: readonly Pick<TrackedRun, 'tracker' | 'path'>[];
  /** Of a run behind a link: the absolute path of the file behind it. Where that is listed, the link is not. */
  readonly behind?: string;
  /** What identifies it for its tracker, also after it was moved. */
  readonly id: string;
  readonly name?: string;
  /** The experiment or project. */
  readonly group?: string;
  /** The id of the run that started it. */
  readonly parent?: string;
  /** The version of the tracker. */
  readonly version?: string;
  /** The user deleted it, but its files are still there. */
  readonly isDeleted?: true;
  /** All settings, with those that are seeds; secrets are marked. Undefined where the program recorded none. */
  readonly config: Leaves | undefined;
  /** Why some settings may be missing in `config`, as a sentence; undefined where all were read. */
  readonly configGap?: string;
  readonly data: readonly Digest[];
  readonly code: CodeIdentity;
  /** Versions by name: python, os, gpu, cuda, and packages. Undefined for a package without a version. */
  readonly environment: ReadonlyMap<string, string | undefined>;
  readonly metrics: ReadonlyMap<string, TrackedMetric>;
  /** Which part of the samples was evaluated, where it was not all of them. Metrics are compared only for the same part. */
  readonly partial?: string;
  readonly time?: TrackedTime;
  readonly status: TrackedStatus;
  /** The folder from which the paths of its digests are; absent where it is not known, so that no other file is taken for one of the run. */
  readonly filesIn?: string;
  /** The files that it made, for trackers that record their digests. */
  readonly outputs: readonly Digest[];
  /** Of the outputs, the paths of the files with its metrics. */
  readonly metricFiles?: readonly string[];
  /** What the files of settings of a pipeline have now: the settings that changed since the run, and the files that were not read. */
  readonly paramFiles?: { readonly changed: readonly string[]; readonly unread: readonly string[] };
  /** The files of it that cannot be read, as sentences without their ends. */
  readonly unread?: readonly string[];
  /** Why something is not known, as a sentence. */
  readonly absent: Readonly<Partial<Record<Aspect, string>>>;
  /** What else a reader has to know, as sentences. */
  readonly notes: readonly string[];
}
