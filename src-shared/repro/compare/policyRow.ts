// A row of the table of severities, and the texts that rows share.
import type { Pair } from '../../artifacts/diff';
import { isHash, shortHash } from '../../text/hashForm';
import { HIDDEN } from '../../text/hidden';
import type { JsonNode } from '../../text/jsonText';

/** `info`: allowed to differ. `warn`: results will be close. `error`: not the same experiment. */
export type DiffSeverity = 'same' | 'info' | 'warn' | 'error';

/** A row of the table. The first row whose path and condition match is used. */
export interface PolicyRow {
  /** Stable identifier, for settings. */
  readonly id: string;
  /** The paths of the values that it applies to; as in `Pair.path`. */
  readonly path: RegExp;
  readonly when?: (pair: Pair) => boolean;
  /** The row also applies to equal values, because the value itself is a problem. */
  readonly evenIfEqual?: true;
  readonly severity: Exclude<DiffSeverity, 'same'>;
  /** A description, for the page of formats and the settings. */
  readonly about: string;
  /** The sentence for the reasons. */
  readonly reason: (pair: Pair) => string;
}

/** How many sides are strings. */
export const countStrings = (pair: Pair): number => [pair.a, pair.b].filter(node => node?.kind === 'string').length;

/** The end of a sentence about a difference that changes results only slightly. */
export const CLOSE = 'results will be close, not equal';

/** Whether a value is a full SHA-256: 64 lower-case hex digits. */
export const isFullHash = (node: Pair['a']): boolean => node?.kind === 'string' && isHash(node.text);

const LONG = 60;
/** The number of characters that are shown before the difference. */
const CONTEXT = 20;

/** A sentence about a difference: `numpy differs (1.26.4 → 2.1.1)` and its consequence, or that only one side records it. */
export const difference = (what: string, pair: Pair, consequence: string): string =>
  ifBoth(what, pair, `${what} differs (${sides(pair)})${consequence}`);

/** A sentence about a value of both sides, or that only one side records it: `numpy is recorded only in B.` */
export const ifBoth = (what: string, { a, b }: Pair, text: string): string =>
  a && b ? text : `${what} is recorded only in ${a ? 'A' : 'B'}.`;

/** A sentence about a value of which one side may be null: `git is recorded only in A; it is null in B` and its consequence. */
export function nullAgainstObject(what: string, pair: Pair, consequence: string): string {
  const { a, b } = pair;
  if (!a || !b || (a.kind === 'null') === (b.kind === 'null')) return difference(what, pair, consequence);
  const [full, empty] = a.kind === 'null' ? ['B', 'A'] : ['A', 'B'];
  return `${what} is recorded only in ${full}; it is null in ${empty}${consequence}.`;
}

/** Whether one side is null and the other an object or a list. */
export const isNullAgainstObject = ({ a, b }: Pair): boolean =>
  a && b ? [a, b].some(n => n.kind === 'null') && [a, b].some(n => n.kind === 'object' || n.kind === 'array') : false;

/** Both sides of a difference as text. Hashes and long values are truncated so that the difference is visible. */
export function sides({ a, b }: Pair): string {
  const [x, y] = [side(a), side(b)];
  const isText = (node: Pair['a']): boolean => node?.kind === 'string' && !isSecret(node);
  // 1 and "1" look alike.
  if (x === y && isText(a) !== isText(b)) return `${quoted(a, x)} → ${quoted(b, y)}`;
  const sameStart = shortHash(x) === shortHash(y);
  const from = Math.max(x.length, y.length) > LONG ? startOf(x, y) : 0;
  const shown = (text: string): string => (isHash(text) && !sameStart ? shortHash(text) : cut(text, from));
  return `${shown(x)} → ${shown(y)}`;
}

const quoted = (node: Pair['a'], text: string): string => (node?.kind === 'string' ? JSON.stringify(text) : text);

const isSecret = (node: JsonNode): boolean => 'secret' in node && node.secret === true;

function side(node: Pair['a']): string {
  if (!node) return '(absent)';
  if (isSecret(node)) return HIDDEN;
  if (node.kind === 'string') return node.text || '""';
  if (node.kind === 'number') return node.text;
  return node.kind === 'bool' ? String(node.value) : NAMES[node.kind];
}

const NAMES = { null: 'null', object: 'an object', array: 'a list' } as const;

// The offset to start at, so that the visible text contains the first difference.
function startOf(x: string, y: string): number {
  let common = 0;
  while (common < Math.min(x.length, y.length) && x[common] === y[common]) common++;
  return common < LONG - CONTEXT ? 0 : common - CONTEXT;
}

function cut(text: string, from: number): string {
  const shown = from > 0 ? `…${whole(text.slice(from))}` : text;
  return shown.length > LONG ? `${whole(shown.slice(0, LONG - 1))}…` : shown;
}

// Removes half of a surrogate pair at either end.
const whole = (text: string): string => text.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
