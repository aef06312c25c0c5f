// Indentation while typing: four blanks in a body, none for a header. Changes only empty lines and indented headers,
// so it never conflicts with the indentation rules of the editor.
import { blockKeywords } from '../syntax/chunks';

/** The indentation of a line in a block. */
export const BODY_INDENT = '    ';
const HEADER = new RegExp(`^[ \\t]*(?:${blockKeywords.join('|')})(?:[ \\t]+[A-Za-z_]\\w*)?[ \\t]*:[ \\t]*(?:#.*)?$`);

/**
 * The indentation of a new line, given the line above it and its own text; undefined to leave it unchanged. A line
 * after a body line is in the body too; an empty line ends the body.
 */
export function newLineIndent(above: string, line: string): string | undefined {
  if (line.trim() !== '') return undefined;
  return isHeaderLine(above) || /^[ \t]+\S/.test(above) ? BODY_INDENT : '';
}

/** The indentation of a line when its colon is typed: empty for a header; undefined to leave it unchanged. */
export const headerIndent = (line: string): string | undefined => (isHeaderLine(line) ? '' : undefined);

/** Whether a line is a block header, at any indentation. */
const isHeaderLine = (line: string): boolean => HEADER.test(line);
