// The groups of runs below a spec: its versions and its sweeps, or the runs that differ only in their seed.
import { valueIdentity } from '../../artifacts/valueIdentity';
import type { Combinations } from '../../kyn/compile/combinations';
import type { RunTreeGroup, RunTreeRun } from '../../protocol/views';
import { isHash, shortHash } from '../../repro/hash/configHash';
import { groupedBy } from '../../runs/list/groupedBy';
import type { RunRow } from '../../runs/list/runRow';
import { type SeedGroup, seedGroups } from '../../runs/list/seedGroups';
import { firstFew } from '../../text/firstFew';
import { jsonObject } from '../../text/makeJson';
import { numberText } from '../../text/numberText';
import { oneLine } from '../../text/oneLine';
import { shortText } from '../../text/shortText';
import { alignedNumbers, valueView } from '../values';
import { type RunPlace, runNode } from './treeRun';

/** The runs of a node. `all`: newest first; `shown`: those that match the filter, in their order. */
export interface NodeRuns {
  readonly all: readonly RunRow[];
  readonly shown: readonly RunRow[];
}

/** What is known about the spec of a node. `combinations`: of its sweep, as it is now. */
export interface GroupSpec {
  readonly path: string | undefined;
  readonly combinations?: (() => Combinations | undefined) | undefined;
}

/** The versions with their runs and sweeps; the current version first, then those with the newest runs. */
export function versionGroups(runs: NodeRuns, spec: GroupSpec, place: RunPlace): RunTreeGroup[] {
  const shown = groupedBy(runs.shown, hashOf);
  const versions = [...groupedBy(runs.all, hashOf)].sort(
    ([, a], [, b]) => Number(isCurrentVersion(b)) - Number(isCurrentVersion(a)),
  );
  return versions.flatMap(([hash, all]) => {
    const own = shown.get(hash) ?? [];
    const single = { all: all.filter(isSingle), shown: own.filter(isSingle) };
    return [
      ...(single.shown.length > 0 ? [versionGroup(single, spec, place)] : []),
      ...sweepGroups({ all: all.filter(row => !isSingle(row)), shown: own }, spec, place),
    ];
  });
}

function sweepGroups(runs: NodeRuns, spec: GroupSpec, place: RunPlace): RunTreeGroup[] {
  const shown = groupedBy(runs.shown, fileOf);
  return [...groupedBy(runs.all, fileOf)].flatMap(([file, all]) => {
    const own = shown.get(file);
    return own ? [sweepGroup({ all, shown: own }, spec, place)] : [];
  });
}

const hashOf = ({ claims }: RunRow): string | undefined => claims.configHash;

// The text is that of the spec now. What the run imported may be something else, which the run states.
const isCurrent = (row: RunRow | undefined): boolean =>
  row !== undefined && (row.spec.state === 'current' || row.spec.imports !== undefined);

const isCurrentVersion = (rows: readonly RunRow[]): boolean => rows.some(isCurrent);

const ENTRY = /#\d+$/;
const isSingle = ({ path }: RunRow): boolean => !ENTRY.test(path);
const fileOf = ({ path }: RunRow): string => path.replace(ENTRY, '');

/** `1 run`, `3 runs`; `2 of 3 runs` where a filter hides some. */
export const countText = ({ all, shown }: NodeRuns): string => {
  const count = all.length === 1 ? '1 run' : `${numberText(all.length)} runs`;
  return shown.length === all.length ? count : `${numberText(shown.length)} of ${count}`;
};

function versionGroup(runs: NodeRuns, { path }: GroupSpec, place: RunPlace): RunTreeGroup {
  const [first] = runs.all;
  const label = first ? versionText(first, path, place) : '';
  const description = [...hashParts(first), countText(runs)].join(' · ');
  return {
    id: `${path ?? ''}#${first?.claims.configHash ?? ''}`,
    kind: 'version',
    label,
    description,
    tooltip: `${label}\n${description}`,
    runs: runs.shown.map(row => runNode(row, place)),
  };
}

