// Text with the escapes of JSON and Python replaced by their characters, so that a name or a secret is found however it is written.
import { type Span, span } from './span';

// Only characters of ASCII: names and secrets have no others. PHP writes `/` as `\/`.
const ESCAPE = /\\{1,31}(?:u00([2-7][0-9a-f])|x([2-7][0-9a-f])|(\/))/gi;
const MAY_ESCAPE = /\\(?:u00|x[2-7]|\/)/i;

/** The spans that a search finds in the text without escapes, as spans of the text itself; none where the text has no escapes. */
export function spansWithoutEscapes(text: string, find: (decoded: string) => readonly Span[]): Span[] {
  if (!MAY_ESCAPE.test(text)) return [];
  const parts: string[] = [];
  // Where each escape ends in the decoded text, and by how much the text is longer up to there.
  const ends: number[] = [];
  const shifts: number[] = [];
  let at = 0;
  let shift = 0;
  for (const match of text.matchAll(ESCAPE)) {
    parts.push(
      text.slice(at, match.index),
      match[3] ?? String.fromCharCode(Number.parseInt(match[1] ?? match[2] ?? '', 16)),
    );
    at = match.index + match[0].length;
    shift += match[0].length - 1;
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
