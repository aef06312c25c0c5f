// The lines of a block, for fixes that insert and remove them.
import { type Span, span } from '../../text/span';
import type { Block, Item } from './ast';
import { afterLineEnd, lineEnd, lineStart } from './chunks';

/** The whole lines of a span in an item, including the last line end. */
export function wholeLines({ text }: Pick<Item, 'text'>, { start, end }: Span): Span {
  return span(lineStart(text, start), afterLineEnd(text, lineEnd(text, end)));
}

/**
 * The offset after the last line of a block, where a new line is inserted. Comments in column 1 below the body belong
 * to the next item. Only KynML blanks are skipped; other whitespace is a fault.
 */
export function endOfBody({ text }: Pick<Block, 'text'>): number {
  let end = text.length;
  for (;;) {
    while (end > 0 && BLANKS.has(text[end - 1] ?? '')) end--;
    const start = lineStart(text, end);
    if (start === 0 || text[start] !== '#') return end;
    end = start;
  }
}

const BLANKS: ReadonlySet<string> = new Set([' ', '\t', '\n', '\r']);

/**
 * The header and body of a block including the last line end, without the comments and blank lines before the next
 * item.
 */
export const blockLines = (block: Block): Span => wholeLines(block, span(0, endOfBody(block)));

/** The text that adds a line to a block, inserted at the end of the line above; uses the line ending of the block. */
export const newLine = ({ text }: Pick<Item, 'text'>, content: string): string => `${lineEndOf(text)}    ${content}`;

/** The first line ending of a text; `\n` if it has none. */
export const lineEndOf = (text: string): string => /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
