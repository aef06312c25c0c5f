// Words of a text that may be hashes or their beginnings: 12 to 64 lower-case hex digits.
import { type Span, span, touches } from './span';

/** A word of hex digits and its place. */
export interface HashWord {
  readonly digits: string;
  readonly span: Span;
}

/** The longest part of a text that is searched, in UTF-16 units. */
const MAX_TEXT = 2 * 1024 * 1024;

const LONGEST = 64;

// Every other letter, digit or underscore next to the digits makes it another word.
const WORD = /\b[0-9a-f]{12,64}\b/g;

/** The words in the order of the text. */
export function* hashWords(text: string): Generator<HashWord, void> {
  for (const { 0: digits, index } of text.slice(0, MAX_TEXT).matchAll(WORD))
    yield { digits, span: span(index, index + digits.length) };
}

/** The word that touches an offset. Only the text around it is searched. */
export function hashWordAt(text: string, offset: number): HashWord | undefined {
  // One unit more than a word may have, so that a part of a longer word is not taken for one.
  const from = Math.max(0, offset - LONGEST - 1);
  for (const { digits, span: at } of hashWords(text.slice(from, offset + LONGEST + 1)))
    if (touches(at, offset - from)) return { digits, span: span(at.start + from, at.end + from) };
  return undefined;
}
