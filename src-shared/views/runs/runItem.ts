// A run -> the item of a pick list.
import type { Directions } from '../../kyn/catalogue/metricDirection';
import type { Clock } from '../../protocol/clock';
import type { FingerprintItem, RunItem } from '../../protocol/views';
import { fingerprintShort } from '../../repro/hash/compareFingerprints';
import { failureLabel, isSetting, metricOf, nameOf, type RunRow, settingName } from '../../runs/list/runRow';
import { hasDiverged } from '../../runs/list/trust';
import { runNoun } from '../../runs/runNoun';
import { firstFew } from '../../text/firstFew';
import { oneLine } from '../../text/oneLine';
import { shortText } from '../../text/shortText';
import { metricText } from '../metricText';
import { numberView, valueView } from '../values';
import { runTimeText } from './runTimeText';

/** How paths, times and versions are written. `uri`: of a run or a spec; `headline`: the metric that counts for the spec of a run. */
export interface ItemWording {
  readonly label: (path: string) => string;
  readonly uri: (path: string) => string;
  readonly clock: Clock;
  readonly headline: (row: RunRow) => string | undefined;
  /** Which values of a metric are better, as the user set it. */
  readonly directions: Directions;
  /** The commit with the version of the spec; null where no commit has it, undefined where that is not known. */
  readonly commitOf: (row: RunRow) => string | null | undefined;
}

/** The item of a run. */
export function runItem(row: RunRow, wording: ItemWording): RunItem {
  const { path, kind, claims, spec, time } = row;
  const { label, clock } = wording;
  const values = valuesText(row);
  const version = versionText(wording.commitOf(row));
  const name = nameOf(row);
  return {
    uri: wording.uri(path),
    kind: kind.id,
    ...(row.tracked && { isTracked: true as const }),
    noun: runNoun(kind),
    label: label(path),
    time: time ? new Date(time.time).toISOString() : '',
    when: time ? runTimeText(time, clock) : '',
    configHash: claims.configHash ?? null,
    metric: resultText(row, wording),
    ...(hasDiverged(row) && { hasDiverged: true }),
    state: spec.state,
    ...(spec.imports && { imports: spec.imports }),
    ...(typeof claims.seed === 'string' && { seed: claims.seed }),
    ...(values !== '' && { values }),
    ...(kind.hashField === undefined && { fingerprint: fingerprintItem(row) }),
    ...(spec.path !== undefined && { spec: label(spec.path), specUri: wording.uri(spec.path) }),
    ...(version !== undefined && { version }),
    ...(name !== undefined && { name: oneLine(name) }),
    ...(row.tags?.length && { tags: row.tags.map(oneLine) }),
  };
}

function versionText(commit: string | null | undefined): string | undefined {
  if (commit === undefined) return undefined;
  return commit === null ? 'not committed' : `commit ${commit.slice(0, 8)}`;
}

function resultText(row: RunRow, { headline: headlineOf, directions }: ItemWording): string {
  const failure = failureLabel(row);
  if (failure !== undefined) return oneLine(failure);
  const headline = headlineOf(row);
  const node = headline === undefined ? undefined : metricOf(row, headline);
  return node?.kind === 'number' && headline !== undefined
    ? `${shortText(oneLine(headline))} ${numberView(node).text}`
    : metricText(row.claims, directions);
}

const MAX_VALUES = 4;

function valuesText({ fields }: RunRow): string {
  const given = [...fields].filter(([key]) => isSetting(key));
  const values = given.map(([key, node]) => `${oneLine(settingName(key))}=${valueView(node).text}`);
  return firstFew(values, MAX_VALUES, { text: value => value });
}

const fingerprintItem = ({ kind: { title }, claims: { fingerprint } }: RunRow): FingerprintItem => ({
  title,
  short: fingerprint ? oneLine(fingerprintShort(fingerprint)) : null,
});