function hashParts(row: RunRow | undefined): string[] {
  const hash = row?.claims.configHash;
  return hash === undefined ? [] : [isHash(hash) ? shortHash(hash) : shortText(hash)];
}

// The name of the spec is in the node above, unless that one is for the runs of unknown specs.
function versionText({ spec, claims, kind }: RunRow, parent: string | undefined, { wording }: RunPlace): string {
  if (spec.state === 'current' || spec.imports !== undefined) return 'Current version';
  if (spec.state === 'unknown') return claims.configHash === undefined ? oneLine(kind.title) : 'Unknown spec';
  const name = spec.commit === undefined ? 'Not in git' : `Commit ${spec.commit.slice(0, 8)}`;
  return spec.path === undefined || spec.path === parent ? name : `${name}, ${oneLine(wording.label(spec.path))}`;
}

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
    id: file,
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

/** The runs that differ only in their seed, as groups with mean and deviation, and the runs without such others. Both in the order of the shown runs. */
export function seedNodes(
  runs: NodeRuns,
  path: string | undefined,
  place: RunPlace,
): { readonly groups: RunTreeGroup[]; readonly runs: RunTreeRun[] } {
  const order = new Map(runs.shown.map((row, i) => [row, i]));
  const shownOf = (group: SeedGroup): RunRow[] =>
    group.runs.filter(row => order.has(row)).sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  const found = seedGroups(runs.all, place.wording.textOf)
    .map(group => ({ group, shown: shownOf(group) }))
    .filter(({ shown }) => shown.length > 0)
    .sort((a, b) => (order.get(a.shown[0] as RunRow) ?? 0) - (order.get(b.shown[0] as RunRow) ?? 0));
  const isMany = ({ group }: { group: SeedGroup }): boolean => group.runs.length > 1;
  return {
    groups: found.filter(isMany).map(({ group, shown }) => seedGroup(group, shown, { path, place })),
    runs: found.filter(one => !isMany(one)).flatMap(({ shown }) => shown.map(row => runNode(row, place))),
  };
}

interface SeedPlace {
  readonly path: string | undefined;
  readonly place: RunPlace;
}

function seedGroup(group: SeedGroup, shown: readonly RunRow[], { path, place }: SeedPlace): RunTreeGroup {
  const { headline } = place;
  const [first] = group.runs;
  const mean = headline === undefined ? undefined : meanText(group, headline);
  const seeds = group.seeds.length === 1 ? '1 seed' : `${group.seeds.length} seeds`;
  const label = [...(mean === undefined ? [] : [mean]), seeds].join(' · ');
  const version = first ? versionText(first, path, place) : '';
  const description = [...hashParts(first), countText({ all: group.runs, shown }), version].join(' · ');
  const listed = firstFew(group.seeds, MAX_SEEDS, { text: seed => seed ?? 'none' });
  return {
    id: `${path ?? ''}#seeds:${first?.path}`,
    kind: 'seeds',
    label,
    description,
    tooltip: `${label}\nSeeds: ${listed}\n${description}\nThe mean and the sample standard deviation over the seeds.`,
    runs: shown.map(row => runNode(row, place)),
  };
}

const MAX_SEEDS = 20;
const DIGITS = 2;

function meanText({ metrics }: SeedGroup, key: string): string | undefined {
  const found = metrics.get(key);
  if (!found) return undefined;
  const { mean, deviation, count, missing } = found;
  const value = Number.isFinite(mean) ? alignedNumbers(mean, mean).a : String(mean);
  const spread = deviation === undefined || !Number.isFinite(mean) ? '' : ` ± ${Number(deviation.toPrecision(DIGITS))}`;
  const part = missing === 0 ? '' : ` (${count} of ${count + missing})`;
  return `${shortText(oneLine(key))} ${value}${spread}${part}`;
}
