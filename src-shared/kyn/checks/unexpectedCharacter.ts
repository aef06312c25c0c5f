// A character that no spec holds outside of strings and comments.
import type { Fix } from '../../text/diagnostic';
import { type Span, span as spanOf } from '../../text/span';
import { type Check, fix } from '../check';
import { lineEnd } from '../chunks';

// Invisible characters are named by their code, so that one can search for them.
function named(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (character.startsWith('$')) return 'A $ without a name';
  if (code > 32 && code < 127) return character;
  return `The character U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** A character stands here that means nothing in KynML. */
export const unexpectedCharacter: Check = {
  code: 'unexpected-character',
  severity: 'error',
  stage: 'syntax',
  summary: 'A character stands here that means nothing in KynML.',
  example: 'train:\n    epochs = 3;\n',
  cure: 'Remove it, or put the text in double quotes.',
  fault: ({ span, detail }, item) => ({
    message: `${named(detail)} means nothing here; remove it, or put the text in double quotes.`,
    span,
    fixes: cures(item.text, span),
  }),
};

// Blanks, quotes and marks that come with text from web pages and other programs, and the semicolon that other languages end a line with.
const FOREIGN_BLANKS = /[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/y;
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]+/y;
const CURLY_QUOTES = /[\u201c\u201d\u201e]([^"\r\n\u201c\u201d\u201e]*)[\u201c\u201d]/y;
const SEMICOLONS = /;(?:[ \t]*;)*(?=[ \t]*(?:[\r\n#]|$))/y;

const ENDS_VALUE = /[\w"\])][ \t]*$/;

function cures(text: string, { start, end }: Span): Fix[] {
  const before = text.slice(lineStart(text, start), start);
  const rest = (at: number): string => text.slice(at, lineEnd(text, at));
  const isLast = (at: number): boolean => /^[ \t]*(#.*)?$/.test(rest(at));
  // Without what stands behind an `=` or a comma, a value is missing there.
  const replaced = (title: string, pattern: RegExp, write: (match: RegExpExecArray) => string): Fix[] | undefined => {
    pattern.lastIndex = start;
    const match = pattern.exec(text);
    if (!match) return undefined;
    const to = start + match[0].length;
    const written = write(match);
    // Where two words become one, it is a guess that they were one.
    const isGlued = written === '' && /\w$/.test(before) && /^\w/.test(rest(to));
    const isMissed = written.trim() === '' && isLast(to) && !ENDS_VALUE.test(before);
    return isMissed ? [] : [fix(title, spanOf(start, to), written, !isGlued)];
  };
  return (
    replaced('Use straight quotes', CURLY_QUOTES, match => `"${match[1] ?? ''}"`) ??
    replaced('Write ordinary blanks', FOREIGN_BLANKS, match => ' '.repeat(match[0].length)) ??
    replaced('Remove it', INVISIBLE, () => '') ??
    replaced('Remove it', SEMICOLONS, () => '') ??
    (isLast(end) && ENDS_VALUE.test(before) ? [fix('Remove it', spanOf(start, end), '', false)] : [])
  );
}

function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  return start;
}
