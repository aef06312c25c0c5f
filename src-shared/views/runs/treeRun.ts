// A run in the tree of runs.
import { entryPath } from '../../artifacts/read';
import type { Clock } from '../../protocol/clock';
import type { RunTreeRun } from '../../protocol/views';
import { fingerprintShort } from '../../repro/hash/compareFingerprints';
import type { MetricJudgement } from '../../runs/list/bestRuns';
import { metricKeys } from '../../runs/list/columns';
import { headlineMetric } from '../../runs/list/headlineMetric';
import type { SpecText } from '../../runs/list/measurement';
import {
  failureLabel,
  isSetting,
  metricOf,
  nameOf,
  type PathLabel,
  type RunRow,
  settingName,
} from '../../runs/list/runRow';
import { badgesOf, distrustOf, type RunBadge, type StepsOf } from '../../runs/list/trust';
import { firstFew } from '../../text/firstFew';
import { manyLines, oneLine } from '../../text/oneLine';
import { byCodePoint } from '../../text/printJson';
import { shortText } from '../../text/shortText';
import { numberView, valueView } from '../values';
import { stepsSummary } from '../verificationTexts';
import { runTimeText, shortTimeText } from './runTimeText';

/** How paths and times are written, and what is known about runs. `headline`: the metric to show for runs of one spec, by the user's settings; empty for none. */
export interface TreeWording extends MetricJudgement {
  readonly label: PathLabel;
  readonly uri: (path: string) => string;
  readonly clock: Clock;
  readonly textOf: SpecText;
  readonly stepsOf: StepsOf;
  readonly headline: (rows: readonly RunRow[]) => string;
}

/** What the runs around a run decide. `parent`: the id of the node above where a run may be in several. */
export interface RunPlace {
  readonly wording: TreeWording;
  readonly headline: string | undefined;
  readonly best: ReadonlySet<RunRow>;
  readonly parent?: string;
  /** Names the spec, where no node above does. */
  readonly namesSpec?: true;
}

/** The node of a run. */
export function runNode(row: RunRow, place: RunPlace): RunTreeRun {
  const { wording, best, parent } = place;
  const { path, spec, isBaseline } = row;
  const entry = entryPath(path);
  const badges = badgesOf(row, wording.stepsOf(row));
  const facts = { badges, isBest: best.has(row), isVerified: isVerified(row, wording) };
  const mark = markOf(row, facts);
  return {
    id: parent === undefined ? path : `${parent}${path}`,
    uri: wording.uri(entry?.file ?? path),
    label: labelParts(row, place).join(' · '),
    description: descriptionParts(row, place, facts).join(' · '),
    tooltip: tooltipLines(row, place, facts).join('\n'),
    state: spec.state,
    ...(mark && { mark }),
    ...(entry && { entry: entry.index }),
    ...(row.kind.hashField === undefined && { artifact: row.kind.id }),
    isBaseline: isBaseline === true,
  };
}

interface Facts {
  readonly badges: readonly RunBadge[];
  readonly isBest: boolean;
  /** It was verified and nothing counts against it. */
  readonly isVerified: boolean;
}

const isVerified = (row: RunRow, { stepsOf }: TreeWording): boolean => distrustOf(row, stepsOf(row)).length === 0;

function markOf({ failure, isBaseline }: RunRow, { badges, isBest }: Facts): RunTreeRun['mark'] {
  if (failure !== undefined) return 'failed';
  if (badges.some(({ id }) => id !== 'stale')) return 'untrusted';
  return isBaseline ? 'baseline' : isBest ? 'best' : undefined;
}

function labelParts(row: RunRow, place: RunPlace): string[] {
  const name = nameOf(row);
  const given = givenValues(row);
  const failure = failureLabel(row);
  return [
    ...(name === undefined ? [] : [oneLine(name)]),
    failure === undefined ? resultText(row, place) : oneLine(failure),
    ...(given.length > 0 ? [firstFew(given, MAX_VALUES, { text: v => v })] : seedParts(row)),
  ];
}

// A run that does not have the metric of its group, which may be one of another experiment, shows one of its own.
function resultText(row: RunRow, { headline, wording }: RunPlace): string {
  const choice = { setting: wording.headline([row]), evaluated: [], directions: wording.directions };
  const common = headline === undefined ? undefined : metricText(row, headline);
  const own = common === undefined ? headlineMetric([row], choice) : undefined;
  return common ?? (own === undefined ? undefined : metricText(row, own)) ?? 'no metrics';
}

