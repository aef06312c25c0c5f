// The result of comparing one identity of two runs, and how values of both sides become rows of a comparison.
import type { Change } from '../../../repro/compare/compareWhole';
import type { DiffSeverity } from '../../../repro/compare/policyRow';
import { firstFew } from '../../../text/firstFew';
import type { JsonNode } from '../../../text/jsonText';
import { withoutSecretForms } from '../../../text/secretText';
import type { Aspect, Identity, TrackedRun } from '../trackedRun';
import { sameValue } from '../values/sameValue';

/** Whether an identity of two runs is the same. What is absent on a side is unknown, never the same. */
export type IdentityState = 'same' | 'differs' | 'unknown';

/** An identity of two runs. `reason`: why, as a sentence; `rows`: the values of both sides. */
export interface IdentityResult {
  readonly identity: Identity;
  readonly state: IdentityState;
  readonly reason: string;
  readonly rows: readonly Change[];
}

/** Values of both sides by name. */
export type Sides<T> = ReadonlyMap<string, { readonly a?: T; readonly b?: T }>;

/** The values of two maps by name. */
export function sidesOf<T>(a: ReadonlyMap<string, T>, b: ReadonlyMap<string, T>): Sides<T> {
  const names = [...new Set([...a.keys(), ...b.keys()])].sort();
  return new Map(
    names.map(name => {
      const [x, y] = [a.get(name), b.get(name)];
      return [name, { ...(x !== undefined && { a: x }), ...(y !== undefined && { b: y }) }];
    }),
  );
}

/** A row. `serious`: how serious a difference is. A value on one side only may be the same, so it is a warning. */
export function rowOf(
  section: string,
  name: string,
  { a, b, serious }: { readonly a?: JsonNode; readonly b?: JsonNode; readonly serious: DiffSeverity },
): Change {
  const path = withoutSecretForms(`${section}.${name}`);
  const sides = { ...(a && { a }), ...(b && { b }) };
  if (!a || !b) return { path, ...sides, equal: false, severity: 'warn', reason: '', section };
  const sameness = sameValue(a, b);
  const severity = { same: 'same', 'written-differently': 'info', unknown: 'warn', differs: serious } as const;
  const equal = sameness === 'same' || sameness === 'written-differently';
  return { path, ...sides, equal, severity: severity[sameness], reason: '', section };
}

const MAX_NAMES = 4;

/** The first names of a list, for a sentence. */
export const namesText = (names: readonly string[]): string => firstFew(names, MAX_NAMES, { text: name => name });

/** Why an aspect is not known of one or both runs: `A: …`, or once if it is the same of both. */
export function absentText(aspect: Aspect, { absent: a }: TrackedRun, { absent: b }: TrackedRun): string {
  if (a[aspect] !== undefined && a[aspect] === b[aspect]) return a[aspect];
  const sides = [['A', a[aspect]] as const, ['B', b[aspect]] as const];
  return sides.flatMap(([side, why]) => (why === undefined ? [] : [`${side}: ${why}`])).join(' ');
}

/** The sentence of an identity that is not known. */
export const unknownText = (what: string, why: string): string =>
  `It is not known whether ${what} are the same.${why === '' ? '' : ` ${why}`}`;
