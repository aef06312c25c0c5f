// Text as a reader sees it: escapes of JSON, Python and HTML are replaced by their characters, and invisible characters are left out. A name or a
// secret is found however it is written.
import { lazyPattern } from './lazyPattern';
import { type Span, span } from './span';

// Escapes of ASCII, because names and secrets have no other characters; PHP writes `/` as `\/`. Escapes of characters without a width. A quote in HTML,
// and any character in an address.
const ESCAPE =
  '\\\\{1,31}(?:u00(?<unicode>[2-7][0-9a-f])|x(?<hex>[2-7][0-9a-f])|(?<slash>\\/)|u(?:00ad|061c|200[b-f]|202[a-e]|206[0-9a-f]|feff))|&(?<html>quot|apos|#34|#39);|%(?<address>[2-7][0-9a-f])';
// Colours of a terminal, characters without a width, and characters that look like those of ASCII: blanks, and the full-width forms.
const UNSEEN = '\\x1b\\[[0-9;]{0,20}[A-Za-z]|[^\\P{Cc}\\t\\n\\r]|[\\p{Cf}\\p{Default_Ignorable_Code_Point}]';
const ALIKE = '(?<blank>(?! )\\p{Zs})|(?<wide>[\\uff01-\\uff5e])';
const REWRITTEN = lazyPattern(`${ESCAPE}|${UNSEEN}|${ALIKE}`, 'giu');
const MAY_REWRITE = lazyPattern(`${ESCAPE}|${UNSEEN}|${ALIKE}`, 'iu');
// A quick test that rejects most texts: they have neither escapes nor characters outside of ASCII.
const HINT = /[^\t\n\r -$'-[\]-~]/;
const FULL_WIDTH = 0xfee0;

// The character that a reader sees; none for a character without a width.
function readable({ unicode, hex, address, slash, html, blank, wide }: Record<string, string | undefined>): string {
  const code = unicode ?? hex ?? address;
  if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
  if (html !== undefined) return html === 'quot' || html === '#34' ? '"' : "'";
  if (wide !== undefined) return String.fromCharCode(wide.charCodeAt(0) - FULL_WIDTH);
  return blank === undefined ? (slash ?? '') : ' ';
}

const replaced = (text: string): string =>
  text.replace(REWRITTEN(), (...args) => readable(args.at(-1) as Record<string, string | undefined>));

/** The text as a reader sees it: with the characters of escapes, and without characters that are invisible. */
export const asSeen = (text: string): string => (HINT.test(text) ? replaced(text) : text);

/** The spans that a search finds in the text as a reader sees it, as spans of the text itself; none where both are the same. */
export function spansWithoutEscapes(text: string, find: (decoded: string) => readonly Span[]): Span[] {
  if (!HINT.test(text) || !MAY_REWRITE().test(text)) return [];
  const parts: string[] = [];
  // Where each replacement ends in the decoded text, and by how much the text is longer up to there.
  const ends: number[] = [];
  const shifts: number[] = [];
  let at = 0;
  let shift = 0;
  for (const match of text.matchAll(REWRITTEN())) {
    const character = readable(match.groups ?? {});
    parts.push(text.slice(at, match.index), character);
    at = match.index + match[0].length;
    shift += match[0].length - character.length;
    ends.push(at - shift);
    shifts.push(shift);
  }
  parts.push(text.slice(at));
  let next = 0;
  // Offsets rise, because the spans are in order.
  const original = (offset: number): number => {
    while (next < ends.length && (ends[next] ?? 0) <= offset) next++;
    return offset + (shifts[next - 1] ?? 0);
  };
  return find(parts.join('')).map(({ start, end }) => span(original(start), original(end)));
}

/** Spans in order, those that overlap united. */
export function united(spans: readonly Span[]): Span[] {
  const sorted = [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
  const result: Span[] = [];
  for (const next of sorted) {
    const last = result.at(-1);
    if (!last || next.start >= last.end) result.push(next);
    else if (next.end > last.end) result[result.length - 1] = span(last.start, next.end);
  }
  return result;
}
