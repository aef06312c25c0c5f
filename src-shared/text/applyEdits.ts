// Applies the edits of fixes to a text.
import type { TextEdit } from './diagnostic';

/** The text after edits, which do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let end = 0;
  for (const edit of [...edits].sort((a, b) => a.span.start - b.span.start)) {
    parts.push(text.slice(end, edit.span.start), edit.text);
    end = edit.span.end;
  }
  return parts.join('') + text.slice(end);
}
