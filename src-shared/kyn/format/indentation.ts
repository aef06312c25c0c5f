// How a line is indented while it is being typed: four blanks in a body, none for a header. Only lines without text are moved, and headers that
// stand too far in; so an editor's own indentation rules, which say the same where they say anything, are never fought.
import { blockKeywords } from '../syntax/chunks';

const BODY = '    ';
const HEADER = new RegExp(`^[ \\t]*(?:${blockKeywords.join('|')})(?:[ \\t]+[A-Za-z_]\\w*)?[ \\t]*:[ \\t]*(?:#.*)?$`);

/**
 * What a new line should be indented with, given the line above it and what it holds itself; undefined: as it is. After a line of a body comes a line
 * of the body; an empty one ends it.
 */
export function newLineIndent(above: string, line: string): string | undefined {
  if (line.trim() !== '') return undefined;
  return isHeaderLine(above) || /^[ \t]+\S/.test(above) ? BODY : '';
}

/** What a line should be indented with once its colon is typed: a header stands in column 1; undefined: as it is. */
export const headerIndent = (line: string): string | undefined => (isHeaderLine(line) ? '' : undefined);

/** Whether a line opens a block, wherever it stands. */
const isHeaderLine = (line: string): boolean => HEADER.test(line);
