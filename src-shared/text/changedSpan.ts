// The span in which two texts differ. An editor replaces only this span, so that cursors and folds are kept.
import { type Span, span } from './span';

// Between the halves of a character, or of a line end, is not a position in an editor.
const isInside = (text: string, at: number): boolean =>
  /^(?:[\ud800-\udbff][\udc00-\udfff]|\r\n)$/.test(text.slice(at - 1, at + 1));

/** The span of `before` to replace and its new text; undefined when both are the same. */
export function changedSpan(before: string, after: string): { readonly span: Span; readonly text: string } | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  while (start > 0 && (isInside(before, start) || isInside(after, start))) start--;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  while (end > 0 && (isInside(before, before.length - end) || isInside(after, after.length - end))) end--;
  return { span: span(start, before.length - end), text: after.slice(start, after.length - end) };
}
