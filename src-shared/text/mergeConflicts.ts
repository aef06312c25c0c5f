// Finds the conflicts that git left in a text: `<<<<<<< `, optional `||||||| ` (diff3), `=======`, `>>>>>>> `, each at the start of a line.
import type { TextEdit } from './diagnostic';
import { type Span, span } from './span';

/** A side of a conflict: `ours` is above `=======`, `theirs` below it. */
export type ConflictSide = 'ours' | 'theirs';

/** One conflict. Each side consists of whole lines; `span` also contains the markers and the line end of the last one. */
export interface MergeConflict {
  readonly span: Span;
  /** The first marker, without its line end. */
  readonly marker: Span;
  readonly ours: Span;
  readonly theirs: Span;
}

// git writes seven characters. Inside the common ancestor of a diff3 conflict, it writes the markers of inner conflicts longer.
const OPENING = /^<{7}(?: |\r?$)/;
const ANCESTOR = /^\|{7}(?: |\r?$)/;
const SEPARATOR = /^={7}\r?$/;
const CLOSING = /^>{7}(?: |\r?$)/;

/** The longest part of a line that is compared with a marker, in UTF-16 units. */
const MARKER_LENGTH = 9;

/** The complete conflicts of a text, in order; none where a marker is missing. The time is linear in the length of the text. */
export function mergeConflicts(text: string): MergeConflict[] {
  const found: MergeConflict[] = [];
  let open: OpenConflict | undefined;
  for (const line of linesFrom(text, text.indexOf('<<<<<<<'))) {
    if (OPENING.test(line.head)) open = { start: line.start, marker: span(line.start, line.end), ours: line.next };
    else if (open) {
      const closed = readLine(open, line);
      if (closed) found.push(closed);
      if (closed || open.isBroken) open = undefined;
    }
  }
  return found;
}

// A line. `head`: the part that can be a marker. `end`: without the line end.
interface Line {
  readonly head: string;
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

// The lines from the one that contains an offset; none for a negative offset. Only line feeds end a line, as in git.
function* linesFrom(text: string, offset: number): Generator<Line> {
  if (offset < 0) return;
  for (let start = text.lastIndexOf('\n', offset) + 1; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const [end, next] = newline < 0 ? [text.length, text.length] : [newline, newline + 1];
    const head = text.slice(start, Math.min(end, start + MARKER_LENGTH));
    // A byte order mark is not part of the first line.
    const visible = start === 0 ? head.replace(/^\ufeff/, '') : head;
    yield { head: visible, start, end: text[end - 1] === '\r' ? end - 1 : end, next };
    start = next;
  }
}

// A conflict whose last marker was not found yet. `oursEnd` and `theirs` are set by the markers below the first one.
interface OpenConflict {
  readonly start: number;
  readonly marker: Span;
  readonly ours: number;
  oursEnd?: number;
  theirs?: number;
  isBroken?: true;
}

function readLine(open: OpenConflict, { head, start, next }: Line): MergeConflict | undefined {
  if (open.theirs === undefined) {
    if (SEPARATOR.test(head)) open.theirs = next;
    if (open.theirs !== undefined || ANCESTOR.test(head)) open.oursEnd ??= start;
    if (CLOSING.test(head)) open.isBroken = true;
    return undefined;
  }
  if (!CLOSING.test(head)) return undefined;
  return {
    span: span(open.start, next),
    marker: open.marker,
    ours: span(open.ours, open.oursEnd ?? start),
    theirs: span(open.theirs, start),
  };
}

/** The edits that keep one side of each conflict and delete the rest. */
export function keepSide(conflicts: readonly MergeConflict[], side: ConflictSide): TextEdit[] {
  return conflicts.flatMap(conflict => {
    const kept = conflict[side];
    const deleted = [span(conflict.span.start, kept.start), span(kept.end, conflict.span.end)];
    return deleted.map(at => ({ span: at, text: '' }));
  });
}

/** The text with one side of each conflict. */
export function textOfSide(text: string, conflicts: readonly MergeConflict[], side: ConflictSide): string {
  const parts: string[] = [];
  let at = 0;
  for (const { span: edited } of keepSide(conflicts, side)) {
    parts.push(text.slice(at, edited.start));
    at = edited.end;
  }
  return parts.join('') + text.slice(at);
}
