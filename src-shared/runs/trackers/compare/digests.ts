// Whether recorded digests of two runs are the same: of data, of scripts, of outputs.
import type { Change } from '../../../repro/compare/compareWhole';
import { jsonString } from '../../../text/makeJson';
import { withoutSecretForms } from '../../../text/secretText';
import { groupedBy } from '../../list/groupedBy';
import type { Digest } from '../trackedRun';
import { type IdentityState, namesText, sidesOf } from './identityResult';

/** The result for a list. `why`: a sentence. */
export interface DigestComparison {
  readonly state: IdentityState;
  readonly why: string;
  readonly rows: readonly Change[];
}

type Outcome = 'same' | 'differs' | 'probable' | 'kinds' | 'single';

/** Compares digests by name. Only those of one kind can be compared, and equal digests of samples prove nothing. */
export function compareDigests(section: string, a: readonly Digest[], b: readonly Digest[]): DigestComparison {
  const sides = sidesOf(byName(a), byName(b));
  const outcomes = [...sides].map(([name, pair]) => ({ name, ...pair, outcome: outcomeOf(pair.a, pair.b) }));
  const rows = outcomes.map(
    ({ name, outcome, ...pair }): Change => ({
      path: withoutSecretForms(`${section}.${name}`),
      ...(pair.a && { a: jsonString(pair.a.value) }),
      ...(pair.b && { b: jsonString(pair.b.value) }),
      equal: outcome === 'same' || outcome === 'probable',
      severity:
        outcome === 'same' ? 'same' : outcome === 'differs' ? 'error' : outcome === 'probable' ? 'info' : 'warn',
      reason: '',
      section,
    }),
  );
  const names = (wanted: Outcome): string[] =>
    outcomes.flatMap(({ name, outcome }) => (outcome === wanted ? [name] : []));
  return { ...judged(names, outcomes.length), rows };
}

function judged(names: (wanted: Outcome) => string[], count: number): Omit<DigestComparison, 'rows'> {
  const differs = names('differs');
  if (differs.length > 0) return { state: 'differs', why: `Other digests: ${namesText(differs)}.` };
  if (count === 0) return { state: 'unknown', why: '' };
  const single = names('single');
  if (single.length > 0) return { state: 'unknown', why: `Only one run records a digest of ${namesText(single)}.` };
  const kinds = names('kinds');
  if (kinds.length > 0)
    return {
      state: 'unknown',
      why: `The digests of ${namesText(kinds)} were made in different ways, so they cannot be compared.`,
    };
  const probable = names('probable');
  if (probable.length > 0)
    return {
      state: 'unknown',
      why: `The digests of ${namesText(probable)} are equal, but cover only a part of the rows. The data is probably the same.`,
    };
  return { state: 'same', why: '' };
}

// A name may occur several times, with other contents: all of them count.
function byName(digests: readonly Digest[]): Map<string, Digest> {
  return new Map([...groupedBy(digests, ({ name }) => name)].map(([name, group]) => [name, joined(group)]));
}

const joined = (group: readonly [Digest, ...Digest[]]): Digest => ({
  ...group[0],
  value: [...new Set(group.map(({ value }) => value))].sort().join(', '),
});

function outcomeOf(a: Digest | undefined, b: Digest | undefined): Outcome {
  if (!a || !b) return 'single';
  if (a.kind !== b.kind) return 'kinds';
  if (a.value !== b.value) return 'differs';
  return a.kind === 'mlflow' ? 'probable' : 'same';
}
