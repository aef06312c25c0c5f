// Compares two artifacts without entries: judges each value, and collects the reasons before the verdict.
import { type Pair, pairs } from '../../artifacts/diff';
import type { Kind } from '../../artifacts/kind';
import type { Artifact } from '../../artifacts/read';
import { unknowns } from './comparability';
import { compareMetrics, type MetricChange } from './metrics';
import { type Judgement, judge, type Policy } from './policy';
import type { DiffSeverity } from './policyRow';
import { type JudgedReason, mostSerious, reasonOf } from './verdict';

/** A value of both sides with the judgement of its difference. */
export interface Change extends Pair {
  readonly severity: DiffSeverity;
  readonly reason: string;
  /** Id of the section of the kind that it belongs to. */
  readonly section: string;
}

/** The result of comparing two artifacts, before the verdict. `failed`: one of the two runs has no reliable result. */
export interface Whole {
  readonly failed: boolean;
  readonly found: readonly JudgedReason[];
  readonly values: readonly Change[];
  readonly metrics: readonly MetricChange[];
}

/** Compares two artifacts as a whole. `name`: the run in a sentence. The faults of the files are not included. */
export function compareWhole(a: Artifact, b: Artifact, policy: Policy, name = 'The run'): Whole {
  const { kind } = a;
  const isMetric = ({ path }: Pair) =>
    kind.metricsField !== undefined && new RegExp(`^${kind.metricsField}($|[.[])`).test(path);
  const judged = judgeAll(
    pairs(a.root, b.root).filter(pair => !isMetric(pair)),
    kind,
    policy,
  );
  const failure = failureOf(a, b);
  const missing = bothObjects(a, b) ? unknowns(a, b, policy) : [];
  const differences: readonly Difference[] = bothObjects(a, b) ? judged.found : [];
  const explained = failure === undefined ? [] : [...differences.filter(d => d.byFailure), ...missing];
  const found = failure === undefined ? differences : differences.filter(d => !d.byFailure);
  return {
    failed: failure !== undefined,
    found: [
      ...found.map(({ byFailure: _, ...reason }) => reason),
      ...(failure === undefined
        ? missing
        : explainedBy(`${name} ${failure}, so it has no result to compare.`, explained)),
    ],
    values: judged.values,
    metrics: compareMetrics(a.claims.metrics, b.claims.metrics),
  };
}

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

// A reason of a difference. `byFailure`: a failed run would explain it.
type Difference = JudgedReason & { readonly byFailure: boolean };

/** Judges each value, and collects the reasons. */
export function judgeAll(
  all: readonly Pair[],
  kind: Kind,
  policy: Policy,
): Pick<Whole, 'values'> & { readonly found: readonly Difference[] } {
  const judged = all.map(pair => ({ pair, judgement: judge(pair, policy) }));
  const isExplained = ({ path, a, b }: Pair) => !a || !b || path === kind.failure?.field;
  return {
    found: judged.flatMap(({ pair, judgement }) =>
      reasonOf(judgement).map(reason => ({ ...reason, byFailure: isExplained(pair) })),
    ),
    values: judged.map(({ pair, judgement }) => changeOf(pair, judgement, kind)),
  };
}

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
