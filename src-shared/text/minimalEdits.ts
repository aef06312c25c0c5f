// Splits an edit into edits that replace only the words and signs that change. Text that an edit keeps, for example a secret in the line that a fix rewrites, is then
// neither sent to an editor nor shown in its preview, and cursors, folds and marks in it are kept.
import { changedSpan } from './changedSpan';
import type { TextEdit } from './diagnostic';
import { shift, span } from './span';

// Words and numbers; between them are blanks, quotes, brackets and signs.
const PART = /[^\s"'`,;|&<>()[\]{}=:]+/g;
const INSIDE = /^[^\s"'`,;|&<>()[\]{}=:]{2}$/;

const isInWord = (text: string, at: number): boolean => at > 0 && INSIDE.test(text.slice(at - 1, at + 1));

// What changes, as whole words.
function changedWords(before: string, after: string): TextEdit | undefined {
  const change = changedSpan(before, after);
  if (!change) return undefined;
  let { start, end } = change.span;
  const more = after.length - before.length;
  while (isInWord(before, start) || isInWord(after, start)) start--;
  while (isInWord(before, end) || isInWord(after, end + more)) end++;
  return { span: span(start, end), text: after.slice(start, end + more) };
}

/** The edits of `text` that have the same result as `edit`, in order and without overlaps; none where nothing changes. Takes linear time. */
export function minimalEdits(text: string, edit: TextEdit): TextEdit[] {
  const before = text.slice(edit.span.start, edit.span.end);
  const edits: TextEdit[] = [];
  let from = { before: 0, after: 0 };
  const replaceUpTo = (end: Place): void => {
    const change = changedWords(before.slice(from.before, end.before), edit.text.slice(from.after, end.after));
    if (change) edits.push({ span: shift(change.span, edit.span.start + from.before), text: change.text });
  };
  for (const { length, ...place } of keptParts(before, edit.text)) {
    replaceUpTo(place);
    from = { before: place.before + length, after: place.after + length };
  }
  replaceUpTo({ before: before.length, after: edit.text.length });
  return edits;
}

/** The same position in the text before an edit and in the text after it. */
interface Place {
  readonly before: number;
  readonly after: number;
}

// The parts that both texts have, in order. A part that moved behind others is not kept.
function keptParts(before: string, after: string): (Place & { readonly length: number })[] {
  const change = changedWords(before, after);
  if (!change || change.text === '' || change.span.start === change.span.end) return [];
  const kept: (Place & { readonly length: number })[] = [];
  const places = new Map<string, number[]>();
  const start = change.span.start;
  for (const { 0: part, index } of change.text.matchAll(PART)) {
    const known = places.get(part);
    if (known) known.push(start + index);
    else places.set(part, [start + index]);
  }
  for (const starts of places.values()) starts.reverse();
  let end = 0;
  for (const { 0: part, index } of before.slice(start, change.span.end).matchAll(PART)) {
    const starts = places.get(part) ?? [];
    while ((starts.at(-1) ?? end) < end) starts.pop();
    const at = starts.pop();
    if (at === undefined) continue;
    kept.push({ before: start + index, after: at, length: part.length });
    end = at + part.length;
  }
  return kept;
}
