// Removes known secrets from a text that may quote them, also where a long one was cut.
import { HIDDEN } from './hidden';
import { withEscapes } from './oneLine';

// Shorter ones are ordinary words and numbers; they are hidden where their place is known.
const SHORTEST = 4;
// A shorter beginning of a secret does not reveal it.
const SHORTEST_PART = 6;

/** The text with each of these secrets hidden: whole, as quoted in JSON or with escapes, and its beginning or end next to an ellipsis. */
export function hideAll(text: string, secrets: readonly string[]): string {
  const spellings = new Set(secrets.filter(s => s.length >= SHORTEST).flatMap(spellingsOf));
  const longestFirst = [...spellings].sort((a, b) => b.length - a.length);
  const whole = longestFirst.reduce((all, secret) => all.replaceAll(secret, HIDDEN), text);
  if (!whole.includes('…')) return whole;
  return longestFirst.reduce(hideParts, whole);
}

const spellingsOf = (text: string): string[] => [text, JSON.stringify(text).slice(1, -1), withEscapes(text)];

// Looks from each ellipsis backwards for a beginning of the secret, and forwards for an end of it.
function hideParts(text: string, secret: string): string {
  const pieces = text.split('…');
  return pieces
    .map((piece, i) => {
      const before = i < pieces.length - 1 ? partAtEnd(piece, secret) : 0;
      const cut = before > 0 ? piece.slice(0, piece.length - before) + HIDDEN : piece;
      const after = i > 0 ? partAtStart(cut, secret) : 0;
      return after > 0 ? HIDDEN + cut.slice(after) : cut;
    })
    .join('…');
}

// The length of the longest beginning of the secret at the end of a text; 0 where it is too short.
function partAtEnd(text: string, secret: string): number {
  const start = secret.slice(0, SHORTEST_PART);
  const from = Math.max(0, text.length - secret.length);
  for (let at = text.indexOf(start, from); at >= 0; at = text.indexOf(start, at + 1))
    if (secret.startsWith(text.slice(at))) return text.length - at;
  return 0;
}

function partAtStart(text: string, secret: string): number {
  const end = secret.slice(-SHORTEST_PART);
  for (let at = text.lastIndexOf(end, secret.length); at >= 0; at = at === 0 ? -1 : text.lastIndexOf(end, at - 1))
    if (secret.endsWith(text.slice(0, at + end.length))) return at + end.length;
  return 0;
}
