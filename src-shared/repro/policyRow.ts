// What a row of the table of severities is, and the words that rows share.
import type { Pair } from '../artifacts/diff';
import { HIDDEN } from '../text/hidden';
import { isHash, shortHash } from './configHash';

/** `info`: allowed to differ. `warn`: results will be close. `error`: not the same experiment. */
export type DiffSeverity = 'same' | 'info' | 'warn' | 'error';

/** A row of the table. The first whose path fits and whose condition holds decides. */
export interface PolicyRow {
  /** Stable identifier, for settings. */
  readonly id: string;
  /** The paths of the values that it judges; as in `Pair.path`. */
  readonly path: RegExp;
  readonly when?: (pair: Pair) => boolean;
  /** It judges a value that is equal on both sides as well: equal is not enough where the value itself leaves something open. */
  readonly evenIfEqual?: true;
  readonly severity: Exclude<DiffSeverity, 'same'>;
  /** What it is about, for the page of formats and the settings. */
  readonly about: string;
  /** The sentence for the reasons. */
  readonly reason: (pair: Pair) => string;
}

/** How many sides are strings. */
export const known = (pair: Pair): number => [pair.a, pair.b].filter(node => node?.kind === 'string').length;

/** The end of a sentence about a difference that matters little. */
export const CLOSE = 'results will be close, not equal';

/** Both sides of a difference in words, long values and hashes in short form. */
export const sides = ({ a, b }: Pair): string => `${side(a)} → ${side(b)}`;

function side(node: Pair['a']): string {
  if (!node) return '(absent)';
  if (node.kind === 'string' && node.secret) return HIDDEN;
  if (node.kind === 'string') return isHash(node.text) ? shortHash(node.text) : short(node.text) || '""';
  if (node.kind === 'number') return short(node.text);
  return node.kind === 'bool' ? String(node.value) : node.kind === 'null' ? 'null' : 'a value';
}

const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
