// Runs that differ in nothing but their seed, and the mean and the spread of their metrics.
import { isDiverged } from '../../artifacts/metrics';
import { memoized } from '../../host/memoized';
import { parse } from '../../kyn/syntax/parse';
import { settingsOf } from '../../kyn/training/settings';
import { isBroken } from '../../kyn/training/specChanges';
import { withoutBom } from '../../repro/hash/configHash';
import { byCodePoint } from '../../text/printJson';
import { allSteps, eachInSteps, type Steps } from '../steps';
import { metricKeys } from './columns';
import { groupedBy } from './groupedBy';
import type { SpecText } from './measurement';
import { isSetting, metricOf, type RunRow, settingName } from './runRow';

/** The mean of a metric. `deviation`: the sample standard deviation (n - 1); absent for a single run. `missing`: runs that count and have no such number. */
export interface SeedStatistics {
  readonly mean: number;
  readonly deviation?: number;
  readonly count: number;
  readonly missing: number;
}

/** Runs with the same settings, data and torch, but any seeds. `runs`: all of them; the first is the newest. */
export interface SeedGroup {
  readonly runs: readonly RunRow[];
  /** The seeds, without repetition, in the order of the runs; null for a run without one. */
  readonly seeds: readonly (string | null)[];
  /** By the key of the metric. Of runs with one seed only the first counts, because they repeat each other. */
  readonly metrics: ReadonlyMap<string, SeedStatistics>;
}

/** The groups, in the order of their first runs. Runs whose spec cannot be found are in one group only if they have the same CONFIG_HASH. */
export const seedGroups = (rows: readonly RunRow[], textOf: SpecText): SeedGroup[] =>
  allSteps(seedGroupSteps(rows, textOf));

/** The same in steps. */
export function* seedGroupSteps(rows: readonly RunRow[], textOf: SpecText): Steps<SeedGroup[]> {
  const specOf = memoized((hash: string) => groupSpec(hash, textOf(hash)));
  const keys = yield* eachInSteps(rows, row => groupKey(row, specOf));
  const groups = groupedBy(rows.entries(), ([i]) => keys[i]);
  return yield* eachInSteps([...groups.values()], group => groupOf(group.map(([, row]) => row)));
}

/** What identifies a spec apart from its seed. `seed`: the param that is used as the seed and for nothing else. */
interface GroupSpec {
  readonly identity: string;
  readonly seed: string | undefined;
}

// The text of an import is not known, and with syntax faults not all settings are.
function groupSpec(hash: string, text: string | undefined): GroupSpec {
  const tree = text === undefined ? undefined : parse(withoutBom(text));
  if (!tree || isBroken(tree) || tree.items.some(({ item }) => item.kind === 'import'))
    return { identity: hash, seed: undefined };
  const settings = [...settingsOf(tree)].filter(([, { isDefault }]) => isDefault !== true);
  const written = settings.find(([path]) => path === SEED)?.[1].meaning;
  const param = written === undefined ? undefined : /^\$(\w+)$/.exec(written)?.[1];
  const uses = param === undefined ? [] : settings.filter(([, { meaning }]) => usesParam(meaning, param));
  const seed = uses.length === 1 ? param : undefined;
  const left = settings.filter(([path]) => path !== SEED && (seed === undefined || path !== `params.${seed}`));
  const identity = left.map(([path, { meaning }]) => [path, meaning] as const).sort(([a], [b]) => byCodePoint(a, b));
  return { identity: JSON.stringify([identity, param !== undefined && seed === undefined ? written : '']), seed };
}

const SEED = 'train.seed';

const usesParam = (meaning: string, param: string): boolean => new RegExp(`\\$${param}(?!\\w)`).test(meaning);

function groupKey({ path, kind, claims, fields }: RunRow, specOf: (hash: string) => GroupSpec): string {
  // Nothing says what made it.
  if (claims.configHash === undefined) return path;
  const { identity, seed } = specOf(claims.configHash);
  const given = [...fields].filter(([key]) => key === TORCH || (isSetting(key) && settingName(key) !== seed));
  const values = given.map(([key, node]) => [key, 'text' in node ? node.text : node.kind]);
  return JSON.stringify([kind.id, identity, claims.dataHash ?? null, values]);
}

/** The field with the version of torch, which decides results as the settings do. */
export const TORCH = 'env.torch';

function groupOf(runs: readonly RunRow[]): SeedGroup {
  const finished = runs.filter(r => r.failure === undefined);
  const seeds = new Set<string>();
  const counted = finished.filter(({ claims: { seed } }) => {
    const isNew = typeof seed !== 'string' || !seeds.has(seed);
    if (typeof seed === 'string') seeds.add(seed);
    return isNew;
  });
  return {
    runs,
    seeds: [...new Set(finished.map(r => r.claims.seed ?? null))],
    metrics: new Map(
      metricKeys(counted).flatMap(key => {
        const statistics = statisticsOf(counted.map(row => metricOf(row, key)));
        return statistics ? [[key, statistics] as const] : [];
      }),
    ),
  };
}

// NaN in one run makes the mean NaN: leaving it out would hide that a seed diverged.
function statisticsOf(nodes: readonly ReturnType<typeof metricOf>[]): SeedStatistics | undefined {
  const numbers = nodes.flatMap(node => {
    if (isDiverged(node)) return [Number.NaN];
    return node?.kind === 'number' && !node.secret ? [Number(node.text)] : [];
  });
  const count = numbers.length;
  if (count === 0) return undefined;
  const missing = nodes.length - count;
  const mean = numbers.reduce((sum, x) => sum + x, 0) / count;
  const squares = numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  return { mean, count, missing, ...(count > 1 && { deviation: Math.sqrt(squares / (count - 1)) }) };
}
