// Which side of a metric is better is claimed only where the runs evaluated the same samples, the values can be trusted, and the difference is more than noise.
import type { MetricChange } from '../../../repro/compare/metrics';
import type { Reason } from '../../../repro/compare/verdict';
import type { TrackedMetric, TrackedRun } from '../trackedRun';
import { namesText } from './identityResult';

// A difference within so many standard errors does not show that a side is better.
const ERRORS = 2;

/** The metrics without the claims that the runs do not support, and why there are none. */
export function supportedClaims(
  metrics: readonly MetricChange[],
  a: TrackedRun,
  b: TrackedRun,
): { readonly metrics: MetricChange[]; readonly reasons: readonly Reason[] } {
  const parts = partsText(a, b);
  const names: Record<Cause, string[]> = { doubt: [], noise: [] };
  const judged = metrics.map((metric): MetricChange => {
    const cause = causeOf(metric, a.metrics.get(metric.name), b.metrics.get(metric.name));
    if (cause) names[cause].push(metric.name);
    return cause || parts !== '' ? { ...metric, better: 'unknown' } : metric;
  });
  const texts = [
    parts,
    ...doubtTexts(a, b),
    names.noise.length === 0
      ? ''
      : `No side is called better where the difference is within ${ERRORS} standard errors or one was not recorded: ${namesText(names.noise)}.`,
  ];
  return {
    metrics: judged,
    reasons: texts.flatMap((text): Reason[] => (text === '' ? [] : [{ severity: 'warn', text }])),
  };
}

type Cause = 'doubt' | 'noise';

function causeOf({ better, delta }: MetricChange, a?: TrackedMetric, b?: TrackedMetric): Cause | undefined {
  if (a?.doubt !== undefined || b?.doubt !== undefined) return 'doubt';
  if ((better !== 'a' && better !== 'b') || (a?.error === undefined && b?.error === undefined)) return undefined;
  const error = Math.hypot(a?.error ?? Number.NaN, b?.error ?? Number.NaN);
  return Math.abs(Number(delta)) > ERRORS * error ? undefined : 'noise';
}

function partsText({ partial: a }: TrackedRun, { partial: b }: TrackedRun): string {
  if (a === b) return '';
  const what =
    a !== undefined && b !== undefined
      ? `The runs evaluated different parts of the samples (A: ${a}; B: ${b})`
      : `${a === undefined ? 'B' : 'A'} evaluated only a part of the samples (${a ?? b})`;
  return `${what}, so their metrics are not compared.`;
}

const doubtTexts = (a: TrackedRun, b: TrackedRun): string[] =>
  [['A', a] as const, ['B', b] as const].flatMap(([side, { metrics }]) => {
    const doubts = new Set([...metrics.values()].flatMap(({ doubt }) => doubt ?? []));
    return [...doubts].map(text => `${side}: ${text}`);
  });
