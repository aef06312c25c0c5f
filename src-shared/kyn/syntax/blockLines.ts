// Lines of a block as fixes take them out and put them in.
import { type Span, span } from '../../text/span';
import type { Block, Item } from './ast';
import { afterLineEnd, lineEnd } from './chunks';

/** The lines that hold a stretch of an item, with the line end of the last. */
export function wholeLines({ text }: Pick<Item, 'text'>, { start, end }: Span): Span {
  let from = start;
  while (from > 0 && text[from - 1] !== '\n' && text[from - 1] !== '\r') from--;
  return span(from, afterLineEnd(text, lineEnd(text, end)));
}

/**
 * Offset behind the last line that belongs to a block: where a new line of it goes. Comments in column 1 below the body belong to what comes next.
 * Only what KynML takes for blank is passed over; other white space is a fault of its own.
 */
export function endOfBody({ text }: Pick<Block, 'text'>): number {
  let end = text.length;
  for (;;) {
    while (end > 0 && BLANKS.has(text[end - 1] ?? '')) end--;
    let start = end;
    while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
    if (start === 0 || text[start] !== '#') return end;
    end = start;
  }
}

const BLANKS: ReadonlySet<string> = new Set([' ', '\t', '\n', '\r']);

/** The header and the body of a block with the line end behind them, without what stands between it and the next one. */
export const blockLines = (block: Block): Span => wholeLines(block, span(0, endOfBody(block)));

/** A line as it is written into a block, below the line that ends where it is put; with the line end that the block has. */
export const newLine = ({ text }: Pick<Item, 'text'>, content: string): string =>
  `${/\r\n|\n|\r/.exec(text)?.[0] ?? '\n'}    ${content}`;

/** The first line end of a text; `\n` where it has none. */
export const lineEndOf = (text: string): string => /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
