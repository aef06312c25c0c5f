// The span in which two texts differ. An editor replaces only this span, so that cursors and folds are kept.
import { type Span, span } from './span';

/** The span of `before` to replace and its new text; undefined when both are the same. */
export function changedSpan(before: string, after: string): { readonly span: Span; readonly text: string } | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { span: span(start, before.length - end), text: after.slice(start, after.length - end) };
}
