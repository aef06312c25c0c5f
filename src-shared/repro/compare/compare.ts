// Compares two artifacts of one kind: verdict, reasons, changes, metrics. Used by the editor and the command line.
import { type Pair, pairs } from '../../artifacts/diff';
import type { Entries, Kind } from '../../artifacts/kind';
import { type Artifact, type ReadEntry, readEntries } from '../../artifacts/read';
import { oneLine } from '../../text/oneLine';
import { byCodePoint } from '../../text/printJson';
import { withoutSecretForms } from '../../text/secretText';
import { faults, unknowns } from './comparability';
import { compareMetrics, type MetricChange } from './metrics';
import { defaultPolicy, type Judgement, judge, judgeMissingValue, type Policy, UNCOVERED } from './policy';
import type { DiffSeverity } from './policyRow';
import { type Conclusion, conclude, type JudgedReason, type Reason, reasonOf, verdictOf } from './verdict';

/** A value of both sides with the judgement of its difference. */
export interface Change extends Pair {
  readonly severity: DiffSeverity;
  readonly reason: string;
  /** Id of the section of the kind that it belongs to. */
  readonly section: string;
}

/** A comparison. `values` contains equal values too; metrics are separate. */
export interface Comparison extends Conclusion {
  readonly kind: Kind;
  readonly values: readonly Change[];
  readonly metrics: readonly MetricChange[];
}

/** Compares two artifacts of one kind under a policy. */
export function compare(a: Artifact, b: Artifact, policy: Policy = defaultPolicy): Comparison {
  const { kind } = a;
  if (kind.entries) return withoutSecretKeys({ kind, ...compareEntries(a, b, { policy, entries: kind.entries }) });
  const { found, ...data } = compareWhole(a, b, policy);
  const isOpen = kind.isRun && kind.hashField !== undefined && verdictOf(found) !== 'not-comparable';
  return withoutSecretKeys({ kind, ...conclude(found, isOpen ? reasonOf(UNCOVERED) : []), ...data });
}

// Keys and names of entries are compared in full, and shown without anything that has the form of a secret.
const withoutSecretKeys = (comparison: Comparison): Comparison => ({
  ...comparison,
  reasons: comparison.reasons.map(r => ({ ...r, text: oneLine(r.text) })),
  values: comparison.values.map(v => ({
    ...v,
    path: withoutSecretForms(v.path),
    reason: oneLine(v.reason),
  })),
  metrics: comparison.metrics.map(m => ({ ...m, name: withoutSecretForms(m.name) })),
});

// The result of comparing two artifacts, before the verdict.
interface Whole {
  readonly found: readonly JudgedReason[];
  readonly values: readonly Change[];
  readonly metrics: readonly MetricChange[];
}

function compareWhole(a: Artifact, b: Artifact, policy: Policy): Whole {
  const { kind } = a;
  const isMetric = ({ path }: Pair) =>
    kind.metricsField !== undefined && new RegExp(`^${kind.metricsField}($|[.[])`).test(path);
  const judged = judgeAll(
    pairs(a.root, b.root).filter(pair => !isMetric(pair)),
    kind,
    policy,
  );
  const differences = bothObjects(a, b) ? [...judged.found, ...unknowns(a, b, policy)] : [];
  const found = [...differences, ...faults(a, 'A'), ...faults(b, 'B')];
  return {
    found: [...found, ...uncompared(kind, found, policy)],
    values: judged.values,
    metrics: compareMetrics(a.claims.metrics, b.claims.metrics),
  };
}

// Judges each value, and collects the reasons.
function judgeAll(all: readonly Pair[], kind: Kind, policy: Policy): Pick<Whole, 'found' | 'values'> {
  const judged = all.map(pair => ({ pair, judgement: judge(pair, policy) }));
  return {
    found: judged.flatMap(({ judgement }) => reasonOf(judgement)),
    values: judged.map(({ pair, judgement }) => changeOf(pair, judgement, kind)),
  };
}

const changeOf = (pair: Pair, { severity, reason }: Judgement, kind: Kind): Change => ({
  ...pair,
  severity,
  reason,
  section: sectionOf(kind, pair.path),
});