const MAX_VALUES = 3;

/** The values that a run was given, such as `lr=0.1`, by name: each program writes them in another order. */
export const givenValues = ({ fields }: Pick<RunRow, 'fields'>): string[] =>
  [...fields]
    .filter(([key]) => isSetting(key))
    .sort(([a], [b]) => byCodePoint(a, b))
    .map(([key, node]) => `${oneLine(settingName(key))}=${valueView(node).text}`);

const seedParts = ({ claims: { seed } }: RunRow): string[] => (typeof seed === 'string' ? [`seed ${seed}`] : []);

/** A metric of a run as text; undefined where the run does not have it. */
export const metricText = (row: RunRow, key: string): string | undefined => {
  const node = metricOf(row, key);
  return node && `${shortText(oneLine(key))} ${numberView(node).text}`;
};

// The mark is also said in words, because an icon alone says nothing to a screen reader or in a high contrast theme.
function descriptionParts(row: RunRow, { wording, namesSpec }: RunPlace, facts: Facts): string[] {
  const { time, spec, tags, isBaseline } = row;
  const { badges, isBest } = facts;
  return [
    ...(namesSpec && spec.path !== undefined ? [oneLine(wording.label(spec.path))] : []),
    ...(time ? [shortTimeText(time, wording.clock)] : []),
    ...identityParts(row),
    ...(isBaseline ? ['baseline'] : []),
    ...(isBest ? ['best'] : []),
    // The state and the result are already there.
    ...badges.flatMap(({ id, text }) => (id === 'stale' || id === 'failed' ? [] : [text])),
    ...(facts.isVerified ? ['verified'] : []),
    ...(tags ?? []).map(tag => `#${oneLine(tag)}`),
  ];
}

// What is not made from a spec is identified by its fingerprint.
function identityParts({ spec, kind, claims }: RunRow): string[] {
  if (claims.fingerprint) return [oneLine(fingerprintShort(claims.fingerprint))];
  if (kind.hashField === undefined) return kind.identity.includes('fingerprint') ? ['no fingerprint'] : [];
  return [spec.imports === undefined ? STATES[spec.state] : IMPORT_STATES[spec.imports]];
}

const IMPORT_STATES = { changed: 'imports changed', unknown: 'imports not known' } as const;
const STATES = { current: 'current', stale: 'stale', unknown: 'unknown spec' } as const;

const IMPORT_TEXTS = {
  changed: 'A file that the spec imports changed since.',
  unknown:
    'What the spec imported then is not known, because no record of this run in .kynml could be used. It may have been another version.',
} as const;

const MAX_LINES = 12;

function tooltipLines(row: RunRow, { wording }: RunPlace, { isBest, isVerified }: Facts): string[] {
  const { path, name, spec, time, tags, note, isBaseline } = row;
  const of = spec.path === undefined ? '' : ` of ${oneLine(wording.label(spec.path))}`;
  const commit = spec.commit === undefined ? '' : `, commit ${spec.commit.slice(0, 8)}`;
  const origin = row.kind.hashField === undefined ? oneLine(row.kind.title) : 'Unknown spec';
  const unknown = spec.fault === undefined ? origin : `Unknown version${of}, which ${oneLine(spec.fault)}`;
  const version = { current: `Current version${of}`, stale: `Older version${of}${commit}`, unknown };
  const steps = wording.stepsOf(row);
  return [
    ...(name === undefined ? [] : [oneLine(name)]),
    oneLine(wording.label(path)),
    ...metricKeys([row])
      .slice(0, MAX_LINES)
      .flatMap(key => metricText(row, key) ?? []),
    ...seedParts(row),
    ...(time ? [runTimeText(time, wording.clock)] : []),
    version[spec.imports === undefined ? spec.state : 'current'],
    ...(spec.imports === undefined ? [] : [IMPORT_TEXTS[spec.imports]]),
    ...(isBaseline ? ['Baseline of its spec'] : []),
    ...(isBest ? ['Best run of its spec'] : []),
    ...(tags?.length ? [`Tags: ${tags.map(oneLine).join(', ')}`] : []),
    ...(steps ? [`Verified: ${stepsSummary(steps)}${isVerified ? '. Nothing counts against this run.' : ''}`] : []),
    ...distrustOf(row, steps).map(oneLine),
    ...(note === undefined ? [] : ['', ...manyLines(note).split('\n').slice(0, MAX_LINES)]),
  ];
}
