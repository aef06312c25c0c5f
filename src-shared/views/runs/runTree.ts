// The runs of a workspace as a tree: specs, their versions, and the runs of each version.

import { isDiverged } from '../../artifacts/metrics';
import { directionOf } from '../../kyn/catalogue/metricDirection';
import type { Clock } from '../../protocol/clock';
import type { LockState } from '../../protocol/requests';
import type { RunTreeRun, RunTreeSpec, RunTreeVersion } from '../../protocol/views';
import { bestRuns, type MeasurementOf } from '../../runs/list/bestRuns';
import { metricKeys } from '../../runs/list/columns';
import { isSetting, metricOf, type RunRow, settingName } from '../../runs/list/runRow';
import { newestFirst } from '../../runs/list/sortRows';
import { firstFew } from '../../text/firstFew';
import { isHash, shortHash } from '../../text/hashForm';
import { oneLine } from '../../text/oneLine';
import { shortText } from '../../text/shortText';
import { numberView, valueView } from '../values';
import { runTimeText, shortTimeText } from './runTimeText';

/** A spec of the workspace. `metrics`: those that it evaluates, in its order. */
export interface TreeSpec {
  readonly path: string;
  readonly hash: string | undefined;
  readonly lock: LockState;
  readonly metrics: readonly string[];
}

/** How paths and times are written. */
export interface TreeWording {
  readonly label: (path: string) => string;
  readonly uri: (path: string) => string;
  readonly clock: Clock;
  readonly measurementOf: MeasurementOf;
}

/** The tree. Specs are sorted by name; the runs whose spec is not known come last. */
export function runTree(rows: readonly RunRow[], specs: readonly TreeSpec[], wording: TreeWording): RunTreeSpec[] {
  const bySpec = new Map<string, RunRow[]>(specs.map(({ path }) => [path, []]));
  const unknown: RunRow[] = [];
  for (const row of newestFirst(rows)) {
    const own = row.spec.path === undefined ? undefined : bySpec.get(row.spec.path);
    (own ?? unknown).push(row);
  }
  const found = specs.map(spec => specNode(spec, bySpec.get(spec.path) ?? [], wording));
  const sorted = found.sort((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : 0));
  return unknown.length === 0 ? sorted : [...sorted, unknownNode(unknown, wording)];
}

function specNode(spec: TreeSpec, rows: readonly RunRow[], wording: TreeWording): RunTreeSpec {
  const { path, hash, lock } = spec;
  const headline = headlineMetric(rows, spec.metrics);
  const marks = headline === undefined ? new Set<RunRow>() : bestRuns(rows, headline, wording.measurementOf);
  const versions = versionsOf(rows, path).map(version =>
    versionNode(version, { parent: path, wording, headline, marks }),
  );
  const facts = [
    ...(hash === undefined ? ['not UTF-8'] : [shortHash(hash)]),
    LOCK_TEXTS[lock],
    ...(rows.length === 0 ? ['no runs'] : []),
  ];
  return {
    id: path,
    uri: wording.uri(path),
    label: oneLine(wording.label(path)),
    description: facts.join(' · '),
    tooltip: [wording.label(path), ...(hash === undefined ? [] : [`CONFIG_HASH ${hash}`])].map(oneLine).join('\n'),
    lock,
    versions,
  };
}

const LOCK_TEXTS: Readonly<Record<LockState, string>> = {
  locked: 'locked',
  drifted: 'drifted',
  missing: 'not locked',
  invalid: 'drift unknown',
  newer: 'drift unknown',
};

// A spec of an older version may have been deleted or moved since, so its runs keep the name that they had.
function unknownNode(rows: readonly RunRow[], wording: TreeWording): RunTreeSpec {
  const versions = versionsOf(rows, '').map(version =>
    versionNode(version, {
      parent: undefined,
      wording,
      headline: headlineMetric(version.rows, []),
      marks: new Set(),
    }),
  );
  return {
    id: ':unknown',
    label: 'Other runs',
    description: countText(rows.length),
    tooltip: 'Runs whose spec is not a file of this workspace now.',
    versions,
  };
}

interface Version {
  readonly id: string;
  readonly first: RunRow;
  readonly rows: readonly RunRow[];
}

