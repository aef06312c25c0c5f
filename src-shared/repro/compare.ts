// Two artifacts of one kind -> verdict, reasons, changes, metrics. The one comparison behind the screen and the command line.
import { type Pair, pairs } from '../artifacts/diff';
import type { Kind } from '../artifacts/kind';
import type { Artifact } from '../artifacts/read';
import { type JsonNode, member } from '../text/jsonText';
import { compareMetrics, type MetricChange } from './metrics';
import { type DiffSeverity, defaultPolicy, judge, judgeUnknown, type Policy, UNCOVERED } from './policy';

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
  const open = kind.isRun && verdictOf(found) !== 'not-comparable';
  const reasons = open ? [...found, { severity: UNCOVERED.severity, text: UNCOVERED.reason }] : found;
  return {
    kind,
    verdict: verdictOf(reasons),
    reasons,
    values,
    metrics: compareMetrics(a.claims.metrics, b.claims.metrics),
  };
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
