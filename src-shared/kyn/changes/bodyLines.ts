// The lines of a block's body: removing those that were added, and inserting those that were removed at the place they had.
import type { TextEdit } from '../../text/diagnostic';
import { type Span, shift, span } from '../../text/span';
import type { Block, Placed } from '../syntax/ast';
import { lineEndOf } from '../syntax/blockLines';
import { afterLineEnd, lineEnd } from '../syntax/chunks';
import type { Matches } from './alignLists';

/** A line of an item without its line end. `statement`: the index of the entry or layer in it. */
interface BodyLine {
  readonly span: Span;
  readonly text: string;
  readonly statement?: number;
}

/** A block of one version, with its entries or layers. */
export interface BlockVersion {
  readonly placed: Placed<Block>;
  /** Keys of the statements: of those with one key, the order matters. */
  readonly keys: readonly string[];
  readonly spans: readonly Span[];
}

/** The edits of the current text, by the index of the statement that was removed or added. */
export interface LineEdits {
  readonly inserted: ReadonlyMap<number, TextEdit>;
  readonly deleted: ReadonlyMap<number, TextEdit>;
}

/** The edits that insert each statement that only the old block has, and delete each that only the current one has, with the comment in its line. */
export function lineEdits(old: BlockVersion, current: BlockVersion, matches: Matches): LineEdits {
  const lines = linesOf(current);
  const matched = new Set(matches);
  const deleted = new Map<number, TextEdit>();
  lines.forEach(({ span: at, statement }, i) => {
    const above = lines[i - 1];
    if (statement === undefined || matched.has(statement) || !above) return;
    deleted.set(statement, { span: shift(span(above.span.end, at.end), current.placed.at), text: '' });
  });
  return { inserted: insertions({ old, current, matches, lines }), deleted };
}

interface Compared {
  readonly old: BlockVersion;
  readonly current: BlockVersion;
  readonly matches: Matches;
  readonly lines: readonly BodyLine[];
}

// Reads the old lines from the top, and follows in the current block the place that corresponds to them.
function insertions({ old, current, matches, lines }: Compared): Map<number, TextEdit> {
  const place = new CurrentPlace(lines, matches);
  const inserted = new Map<number, TextEdit>();
  const eol = lineEndOf(current.placed.item.text);
  for (const { text, statement } of linesOf(old).slice(1)) {
    const key = statement === undefined ? '' : (old.keys[statement] ?? '');
    const partner = statement === undefined ? undefined : matches[statement];
    if (statement === undefined) place.passComment(text);
    else if (partner !== undefined) place.moveTo(partner, key);
    else {
      const at = current.placed.at + place.endFor(key);
      inserted.set(statement, { span: span(at, at), text: eol + text });
    }
  }
  return inserted;
}

// The line of the current block that corresponds to the last old line that was read. Lines that were added are passed over.
class CurrentPlace {
  private line = 0;
  private isSame = true;
  private readonly lastOfKey = new Map<string, number>();
  private readonly lineOf: ReadonlyMap<number, number>;
  private readonly matched: ReadonlySet<number | undefined>;

  constructor(
    private readonly lines: readonly BodyLine[],
    matches: Matches,
  ) {
    this.matched = new Set(matches);
    this.lineOf = new Map(lines.flatMap(({ statement }, i) => (statement === undefined ? [] : [[statement, i]])));
  }

  moveTo(statement: number, key: string): void {
    this.line = this.lineOf.get(statement) ?? 0;
    this.isSame = true;
    this.lastOfKey.set(key, this.line);
  }

  /** Moves over a comment or a blank line, while both blocks have the same ones. */
  passComment(text: string): void {
    const next = this.isSame ? nextComment(this.lines, this.line, this.matched) : undefined;
    this.isSame = next !== undefined && this.lines[next]?.text === text;
    if (this.isSame && next !== undefined) this.line = next;
  }

  /** Where a statement is inserted: behind the ones with its key that come before it. */
  endFor(key: string): number {
    return this.lines[Math.max(this.line, this.lastOfKey.get(key) ?? 0)]?.span.end ?? 0;
  }
}

// The next line if it is blank or a comment. Lines that were added are not there in the old block.
function nextComment(lines: readonly BodyLine[], from: number, matched: ReadonlySet<number | undefined>) {
  for (let i = from + 1; i < lines.length; i++) {
    const { statement } = lines[i] as BodyLine;
    if (statement === undefined) return i;
    if (matched.has(statement)) return undefined;
  }
  return undefined;
}

function linesOf({ placed: { item }, spans }: BlockVersion): BodyLine[] {
  const lines: BodyLine[] = [];
  let next = 0;
  for (let start = 0; start < item.text.length; ) {
    const end = lineEnd(item.text, start);
    const isStatement = (spans[next]?.start ?? item.text.length) < end;
    lines.push({
      span: span(start, end),
      text: item.text.slice(start, end),
      ...(isStatement && { statement: next++ }),
    });
    start = afterLineEnd(item.text, end);
  }
  return lines;
}

/** The edits that put the lines of the statements `from` where those of the statements `to` are. Each list has all of them. */
export function permutedLines(version: BlockVersion, to: readonly number[], from: readonly number[]): TextEdit[] {
  const lines = new Map(
    linesOf(version).flatMap(line => (line.statement === undefined ? [] : [[line.statement, line]])),
  );
  return to.flatMap((statement, i): TextEdit[] => {
    const [line, other] = [lines.get(statement), lines.get(from[i] ?? statement)];
    return !line || !other || line === other ? [] : [{ span: shift(line.span, version.placed.at), text: other.text }];
  });
}
