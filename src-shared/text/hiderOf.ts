// Removes known secrets from texts that may quote them, also where a long one was cut.
import { firstIndex } from './firstIndex';
import { HIDDEN } from './hidden';
import { withEscapes } from './oneLine';

// Shorter ones are ordinary words and numbers; they are hidden where their place is known.
const SHORTEST = 4;
// A shorter part of a secret does not reveal it.
const SHORTEST_PART = 6;
// A message may quote one word of a secret. Shorter words, and those without a digit, may be ordinary words.
const SHORTEST_WORD = 10;
// Texts for people are cut to fewer characters.
const LONGEST_PART = 500;

/** Removes known secrets from a text. */
export type Hide = (text: string) => string;

/**
 * A function that hides these secrets: whole, as quoted in JSON or with escapes, their long words, and their beginnings and ends next to an ellipsis.
 * The time for a text does not depend on their number.
 */
export function hiderOf(secrets: readonly string[]): Hide {
  const spellings = new Set(secrets.filter(s => s.length >= SHORTEST).flatMap(spellingsOf));
  if (spellings.size === 0) return text => text;
  const lengths = lengthsByStart(spellings);
  const sorted = [...spellings].sort();
  const reversed = [...spellings].map(turned).sort();
  return text => {
    const whole = hideWhole(text, spellings, lengths);
    return whole.includes('…') ? hideParts(whole, sorted, reversed) : whole;
  };
}

const spellingsOf = (text: string): string[] => [
  text,
  JSON.stringify(text).slice(1, -1),
  withEscapes(text),
  ...text.split(/\W+/).filter(word => word.length >= SHORTEST_WORD && /\d/.test(word)),
];

const turned = (text: string): string => text.split('').reverse().join('');

// The lengths of the secrets that start with the same characters, the longest first.
function lengthsByStart(secrets: ReadonlySet<string>): Map<string, number[]> {
  const lengths = new Map<string, Set<number>>();
  for (const secret of secrets) {
    const start = secret.slice(0, SHORTEST);
    const known = lengths.get(start) ?? new Set();
    lengths.set(start, known.add(secret.length));
  }
  return new Map([...lengths].map(([start, all]) => [start, [...all].sort((a, b) => b - a)]));
}

function hideWhole(text: string, secrets: ReadonlySet<string>, lengths: ReadonlyMap<string, number[]>): string {
  let shown = '';
  let from = 0;
  for (let at = 0; at + SHORTEST <= text.length; at++) {
    const possible = lengths.get(text.slice(at, at + SHORTEST));
    const length = possible?.find(l => at + l <= text.length && secrets.has(text.slice(at, at + l)));
    if (length === undefined) continue;
    shown += text.slice(from, at) + HIDDEN;
    from = at + length;
    at = from - 1;
  }
  return shown + text.slice(from);
}

// The text before an ellipsis may end with the beginning of a secret, and the text after it may start with the end of one.
function hideParts(text: string, sorted: readonly string[], reversed: readonly string[]): string {
  const pieces = text.split('…');
  return pieces
    .map((piece, i) => {
      const before = i < pieces.length - 1 ? partAtEnd(piece, sorted) : 0;
      const start = before > 0 ? piece.slice(0, piece.length - before) + HIDDEN : piece;
      const after = i > 0 ? partAtEnd(turned(start), reversed) : 0;
      return after > 0 ? HIDDEN + start.slice(after) : start;
    })
    .join('…');
}

// The length of the longest end of a text with which one of the sorted texts starts; 0 where it is too short.
function partAtEnd(text: string, sorted: readonly string[]): number {
  for (let length = Math.min(text.length, LONGEST_PART); length >= SHORTEST_PART; length--)
    if (startsOne(text.slice(text.length - length), sorted)) return length;
  return 0;
}

function startsOne(part: string, sorted: readonly string[]): boolean {
  return sorted[firstIndex(sorted, text => text >= part)]?.startsWith(part) === true;
}
