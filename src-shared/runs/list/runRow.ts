// A run as a row of a list, and the values that it can be filtered, sorted and shown by.
import type { Claims, Kind } from '../../artifacts/kind';
import type { Metric } from '../../artifacts/metrics';
import type { Direction, Directions } from '../../kyn/catalogue/metricDirection';
import { directionOfMetrics, type MetricChange } from '../../repro/compare/metrics';
import type { Verdict } from '../../repro/compare/verdict';
import type { RunRecord } from '../../repro/reproduce/runRecord';
import { HIDDEN } from '../../text/hidden';
import { type JsonNode, member, members } from '../../text/jsonText';
import type { RunTime } from '../time/runTime';
import type { TrackedRun } from '../trackers/trackedRun';
import { fieldValue } from './fieldValue';

/**
 * The spec of a run: `current` for a spec with the same CONFIG_HASH, `stale` for an older version of one. CONFIG_HASH does not cover imports, so a spec with
 * imports is only `current` where those of the run are known to be the same. Paths are absolute.
 */
export interface RunSpec {
  readonly state: 'current' | 'stale' | 'unknown';
  /** The text of the spec is current, but a file that it imports changed since the run, or what the run imported is not known. */
  readonly imports?: 'changed' | 'unknown';
  readonly path?: string;
  /** The newest commit with the version. */
  readonly commit?: string;
  /** Why the current version of the spec is not known (see unreadSpec.ts). The run may be one of it. */
  readonly fault?: string;
}

/** What the history of a workspace kept about the imports of a run. `spec`: the absolute path of its spec. */
export interface RecordedImports extends Pick<RunRecord, 'imports'> {
  readonly spec: string;
}

/** A run. `path`: absolute; an entry of a sweep has its number after `#`. */
export interface RunRow {
  readonly path: string;
  /** What identifies its content wherever its file is: the SHA-256 of the text, or of the entry of a sweep. Copies have the same id. */
  readonly id: string;
  readonly kind: Kind;
  readonly claims: Claims;
  /** Why it has no result, as the end of a sentence. */
  readonly failure?: string;
  /** It is a combination of a sweep that has not run. */
  readonly isMissing?: true;
  /** Its file has errors or defines a value twice, so its values are not certain. */
  readonly isFaulty?: true;
  /** What its file calls it, where it has a name of its own. */
  readonly title?: string;
  /** The requested fields of its file, by path: `env.torch`. */
  readonly fields: ReadonlyMap<string, JsonNode>;
  readonly spec: RunSpec;
  readonly imported?: RecordedImports;
  readonly time?: RunTime;
  /** What another tracker recorded about it. */
  readonly tracked?: TrackedRun;
  /** How it compares with the baseline, where there is one. */
  readonly comparison?: RunComparison;
  /** What a person wrote about it (see `../notes`). */
  readonly name?: string;
  readonly note?: string;
  readonly tags?: readonly string[];
  /** It is the baseline of its spec. */
  readonly isBaseline?: true;
}

/**
 * A run compared with the baseline. `unknown`: they are of different kinds. `reason`: the most important one, as a sentence; `deltas`: run minus baseline by
 * metric, where both recorded the same data. `withImports`: the reason where both imported the same files, if it is another one.
 */
export interface RunComparison {
  readonly verdict: Verdict | 'baseline' | 'unknown';
  readonly reason?: string;
  readonly withImports?: { readonly reason?: string };
  readonly deltas: ReadonlyMap<string, MetricChange>;
}

/** The columns that are not fields of the file. */
export const RUN_COLUMNS = [
  'path',
  'kind',
  'state',
  'spec',
  'commit',
  'time',
  'timeSource',
  'seed',
  'configHash',
  'dataHash',
  'status',
  'comparison',
  'name',
  'tags',
  'note',
  'baseline',
] as const;

/** One of these columns. */
export type RunColumn = (typeof RUN_COLUMNS)[number];

/** Whether a key is one of these columns. */
export const isRunColumn = (key: string): key is RunColumn => RUN_COLUMNS.some(column => column === key);

/**
 * A value of a run. `node`: the JSON value, for fields and metrics. `text`: a number with its digits, or a text; empty for an object or a list. `parts`: where
 * it has several, each of them.
 */
export interface RunValue {
  readonly text: string;
  readonly parts?: readonly string[];
  readonly isNumber: boolean;
  readonly node?: JsonNode;
}

/** How paths are shown. */
export type PathLabel = (path: string) => string;

/** What a person calls a run, otherwise what its file calls it; undefined where it has no name. */
export const nameOf = ({ name, title }: Pick<RunRow, 'name' | 'title'>): string | undefined => name ?? title;