// The part that a kind does not compare is always reported. It affects the verdict only if nothing else makes the files incomparable.
function uncompared(kind: Kind, found: readonly JudgedReason[], policy: Policy): JudgedReason[] {
  if (kind.uncompared === undefined) return [];
  const reasons = reasonOf(judgeMissingValue('uncompared', kind.uncompared, policy));
  return verdictOf(found) === 'not-comparable' ? [{ severity: 'info', text: kind.uncompared }] : reasons;
}

// Files of several artifacts are compared entry by entry: entries with the same id are paired, in any order. Entries with
// equal ids are paired in the order of the file.
function compareEntries(
  a: Artifact,
  b: Artifact,
  { policy, entries }: { readonly policy: Policy; readonly entries: Entries },
): Omit<Comparison, 'kind'> {
  const { kind } = a;
  const [left, right] = [readEntries(a), readEntries(b)].map(byIdentity) as [EntryMap, EntryMap];
  const inBoth = [...left]
    .flatMap(([id, x]) => {
      const y = right.get(id);
      return y ? [{ name: x.name, ...compareWhole(x.artifact, y.artifact, policy) }] : [];
    })
    .sort((x, y) => byCodePoint(x.name, y.name));
  const beside =
    a.root && b.root ? pairs(entries.beside(a.root), entries.beside(b.root)).filter(p => p.path !== '') : [];
  const around = judgeAll(beside, kind, policy);
  const found = [
    ...faults(a, 'A'),
    ...faults(b, 'B'),
    ...(left.size + right.size === 0 ? [noEntries(entries)] : []),
    ...onlyIn(left, right, 'A'),
    ...onlyIn(right, left, 'B'),
    ...around.found,
    ...merged(inBoth.flatMap(c => c.found)),
  ];
  const section = kind.sections[0]?.id ?? '';
  return {
    ...conclude(found),
    values: [
      ...around.values,
      ...inBoth.flatMap(c => c.values.map(v => ({ ...v, path: `${c.name}: ${v.path}`, section }))),
    ],
    metrics: inBoth.flatMap(c => c.metrics.map(m => ({ ...m, name: `${c.name}: ${m.name}` }))),
  };
}

type EntryMap = ReadonlyMap<string, ReadEntry>;

// Entries by their id, equal ids also by their number. JSON escapes line ends in strings, so no two keys are the same.
function byIdentity(entries: readonly ReadEntry[]): EntryMap {
  const counts = new Map<string, number>();
  return new Map(
    entries.map(entry => {
      const count = (counts.get(entry.id) ?? 0) + 1;
      counts.set(entry.id, count);
      return [`${count}\n${entry.id}`, entry];
    }),
  );
}

const noEntries = ({ noun }: Entries): Reason => ({
  severity: 'error',
  text: `Neither side contains a ${noun}, so there is nothing to compare.`,
});

const MAX_NAMED = 5;

// Entries that only one side contains.
function onlyIn(own: EntryMap, other: EntryMap, side: string): Reason[] {
  const names = [...own].filter(([id]) => !other.has(id)).map(([, entry]) => entry.name);
  if (names.length === 0) return [];
  const more = names.length > MAX_NAMED ? ` and ${names.length - MAX_NAMED} more` : '';
  return [{ severity: 'error', text: `Only ${side} contains ${names.slice(0, MAX_NAMED).join('; ')}${more}.` }];
}

// The same reason of several entries is reported once, with its count.
function merged(reasons: readonly JudgedReason[]): JudgedReason[] {
  const counts = new Map<string, { readonly reason: JudgedReason; readonly count: number }>();
  for (const reason of reasons) {
    const key = `${reason.severity} ${reason.text}`;
    counts.set(key, { reason, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].map(({ reason, count }) =>
    count > 1 ? { ...reason, text: `${reason.text} (${count} times)` } : reason,
  );
}

// A file that is not a JSON object has no known values, so the values of the other file are not differences.
const bothObjects = (a: Artifact, b: Artifact): boolean => a.root?.kind === 'object' && b.root?.kind === 'object';

function sectionOf(kind: Kind, path: string): string {
  const top = /^[\w-]+/.exec(path)?.[0] ?? path;
  const section = kind.sections.find(s => s.prefixes.includes(top)) ?? kind.sections.at(-1);
  return section?.id ?? '';
}
