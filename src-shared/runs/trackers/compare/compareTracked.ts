// Compares two runs of any trackers, or one with a run of ours: five identities, the verdict, and the metrics, which do not affect it.
import type { Directions } from '../../../kyn/catalogue/metricDirection';
import type { Comparison } from '../../../repro/compare/compare';
import { compareMetrics, divergedText } from '../../../repro/compare/metrics';
import type { DiffSeverity } from '../../../repro/compare/policyRow';
import { conclude, type Reason, type Verdict } from '../../../repro/compare/verdict';
import { metricsOfRun } from '../trackedMetrics';
import type { TrackedRun } from '../trackedRun';
import { OTHER, trackerKind } from '../trackerKind';
import { compareCode, compareData } from './dataAndCode';
import { compareDigests } from './digests';
import { compareEnvironment } from './environment';
import { type IdentityResult, namesText } from './identityResult';
import { compareConfig, compareSeeds } from './settings';
import { supportedClaims } from './supportedClaims';

/** A comparison with the five identities, in their order. */
export interface TrackedComparison extends Comparison {
  readonly identities: readonly IdentityResult[];
}

/** Compares two runs. `directions`: those of metrics that the user set. */
export function compareTracked(a: TrackedRun, b: TrackedRun, directions: Directions = {}): TrackedComparison {
  const identities = [
    compareConfig(a, b),
    compareData(a, b),
    compareCode(a, b),
    compareEnvironment(a, b),
    compareSeeds(a, b),
  ];
  const outputs = compareDigests('outputs', a.outputs, b.outputs);
  const { metrics, reasons } = supportedClaims(compareMetrics(metricsOfRun(a), metricsOfRun(b), directions), a, b);
  const found = [...identities.map(reasonOf), ...unreadReasons(a, b), ...statusReasons(a, b), ...reasons];
  const last = [...outputReasons(identities, outputs.state), ...divergence(metrics)];
  return {
    kind: a.tracker === b.tracker ? trackerKind(a.tracker) : OTHER,
    ...conclude(found, last),
    verdict: trackedVerdict(identities),
    identities,
    values: [
      ...identities.flatMap(({ rows }) => rows),
      ...outputs.rows.map(row => ({ ...row, severity: row.equal ? ('same' as const) : ('info' as const) })),
    ],
    metrics,
  };
}

/** The verdict: identical only where all five are the same. Other settings or other data make another experiment. */
export function trackedVerdict(identities: readonly Pick<IdentityResult, 'identity' | 'state'>[]): Verdict {
  const differs = identities.filter(({ state }) => state === 'differs');
  if (differs.some(({ identity }) => SERIOUS.has(identity))) return 'not-comparable';
  if (identities.some(({ state }) => state === 'unknown')) return 'unknown';
  return differs.length > 0 ? 'comparable' : 'identical-inputs';
}

const SERIOUS: ReadonlySet<string> = new Set(['config', 'data']);

function reasonOf({ identity, state, reason }: IdentityResult): Reason {
  const severity: DiffSeverity =
    state === 'same' ? 'info' : state === 'differs' && SERIOUS.has(identity) ? 'error' : 'warn';
  return { severity, text: reason };
}

// What is missing there looks like something that was not recorded.
const unreadReasons = (a: TrackedRun, b: TrackedRun): Reason[] =>
  [['A', a] as const, ['B', b] as const].flatMap(([side, { unread = [] }]): Reason[] =>
    unread.length === 0
      ? []
      : [{ severity: 'warn', text: `Not all files of ${side} were read: ${namesText(unread)}.` }],
  );

const statusReasons = (a: TrackedRun, b: TrackedRun): Reason[] =>
  (
    [
      ['A', a],
      ['B', b],
    ] as const
  ).flatMap(([side, { status, metrics }]): Reason[] => {
    if (status.state === 'finished') return [];
    const effect = metrics.size > 0 ? ', so its metrics may not be final' : '';
    // A reason may be in brackets already: `failed (exit code 1)`.
    const end = status.text.replace(/^(\w+) \((.*)\)$/, '$1: $2');
    if (status.state !== 'unknown') return [{ severity: 'warn', text: `${side} did not finish (${end})${effect}.` }];
    const shown = status.text === 'unknown' ? '' : ` (${end})`;
    return [{ severity: 'info', text: `It is not known how ${side} ended${shown}${effect}.` }];
  });

// The same inputs should make the same outputs.
function outputReasons(identities: readonly IdentityResult[], outputs: IdentityResult['state']): Reason[] {
  const isSame = identities.every(
    ({ identity, state }) => state === 'same' || !['config', 'data', 'code'].includes(identity),
  );
  if (outputs !== 'differs' || !isSame) return [];
  return [
    {
      severity: 'warn',
      text: 'The outputs differ although the recorded inputs are the same: it is not deterministic, or it has inputs that are not recorded.',
    },
  ];
}

const divergence = (metrics: TrackedComparison['metrics']): Reason[] =>
  (['a', 'b'] as const).flatMap(side => {
    const text = divergedText(metrics, side);
    return text === ''
      ? []
      : [{ severity: 'info' as const, text: `The metrics of ${side.toUpperCase()} diverged: ${text}.` }];
  });