/** The value of a run under a key: a column, a metric by name or as `metrics.NAME`, or a field of its file; undefined where it has none. */
export function runValue(row: RunRow, key: string, label: PathLabel): RunValue | undefined {
  if (isRunColumn(key)) {
    const text = columnText(row, key, label);
    if (text === undefined) return undefined;
    return { text, isNumber: key === 'seed', ...(key === 'tags' && row.tags && { parts: row.tags }) };
  }
  const node = metricOf(row, key) ?? row.fields.get(key);
  return node && { text: textOf(node), isNumber: node.kind === 'number', node };
}

function textOf(node: JsonNode): string {
  if (node.kind === 'object' || node.kind === 'array') return '';
  if (node.kind === 'null' || node.kind === 'bool') return node.kind === 'null' ? 'null' : String(node.value);
  return node.secret ? HIDDEN : node.text;
}

/** The value of the metric with a name, or with the key of its column. */
export const metricOf = (row: Pick<RunRow, 'claims'>, key: string): JsonNode | undefined => metricAt(row, key)?.node;

function metricAt({ claims: { metrics } }: Pick<RunRow, 'claims'>, key: string): Metric | undefined {
  const bare = key.startsWith(METRICS) ? key.slice(METRICS.length) : undefined;
  return metrics?.get(key) ?? (bare === undefined ? undefined : metrics?.get(bare));
}

/** The direction in which a metric of runs improves. `directions`: those that the user set. */
export const directionIn = (rows: readonly Pick<RunRow, 'claims'>[], key: string, directions?: Directions): Direction =>
  directionOfMetrics(
    rows.map(row => metricAt(row, key)),
    key.split('.').at(-1) ?? key,
    directions,
  );

/** The start of keys that name a metric and nothing else. */
export const METRICS = 'metrics.';

/** The folder or file that is a run. The `path` of a row of another tracker is a file in it where an editor opens the row. */
export const runPath = ({ path, tracked }: Pick<RunRow, 'path' | 'tracked'>): string => tracked?.path ?? path;

/** How a run failed, as a label: `failed (exit code 3)`, `interrupted`. Undefined where it did not. */
export const failureLabel = ({ failure, tracked }: Pick<RunRow, 'failure' | 'tracked'>): string | undefined =>
  failure === undefined ? undefined : (tracked?.status.text ?? failure);

function columnText(row: RunRow, column: RunColumn, label: PathLabel): string | undefined {
  const { claims, spec, time } = row;
  switch (column) {
    case 'path':
      return label(runPath(row));
    case 'kind':
      return row.kind.id;
    case 'state':
      return spec.state;
    case 'spec':
      return spec.path === undefined ? undefined : label(spec.path);
    case 'commit':
      return spec.commit;
    case 'time':
      return time && new Date(time.time).toISOString();
    case 'timeSource':
      return time?.source;
    case 'seed':
      return claims.seed ?? undefined;
    case 'configHash':
      return claims.configHash;
    case 'dataHash':
      return claims.dataHash ?? undefined;
    case 'status':
      if (row.tracked) return row.tracked.status.text;
      if (row.failure !== undefined) return row.isMissing ? 'missing' : 'failed';
      // A manifest is written when its run ends; other kinds do not record how a run ended.
      return row.kind.hashField === undefined ? undefined : 'finished';
    case 'comparison':
      return row.comparison?.verdict;
    case 'name':
      return nameOf(row);
    case 'note':
      return row.note;
    case 'tags':
      return row.tags?.length ? row.tags.join(' ') : undefined;
    case 'baseline':
      return row.isBaseline && 'yes';
  }
}

/** The fields of a file by the keys that a list needs, and the values that the run was started with. */
export function fieldsOf(root: JsonNode, keys: readonly string[]): ReadonlyMap<string, JsonNode> {
  const found = new Map<string, JsonNode>();
  for (const part of SETTINGS)
    for (const [key, { value }] of members(member(root, part))) {
      // The manifest of a combination records its values again, as texts.
      if (!found.has(`${SETTINGS[0]}.${key}`)) found.set(`${part}.${key}`, value);
    }
  for (const key of keys) {
    const value = fieldValue(root, key);
    if (value) found.set(key, value);
  }
  return found;
}

/** The fields with the values of a combination of a sweep, and those of `--param`. */
const SETTINGS = ['combo', 'params'];

/** Whether a key names a value that a run was started with. */
export const isSetting = (key: string): boolean => SETTINGS.some(part => key.startsWith(`${part}.`));

/** The name of such a value without the field that contains it. */
export const settingName = (key: string): string => key.slice(key.indexOf('.') + 1);
