// The sweeps of a spec in the tree of runs: what is done, what failed, and what is missing.
import { valueIdentity } from '../../artifacts/valueIdentity';
import type { Combinations } from '../../kyn/compile/combinations';
import type { RunTreeGroup, RunTreeRun } from '../../protocol/views';
import { groupedBy } from '../../runs/list/groupedBy';
import type { RunRow } from '../../runs/list/runRow';
import { firstFew } from '../../text/firstFew';
import { jsonObject } from '../../text/makeJson';
import { numberText } from '../../text/numberText';
import { oneLine } from '../../text/oneLine';
import { valueView } from '../values';
import { type RunPlace, runNode } from './treeRun';
import { hashParts, isCurrent, type NodeRuns, versionText } from './treeTexts';

/** What is known about the spec of a node. `combinations`: of its sweep, as it is now. */
export interface GroupSpec {
  readonly path: string | undefined;
  readonly combinations?: (() => Combinations | undefined) | undefined;
}

/** The sweeps of a version: one for each file. */
export function sweepGroups(runs: NodeRuns, spec: GroupSpec, place: RunPlace): RunTreeGroup[] {
  const shown = groupedBy(runs.shown, fileOf);
  return [...groupedBy(runs.all, fileOf)].flatMap(([file, all]) => {
    const own = shown.get(file);
    return own ? [sweepGroup({ all, shown: own }, spec, place)] : [];
  });
}

const ENTRY = /#\d+$/;
const fileOf = ({ path }: RunRow): string => path.replace(ENTRY, '');

/** Whether a run is not a combination of a sweep. */
export const isSingle = ({ path }: RunRow): boolean => !ENTRY.test(path);

function sweepGroup(runs: NodeRuns, spec: GroupSpec, place: RunPlace): RunTreeGroup {
  const { label: labelOf, uri } = place.wording;
  const [first] = runs.all;
  const file = first ? fileOf(first) : '';
  const failed = runs.all.filter(row => row.failure !== undefined).length;
  const done = runs.all.length - failed;
  const missing = isCurrent(first) ? missingCombinations(runs.all, spec.combinations?.()) : undefined;
  const version = first ? versionText(first, spec.path, place) : '';
  const name = labelOf(file);
  const counts = [
    missing ? `${done} of ${missing.total} done` : `${done} done`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(missing && missing.count > 0 ? [`${missing.count} missing`] : []),
  ];
  const label = `Sweep ${oneLine(name.replace(/\/[^/]*$/, ''))}`;
  const description = [...counts, ...(isCurrent(first) ? [] : [version])].join(' · ');
  return {
    id: `${file}#${first?.claims.configHash ?? ''}`,
    kind: 'sweep',
    uri: uri(file),
    label,
    description,
    tooltip: [label, ...counts, version, ...hashParts(first)].join('\n'),
    runs: [
      ...runs.shown.map(row => runNode(row, place)),
      ...(missing && runs.shown.length === runs.all.length ? missingNodes(missing, uri(file)) : []),
    ],
  };
}

interface Missing {
  readonly total: number;
  readonly count: number;
  /** The first ones, as `lr=0.1, n=8`. */
  readonly texts: readonly string[];
}

/** More combinations are not compared with the entries one by one. */
const MAX_COMBINATIONS = 10_000;
const MAX_MISSING = 20;
const MAX_VALUES = 6;

// Undefined where the sweep of the spec is not that of the entries.
function missingCombinations(rows: readonly RunRow[], combinations: Combinations | undefined): Missing | undefined {
  if (!combinations || combinations.count === 0 || combinations.count > MAX_COMBINATIONS) return undefined;
  const ran = new Set(rows.map(row => valueIdentity(jsonObject(comboOf(row)))));
  const texts: string[] = [];
  let count = 0;
  for (let i = 0; i < combinations.count; i++) {
    const { combo } = combinations.at(i);
    if (ran.delete(valueIdentity(combo))) continue;
    count++;
    const values = combo.kind === 'object' ? combo.members : [];
    const text = ({ key, value }: (typeof values)[number]): string => `${oneLine(key)}=${valueView(value).text}`;
    if (texts.length < MAX_MISSING) texts.push(firstFew(values, MAX_VALUES, { text }));
  }
  return ran.size > 0 ? undefined : { total: combinations.count, count, texts };
}

const COMBO = 'combo.';
const comboOf = ({ fields }: RunRow) =>
  [...fields].flatMap(([key, node]) => (key.startsWith(COMBO) ? [[key.slice(COMBO.length), node] as const] : []));

function missingNodes({ count, texts }: Missing, uri: string): RunTreeRun[] {
  const more = count - texts.length;
  const labels = [
    ...texts.map(text => `did not run · ${text}`),
    ...(more > 0 ? [`${numberText(more)} more did not run`] : []),
  ];
  return labels.map((label, i) => ({
    id: `${uri}#missing-${i}`,
    uri,
    label,
    description: '',
    tooltip: `${label}\nContinue the sweep to train it.`,
    state: 'current',
    mark: 'missing',
    isBaseline: false,
  }));
}
