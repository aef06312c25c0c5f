// Text as a reader sees it: escapes of JSON, Python and HTML are replaced by their characters, and invisible characters are left out. A name or a
// secret is found however it is written.
import { lineBreaks } from './brokenLines';
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

/** Finds spans in a text. */
type Find = (text: string) => readonly Span[];

/** The spans that a search finds in the text as a reader sees it, as spans of the text itself; none where both are the same. */
export const spansWithoutEscapes = (text: string, find: Find): Span[] =>
  HINT.test(text) && MAY_REWRITE().test(text)
    ? spansOfRewritten(text, { parts: text.matchAll(REWRITTEN()), written: readable }, find)
    : [];

/** The spans that a search finds in the text with tokens in one piece that a line end breaks, as spans of the text itself; none without such tokens. */
export function spansAcrossLines(text: string, find: Find): Span[] {
  const parts = lineBreaks(text);
  return parts.length === 0 ? [] : spansOfRewritten(text, { parts, written: () => '' }, find);
}

// The parts of a text that are written in another way, in order; at most one character each.
interface Rewriting {
  readonly parts: Iterable<Pick<RegExpExecArray, 0 | 'index' | 'groups'>>;
  readonly written: (groups: Record<string, string | undefined>) => string;
}

function spansOfRewritten(text: string, { parts, written }: Rewriting, find: Find): Span[] {
  const pieces: string[] = [];
  // Where each character begins and ends in the rewritten text, and by how much the text is longer up to there.
  const found: { readonly start: number; readonly end: number; readonly shift: number }[] = [];
  let at = 0;
  let shift = 0;
  for (const { 0: part, index, groups } of parts) {
    const character = written(groups ?? {});
    pieces.push(text.slice(at, index), character);
    const start = index - shift;
    at = index + part.length;
    shift += part.length - character.length;
    found.push({ start, end: start + character.length, shift });
  }
  pieces.push(text.slice(at));
  let next = 0;
  // Offsets rise, because the spans are in order. What is left out after a span is not a part of it.
  const original = (offset: number, edge: 'start' | 'end'): number => {
    while (
      next < found.length &&
      (edge === 'end' ? (found[next]?.start ?? 0) < offset : (found[next]?.end ?? 0) <= offset)
    )
      next++;
    return offset + (found[next - 1]?.shift ?? 0);
  };
  return find(pieces.join('')).map(({ start, end }) => span(original(start, 'start'), original(end, 'end')));
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
