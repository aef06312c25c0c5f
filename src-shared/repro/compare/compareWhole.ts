// Compares two artifacts without entries: judges each value, and collects the reasons before the verdict.
import { type Pair, pairs } from '../../artifacts/diff';
import type { Kind } from '../../artifacts/kind';
import type { Artifact } from '../../artifacts/read';
import { compareMetrics, type MetricChange } from './metrics';
import { type Judgement, judge, type Policy } from './policy';
import type { DiffSeverity } from './policyRow';
import { type ReportedErrors, type UnknownField, unknownFields } from './unknownFields';
import { type JudgedReason, mostSerious, reasonOf } from './verdict';

/** A value of both sides with the judgement of its difference. */
export interface Change extends Pair {
  readonly severity: DiffSeverity;
  readonly reason: string;
  /** Id of the section of the kind that it belongs to. */
  readonly section: string;
}

/** The result of comparing two artifacts, before the verdict. */
export interface Whole {
  /** Set if one of the two runs does not have a reliable result: the reasons that this explains, of which one has a text. */
  readonly failure?: readonly JudgedReason[];
  /** All other reasons. */
  readonly found: readonly JudgedReason[];
  readonly values: readonly Change[];
  readonly metrics: readonly MetricChange[];
}

/** How two artifacts are compared. `name`: the run in a sentence. */
export interface WholeOptions {
  readonly policy: Policy;
  readonly errors: ReportedErrors;
  readonly name?: string;
}

/** Compares two artifacts as a whole. The faults of the files are not included. */
export function compareWhole(a: Artifact, b: Artifact, { policy, errors, name = 'The run' }: WholeOptions): Whole {
  const { kind } = a;
  const metrics = kind.metricsField === undefined ? undefined : new RegExp(`^${kind.metricsField}($|[.[])`);
  const unknown = bothObjects(a, b) ? unknownFields(a, b, policy, errors) : [];
  const judged = judgeAll(
    pairs(a.root, b.root).filter(({ path }) => !metrics?.test(path)),
    kind,
    policy,
  ).map(value => withUnknown(value, unknown));
  const failureText = failureOf(a, b);
  const explained = failureText === undefined ? [] : judged.filter(({ change }) => isOfFailure(change, kind));
  const replaced = new Set(explained);
  const others = judged.filter(value => !replaced.has(value));
  const row =
    explained.find(({ change }) => change.path === kind.failure?.field)?.change ??
    mostSerious(explained.map(value => value.change));
  const reasonsOf = (values: readonly JudgedValue[]): JudgedReason[] =>
    bothObjects(a, b) ? values.flatMap(value => value.reasons) : [];
  const missing = unknown.map(({ judgement: { reason, ...rest } }): JudgedReason => ({ ...rest, text: reason }));
  const text = `${name} ${failureText}, so it has no result to compare.`;
  return {
    found: [...reasonsOf(others), ...(failureText === undefined ? missing : [])],
    ...(failureText !== undefined && { failure: explainedBy(text, [...reasonsOf(explained), ...missing]) }),
    values: judged.flatMap(value => (replaced.has(value) && value.change !== row ? [] : [value.change])),
    metrics: compareMetrics(a.claims.metrics, b.claims.metrics, policy.directions),
  };
}

// A field that is not known has one reason. Its values are as serious, unless neither side has one, which is not a value to look at.
function withUnknown(value: JudgedValue, unknown: readonly UnknownField[]): JudgedValue {
  const { change } = value;
  const fields = unknown.filter(({ path }) => isAtOrBelow(change.path, path));
  if (fields.length === 0) return value;
  const shown = fields.filter(({ isUnreadable }) => isUnreadable || !change.equal);
  const worst = mostSerious(shown.map(({ judgement }) => judgement));
  return { change: { ...change, ...(worst && { severity: worst.severity, reason: worst.reason }) }, reasons: [] };
}

const isAtOrBelow = (path: string, outer: string): boolean =>
  path.startsWith(outer) && /^($|[.[])/.test(path.slice(outer.length));

// A difference that a failed run explains: its exit code, and the values that it did not record. Together they are one reason and one row.
const isOfFailure = ({ path, a, b, severity }: Change, { failure }: Kind): boolean =>
  severity !== 'same' && (!a || !b || path === failure?.field);

// Which of the two runs failed, as the end of a sentence; undefined if none did.
function failureOf(a: Artifact, b: Artifact): string | undefined {
  const [x, y] = [a, b].map(({ kind, root }) => root && kind.failure?.of(root));
  if (x !== undefined && x === y) return `${x} in A and B`;
  return [x && `${x} in A`, y && `${y} in B`].filter(Boolean).join(' and ') || undefined;
}

// A failed run explains why values are missing, so it replaces their reasons. It is as serious as the most serious of them.
function explainedBy(text: string, replaced: readonly JudgedReason[]): JudgedReason[] {
  const worst = mostSerious(replaced);
  if (!worst) return [{ severity: 'info', text }];
  return replaced.map(reason => ({ ...reason, text: reason === worst ? text : '' }));
}

/** A value of both sides with the reasons of its difference. */
interface JudgedValue {
  readonly change: Change;
  readonly reasons: readonly JudgedReason[];
}

/** Judges each value, and collects the reasons. */
export const judgeAll = (all: readonly Pair[], kind: Kind, policy: Policy): JudgedValue[] =>
  all.map(pair => {
    const judgement = judge(pair, policy);
    return { change: changeOf(pair, judgement, kind), reasons: reasonOf(judgement) };
  });

const changeOf = (pair: Pair, { severity, reason }: Judgement, kind: Kind): Change => ({
  ...pair,
  severity,
  reason,
  section: sectionOf(kind, pair.path),
});

// A file that is not a JSON object has no known values, so the values of the other file are not differences.
const bothObjects = (a: Artifact, b: Artifact): boolean => a.root?.kind === 'object' && b.root?.kind === 'object';

function sectionOf(kind: Kind, path: string): string {
  const top = /^[\w-]+/.exec(path)?.[0] ?? path;
  const section = kind.sections.find(s => s.prefixes.includes(top)) ?? kind.sections.at(-1);
  return section?.id ?? '';
}
