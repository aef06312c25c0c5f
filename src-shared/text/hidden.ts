// What is shown instead of a secret.
import type { Span } from './span';

/** The replacement of a secret. */
export const HIDDEN = '(hidden)';

/** The text with a star for each character of some spans, in order and without overlaps. Offsets do not change; line ends remain. */
export function withStars(text: string, spans: readonly Span[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of spans) {
    parts.push(text.slice(at, start), text.slice(start, end).replace(/[^\r\n]/g, '*'));
    at = end;
  }
  return parts.length === 0 ? text : parts.join('') + text.slice(at);
}
