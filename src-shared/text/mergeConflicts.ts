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
  /** Only one marker is left of the conflict. `span` is its line, and both sides are empty. */
  readonly isLeftover?: true;
}

// git writes seven characters, more where the attribute `conflict-marker-size` is set. All markers of a conflict have the same size. Those of other
// sizes inside of it are its text: git writes the markers of inner conflicts longer. Only `=======` has no label.
const MARKER = /(?:<{7}<*|\|{7}\|*|>{7}>*)(?= |\r?(?:\n|$))|={7}=*(?=\r?(?:\n|$))/y;

/** The conflicts of a text, in order, also those of which only a first or last marker is left. The time is linear in the length of the text. */
export function mergeConflicts(text: string): MergeConflict[] {
  // An open conflict is in here as its first marker alone, until its last marker replaces that and all inside of it.
  const found: MergeConflict[] = [];
  const open = new OpenConflicts();
  for (const line of markersFrom(text)) {
    const same = open.ofSize(line.size);
    const closed = same && closedBy(same, line);
    if (!closed && line.sign !== '<' && line.sign !== '>') continue;
    if (same) open.end(same);
    if (closed) found.length = same.index;
    if (line.sign === '<') open.add(line, found.length);
    found.push(closed ?? leftover(line));
  }
  return found;
}

// A separator alone, in the form that git writes by default.
const SEPARATOR = /(?:^\ufeff?|\n)(?=([=|])\1{6}(?: |\r?(?:\n|$)))/g;

/**
 * The conflicts of a text of a format in which no line can start with a marker. So a `=======` or `|||||||` without the other markers is a part of a
 * conflict too.
 */
export function anyConflicts(text: string): MergeConflict[] {
  const found = mergeConflicts(text);
  // A search for a plain text takes a small part of the time of a pattern.
  if (found.length > 0 || !SEPARATORS.some(sign => text.includes(sign))) return found;
  return [...text.matchAll(SEPARATOR)].map(at => leftoverAt(text, at.index + at[0].length));
}

const SEPARATORS: readonly string[] = ['=======', '|||||||'];

function leftoverAt(text: string, start: number): MergeConflict {
  const newline = text.indexOf('\n', start);
  const [end, next] = newline < 0 ? [text.length, text.length] : [newline, newline + 1];
  return leftover({ start, end: text[end - 1] === '\r' ? end - 1 : end, next });
}

// The conflicts that are open at a line. Each is inside of the one before it, and has another size.
class OpenConflicts {
  private readonly stack: OpenConflict[] = [];
  private readonly bySize = new Map<number, OpenConflict>();

  ofSize(size: number): OpenConflict | undefined {
    return this.bySize.get(size);
  }

  add(line: MarkerLine, index: number): void {
    const conflict = { line, index, depth: this.stack.length };
    this.stack.push(conflict);
    this.bySize.set(line.size, conflict);
  }

  /** Ends a conflict and those inside of it. */
  end({ depth }: OpenConflict): void {
    for (const { line } of this.stack.splice(depth)) this.bySize.delete(line.size);
  }
}

const leftover = ({ start, end, next }: Pick<MarkerLine, 'start' | 'end' | 'next'>): MergeConflict => {
  const side = span(next, next);
  return { span: span(start, next), marker: span(start, end), ours: side, theirs: side, isLeftover: true };
};

// A line that is a marker: `sign` repeated `size` times, and perhaps a label. `end`: without the line end.
interface MarkerLine {
  readonly sign: string;
  readonly size: number;
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

// The markers of a text from the first that can open or end a conflict. Only line feeds end a line, as in git.
function* markersFrom(text: string): Generator<MarkerLine> {
  const first = [text.indexOf('<<<<<<<'), text.indexOf('>>>>>>>')].filter(at => at >= 0);
  if (first.length === 0) return;
  for (let start = text.lastIndexOf('\n', Math.min(...first)) + 1; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const [end, next] = newline < 0 ? [text.length, text.length] : [newline, newline + 1];
    // A byte order mark is not part of the first line.
    MARKER.lastIndex = start === 0 && text.startsWith('\ufeff') ? 1 : start;
    const marker = MARKER.exec(text)?.[0];
    if (marker !== undefined)
      yield { sign: marker.charAt(0), size: marker.length, start, end: text[end - 1] === '\r' ? end - 1 : end, next };
    start = next;
  }
}

// A conflict whose last marker was not found yet. `oursEnd` and `theirs` are set by the markers below the first one.
interface OpenConflict {
  readonly line: MarkerLine;
  /** The index of its first marker in the list of all conflicts. */
  readonly index: number;
  /** The number of open conflicts around it. */
  readonly depth: number;
  oursEnd?: number;
  theirs?: number;
}

// The conflict that a marker of the same size ends; undefined where it does not end it.
function closedBy(open: OpenConflict, { sign, start, next }: MarkerLine): MergeConflict | undefined {
  const { line } = open;
  if (open.theirs === undefined) {
    if (sign === '=') open.theirs = next;
    if (sign === '=' || sign === '|') open.oursEnd ??= start;
    return undefined;
  }
  if (sign !== '>') return undefined;
  return {
    span: span(line.start, next),
    marker: span(line.start, line.end),
    ours: span(line.next, open.oursEnd ?? start),
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
