// Two artifacts of one kind -> verdict, reasons, changes, metrics. The one comparison behind the screen and the command line.
import { type Pair, pairs } from '../artifacts/diff';
import type { Kind } from '../artifacts/kind';
import { type Artifact, readEntries } from '../artifacts/read';
import { type JsonNode, member } from '../text/jsonText';
import { byCodePoint } from '../text/printJson';
import { compareMetrics, type MetricChange } from './metrics';
import { defaultPolicy, judge, judgeUnknown, type Policy, UNCOVERED } from './policy';
import type { DiffSeverity } from './policyRow';

/** `identical-inputs`: only allowed differences. `comparable`: close. `not-comparable`: another experiment, or not known to be the same. */
export type Verdict = 'identical-inputs' | 'comparable' | 'not-comparable';

/** A value of both sides with what its difference means. */
export interface Change extends Pair {
  readonly severity: DiffSeverity;
  readonly reason: string;
  /** Id of the section of the kind that it belongs to. */
  readonly section: string;
}

/** Why a verdict is what it is. */
export interface Reason {
  readonly severity: DiffSeverity;
  readonly text: string;
}

/** A whole comparison. `values` holds equal values too; metrics are apart. */
export interface Comparison {
  readonly kind: Kind;
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
  readonly values: readonly Change[];
  readonly metrics: readonly MetricChange[];
}

const RANK: Readonly<Record<DiffSeverity, number>> = { error: 0, warn: 1, info: 2, same: 3 };

/** Compares two artifacts of one kind under a policy. */
export function compare(a: Artifact, b: Artifact, policy: Policy = defaultPolicy): Comparison {
  return a.kind.entries ? compareEntries(a, b, policy) : compareWhole(a, b, policy);
}

function compareWhole(a: Artifact, b: Artifact, policy: Policy): Comparison {
  const { kind } = a;
  const all = pairs(a.root, b.root);
  const isMetric = ({ path }: Pair) =>
    kind.metricsField !== undefined && new RegExp(`^${kind.metricsField}($|[.[])`).test(path);
  const values = all
    .filter(pair => !isMetric(pair))
    .map(pair => ({ ...pair, ...judge(pair, policy), section: sectionOf(kind, pair.path) }));
  const own = bothObjects(a, b)
    ? [...values.map(v => ({ severity: v.severity, text: v.reason })), ...unknowns(a, b, policy)]
    : [];
  const found = [...own, ...faults(a, 'A'), ...faults(b, 'B')]
    .filter(r => r.text !== '')
    .sort((x, y) => RANK[x.severity] - RANK[y.severity]);
  const open = kind.isRun && kind.hashField !== undefined && verdictOf(found) !== 'not-comparable';
  const reasons = open ? [...found, { severity: UNCOVERED.severity, text: UNCOVERED.reason }] : found;
  return {
    kind,
    verdict: verdictOf(reasons),
    reasons,
    values,
    metrics: compareMetrics(a.claims.metrics, b.claims.metrics),
  };
}

// Files of several artifacts are compared entry by entry: those of the same name belong together, wherever they stand.
function compareEntries(a: Artifact, b: Artifact, policy: Policy): Comparison {
  const { kind } = a;
  const [left, right] = [readEntries(a), readEntries(b)];
  const inBoth = [...left]
    .sort(([x], [y]) => byCodePoint(x, y))
    .flatMap(([name, x]) => {
      const y = right.get(name);
      return y ? [{ name, ...compareWhole(x, y, policy) }] : [];
    });
  const reasons = [
    ...faults(a, 'A'),
    ...faults(b, 'B'),
    ...lonely(left, right, 'A'),
    ...lonely(right, left, 'B'),
    ...together(inBoth.flatMap(c => c.reasons).filter(r => r.text !== UNCOVERED.reason)),
  ].sort((x, y) => RANK[x.severity] - RANK[y.severity]);
  const section = kind.sections[0]?.id ?? '';
  return {
    kind,
    verdict: verdictOf(reasons),
    reasons,
    values: inBoth.flatMap(c => c.values.map(v => ({ ...v, path: `${c.name}: ${v.path}`, section }))),
    metrics: inBoth.flatMap(c => c.metrics.map(m => ({ ...m, name: `${c.name}: ${m.name}` }))),
  };
}

const MAX_NAMED = 5;

// Entries that only one side holds.
function lonely(own: ReadonlyMap<string, Artifact>, other: ReadonlyMap<string, Artifact>, side: string): Reason[] {
  const names = [...own.keys()].filter(name => !other.has(name));
  if (names.length === 0) return [];
  const more = names.length > MAX_NAMED ? ` and ${names.length - MAX_NAMED} more` : '';
  return [{ severity: 'error', text: `Only ${side} holds ${names.slice(0, MAX_NAMED).join('; ')}${more}.` }];
}

// The same reason of several entries is told once, with how often it holds.
function together(reasons: readonly Reason[]): Reason[] {
  const counts = new Map<string, Reason & { readonly count: number }>();
  for (const { severity, text } of reasons)
    counts.set(text, { severity, text, count: (counts.get(text)?.count ?? 0) + 1 });
  return [...counts.values()].map(({ severity, text, count }) => ({
    severity,
    text: count > 1 ? `${text} (${count} times)` : text,
  }));
}

// Of a file that is no JSON object nothing is known, so what the other one holds is no difference.
const bothObjects = (a: Artifact, b: Artifact): boolean => a.root?.kind === 'object' && b.root?.kind === 'object';

function verdictOf(reasons: Comparison['reasons']): Verdict {
  if (reasons.some(r => r.severity === 'error')) return 'not-comparable';
  return reasons.some(r => r.severity === 'warn') ? 'comparable' : 'identical-inputs';
}

function sectionOf(kind: Kind, path: string): string {
  const top = /^[\w-]+/.exec(path)?.[0] ?? path;
  const section = kind.sections.find(s => s.prefixes.includes(top)) ?? kind.sections.at(-1);
  return section?.id ?? '';
}

function unknowns(a: Artifact, b: Artifact, policy: Policy): Reason[] {
  return a.kind.identity.flatMap(field => {
    const [x, y] = [state(member(a.root, field)), state(member(b.root, field))];
    if (x === 'known' || x !== y) return [];
    const { severity, reason } = judgeUnknown(field, x, policy);
    return [{ severity, text: reason }];
  });
}

const state = (node: JsonNode | undefined): 'absent' | 'null' | 'known' =>
  !node ? 'absent' : node.kind === 'null' ? 'null' : 'known';

// A file that breaks the rules of its kind may say something else than it seems to, so it can never end in a green verdict.
function faults(side: Artifact, name: string): Reason[] {
  const errors = side.diagnostics.filter(d => d.severity === 'error');
  const [first] = errors;
  if (!first) return [];
  const more = errors.length > 1 ? ` and ${errors.length - 1} more` : '';
  return [
    {
      severity: 'error',
      text: `${name} is not a valid ${side.kind.title}: ${first.message.replace(/\.$/, '')}${more}.`,
    },
  ];
}