// By CONFIG_HASH; the current version first, then those with the newest runs.
function versionsOf(rows: readonly RunRow[], path: string): Version[] {
  const groups = new Map<string, [RunRow, ...RunRow[]]>();
  for (const row of rows) {
    const id = `${path}#${row.claims.configHash ?? ''}`;
    const group = groups.get(id);
    if (group) group.push(row);
    else groups.set(id, [row]);
  }
  const all = [...groups].map(([id, group]): Version => ({ id, first: group[0], rows: group }));
  const isCurrent = ({ first }: Version): boolean => first.spec.state === 'current';
  return [...all.filter(isCurrent), ...all.filter(version => !isCurrent(version))];
}

interface VersionContext {
  /** The path of the spec of the node above. */
  readonly parent: string | undefined;
  readonly wording: TreeWording;
  readonly headline: string | undefined;
  readonly marks: ReadonlySet<RunRow>;
}

function versionNode({ id, first, rows }: Version, context: VersionContext): RunTreeVersion {
  const { configHash } = first.claims;
  const hash = configHash === undefined ? [] : [isHash(configHash) ? shortHash(configHash) : shortText(configHash)];
  return {
    id,
    label: versionText(first, context),
    description: [...hash, countText(rows.length)].join(' · '),
    runs: rows.map(row => runNode(row, context)),
  };
}

// The name of the spec is in the node above, unless that one is for the runs of unknown specs.
function versionText({ spec, claims, kind }: RunRow, { parent, wording: { label } }: VersionContext): string {
  if (spec.state === 'current') return 'Current version';
  if (spec.state === 'unknown') return claims.configHash === undefined ? oneLine(kind.title) : 'Unknown spec';
  const name = spec.commit === undefined ? 'Not in git' : `Commit ${spec.commit.slice(0, 8)}`;
  return spec.path === undefined || spec.path === parent ? name : `${name}, ${oneLine(label(spec.path))}`;
}

function runNode(row: RunRow, { wording, headline, marks }: VersionContext): RunTreeRun {
  const { path, claims, failure, spec, time, fields } = row;
  const [file = path] = path.split(/#(?=\d+$)/);
  const settings = [...fields].filter(([key]) => isSetting(key));
  const metric = headline === undefined ? undefined : metricText(row, headline);
  const seed = claims.seed === undefined || claims.seed === null ? [] : [`seed ${claims.seed}`];
  const values = settings.map(([key, node]) => `${oneLine(settingName(key))}=${valueView(node).text}`);
  const result = failure === undefined ? (metric ?? 'no metrics') : oneLine(failure);
  const when = time ? runTimeText(time, wording.clock) : '';
  const mark = markOf(row, marks);
  return {
    id: path,
    uri: wording.uri(file),
    label: [result, ...(values.length > 0 ? [firstFew(values, MAX_VALUES, { text: v => v })] : seed)].join(' · '),
    description: time ? shortTimeText(time, wording.clock) : '',
    tooltip: [oneLine(wording.label(path)), ...metricLines(row), ...seed, ...(when === '' ? [] : [when])].join('\n'),
    state: spec.state,
    ...(mark && { mark }),
    isEntry: file !== path,
  };
}

const MAX_VALUES = 3;
const MAX_LINES = 12;

const metricText = (row: RunRow, key: string): string | undefined => {
  const node = metricOf(row, key);
  return node && `${shortText(oneLine(key))} ${numberView(node).text}`;
};

const metricLines = (row: RunRow): string[] =>
  metricKeys([row])
    .slice(0, MAX_LINES)
    .flatMap(key => metricText(row, key) ?? []);

function markOf(row: RunRow, best: ReadonlySet<RunRow>): RunTreeRun['mark'] {
  if (row.failure !== undefined) return 'failed';
  const values = [...(row.claims.metrics ?? [])].map(([, { node }]) => node);
  if (values.some(isDiverged)) return 'not-finite';
  return best.has(row) ? 'best' : undefined;
}

// The first metric that the spec evaluates and runs have, otherwise the first one with a known direction, otherwise any.
function headlineMetric(rows: readonly RunRow[], evaluated: readonly string[]): string | undefined {
  const keys = metricKeys(rows);
  const hasDirection = (key: string): boolean => directionOf(key.split('.').at(-1) ?? key) !== 'unknown';
  return evaluated.find(name => keys.includes(name)) ?? keys.find(hasDirection) ?? keys[0];
}

const countText = (count: number): string => (count === 1 ? '1 run' : `${count} runs`);
