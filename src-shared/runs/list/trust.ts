// What counts against a run, from the run itself and, where a user verified it, from the files of this machine. Nothing is claimed without evidence.
import { diverged } from '../../artifacts/findings/diverged';
import { divergedNames } from '../../artifacts/metrics';
import type { VerifyStep, VerifyStepName } from '../verify/verification';
import type { RunRow } from './runRow';

/** The steps of the verification of a run; undefined where it was not verified, or a file changed since. */
export type StepsOf = (file: Pick<RunRow, 'path'>) => readonly VerifyStep[] | undefined;

/** What a list shows about a run in one or two words, with its reason as a sentence. */
export interface RunBadge {
  readonly id:
    | 'stale'
    | 'failed'
    | 'faulty'
    | 'not-finite'
    | 'no-data-hash'
    | 'no-seed'
    | 'data-changed'
    | 'contradicted';
  readonly text: string;
  readonly reason: string;
}

/** The badges of a run. Every badge but that of an older version is a reason for distrust. */
export function badgesOf(row: RunRow, steps: readonly VerifyStep[] | undefined): RunBadge[] {
  return [...(row.spec.state === 'stale' ? [STALE] : []), ...ownBadges(row), ...contradictionsOf(steps)];
}

/** What a verification contradicted: the data, and the first of anything else. */
export function contradictionsOf(steps: readonly VerifyStep[] | undefined): RunBadge[] {
  const contradicted = steps?.filter(({ state }) => state === 'contradicted') ?? [];
  const data = contradicted.find(({ name }) => name === 'data_hash');
  const other = contradicted.find(({ name }) => name !== 'data_hash');
  return [
    ...(data ? [{ id: 'data-changed', text: 'data changed', reason: data.detail } as const] : []),
    ...(other
      ? [{ id: 'contradicted', text: `${WORDS[other.name]} contradicted`, reason: other.detail } as const]
      : []),
  ];
}

/** Whether any metric of a run is NaN or infinite. */
export const hasDiverged = ({ claims: { metrics } }: RunRow): boolean => divergedNames(metrics ?? []).length > 0;

/** Why a run cannot be trusted, as sentences; empty for one that was verified and has nothing against it. */
export function distrustOf(row: RunRow, steps: readonly VerifyStep[] | undefined): string[] {
  const against = badgesOf(row, steps).flatMap(({ id, reason }) => (id === 'stale' ? [] : [reason]));
  if (!steps) return [...against, 'It was not verified.'];
  const open = steps.filter(({ name, state }) => NEEDED.includes(name) && state === 'unknown');
  return [...against, ...open.map(({ detail }) => detail)];
}

// A run need not have a lock or a script, and without them nothing of its result is uncertain.
const NEEDED: readonly VerifyStepName[] = ['config_hash', 'data_hash', 'manifest'];

const WORDS: Readonly<Record<VerifyStepName, string>> = {
  config_hash: 'spec',
  data_hash: 'data',
  lock: 'lock',
  script: 'script',
  manifest: 'manifest',
  metrics: 'metrics',
};

const STALE: RunBadge = { id: 'stale', text: 'stale', reason: 'It was made from an older version of its spec.' };

// A run without a result cannot have recorded its data and seed. Kinds other than manifests do not record them.
function ownBadges(row: RunRow): RunBadge[] {
  const { failure, isFaulty, kind, claims } = row;
  if (failure !== undefined) return [{ id: 'failed', text: 'failed', reason: `It ${failure}.` }];
  const isOfSpec = kind.hashField !== undefined;
  return [
    ...(isFaulty ? [FAULTY] : []),
    ...(hasDiverged(row) ? [DIVERGED] : []),
    ...(isOfSpec && typeof claims.dataHash !== 'string' ? [NO_DATA] : []),
    ...(isOfSpec && typeof claims.seed !== 'string' ? [NO_SEED] : []),
  ];
}

const FAULTY: RunBadge = {
  id: 'faulty',
  text: 'errors',
  reason: 'Its file has errors or defines a value twice, so its values are not certain.',
};
const DIVERGED: RunBadge = { id: 'not-finite', text: diverged.code, reason: 'A metric is NaN or infinite.' };
const NO_DATA: RunBadge = {
  id: 'no-data-hash',
  text: 'no data hash',
  reason: 'It recorded no hash of its data, so which data it read is not known.',
};
const NO_SEED: RunBadge = {
  id: 'no-seed',
  text: 'no seed',
  reason: 'It recorded no seed, so it cannot be repeated exactly.',
};
