// Reports characters that are not allowed outside strings and comments.

import { type Fix, fix } from '../../text/diagnostic';
import { shortText } from '../../text/shortText';
import { type Span, span as spanOf } from '../../text/span';
import { keySpec } from '../catalogue';
import type { Check } from '../check';
import { plainName } from '../names/plainName';
import type { Item } from '../syntax/ast';
import { lineEnd, lineStart } from '../syntax/chunks';
import { entryOnLine } from '../syntax/entryAt';
import { closersAt } from '../syntax/lineContext';

// Invisible characters are shown as code points, so that users can search for them.
function named(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (character.startsWith('$')) return 'A `$` without a name';
  if (character === '`') return 'A backtick';
  if (code > 32 && code < 127) return `\`${character}\``;
  const hex = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return /\p{L}/u.test(character) ? `The letter \`${character}\` (${hex})` : `The character ${hex}`;
}

/** A character is not part of the KynML syntax. */
export const unexpectedCharacter: Check = {
  code: 'unexpected-character',
  severity: 'error',
  stage: 'syntax',
  summary: 'A character is not part of the KynML syntax.',
  example: 'train:\n    epochs = 3;\n',
  fix: 'Remove it. Strings must use double quotes, and names can contain only the letters a to z and A to Z, digits and `_`.',
  fault: ({ span, detail }, item) => ({
    message: `${named(detail)} is not allowed here; ${adviceFor(item, span)}`,
    span,
    fixes: [...inQuotes(item, span), ...inName(item, span), ...replacements(item.text, span)].slice(0, 1),
  }),
};

const isText = (item: Item, { start }: Span): boolean => {
  const entry = entryOnLine(item, start);
  return entry?.value !== undefined && typeOf(item, entry.key.text)?.kind === 'string';
};

const typeOf = (item: Item, key: string) =>
  item.kind === 'block' && item.keyword ? keySpec(item.keyword, key)?.type : undefined;

function adviceFor(item: Item, span: Span): string {
  const written = item.text.slice(span.start, span.end);
  if (isText(item, span)) return 'put the text in double quotes.';
  if (written.startsWith('$')) return 'write the name of a param after it, like `$lr`.';
  if (NAME_PART.test(written)) {
    const plain = plainName(wordAround(item, span).text);
    return `names can contain only the letters a to z and A to Z, digits and \`_\`${plain ? `: write \`${shortText(plain)}\`` : ''}.`;
  }
  return closersAt(item, span.start).includes(')') ? 'put the text in double quotes.' : 'remove it.';
}

// `target = house-price`: quotes the whole value.
function inQuotes(item: Item, { start }: Span): Fix[] {
  if (!isText(item, { start, end: start })) return [];
  const from = entryOnLine(item, start)?.value?.span.start ?? start;
  const whole = /^[^#\r\n]*/.exec(item.text.slice(from))?.[0].trimEnd() ?? '';
  if (!/^[\w$]/.test(whole) || /["\u201c-\u201e]/.test(whole)) return [];
  return [fix(`Write \`"${shortText(whole)}"\``, spanOf(from, from + whole.length), `"${whole}"`, false)];
}

// Characters that may be intended as part of a name: letters, and signs that other languages allow in names.
const NAME_PART = /^(?:\p{L}|\p{M}|[-.])/u;

function inName(item: Item, span: Span): Fix[] {
  if (!NAME_PART.test(item.text.slice(span.start, span.end))) return [];
  const word = wordAround(item, span);
  const plain = plainName(word.text);
  return plain ? [fix(`Write \`${shortText(plain)}\``, word.span, plain, false)] : [];
}

// A line end is whitespace, so a word ends there.
const WORD = /[^\s"'#=:,;()[\]$]/;

// The word around a span, without the `$` of a param. Both directions are scanned, because a pattern anchored at the end is quadratic.
function wordAround({ text }: Item, { start, end }: Span): { text: string; span: Span } {
  let from = start;
  while (from > 0 && WORD.test(text.charAt(from - 1))) from--;
  let to = end;
  while (to < text.length && WORD.test(text.charAt(to))) to++;
  return { text: text.slice(from, to), span: spanOf(from, to) };
}

// Spaces, quotes and marks in text copied from web pages or other programs, and the semicolons of other languages.
const FOREIGN_BLANKS = /[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/y;
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]+/y;
const CURLY_QUOTES = /[\u201c\u201d\u201e]([^"\r\n\u201c\u201d\u201e]*)[\u201c\u201d]/y;
const SEMICOLONS = /;[ \t;]*(?<=;)(?=[ \t]*(?:[\r\n#]|$))/y;

const ENDS_VALUE = /[\w"\])][ \t]*$/;

function replacements(text: string, { start, end }: Span): Fix[] {
  const before = text.slice(lineStart(text, start), start);
  const rest = (at: number): string => text.slice(at, lineEnd(text, at));
  const isLast = (at: number): boolean => /^[ \t]*(#.*)?$/.test(rest(at));
  // Replaces a match, but not if that would leave `=` or a comma without a value.
  const replaced = (title: string, pattern: RegExp, write: (match: RegExpExecArray) => string): Fix[] | undefined => {
    pattern.lastIndex = start;
    const match = pattern.exec(text);
    if (!match) return undefined;
    const to = start + match[0].length;
    const written = write(match);
    // Joining two words into one is a guess.
    const isGlued = written === '' && /\w$/.test(before) && /^\w/.test(rest(to));
    const leavesNoValue = written.trim() === '' && isLast(to) && !ENDS_VALUE.test(before);
    return leavesNoValue ? [] : [fix(title, spanOf(start, to), written, !isGlued)];
  };
  return (
    replaced('Use straight quotes', CURLY_QUOTES, match => `"${match[1] ?? ''}"`) ??
    replaced('Use regular spaces', FOREIGN_BLANKS, match => ' '.repeat(match[0].length)) ??
    replaced('Remove the character', INVISIBLE, () => '') ??
    replaced('Remove the semicolon', SEMICOLONS, () => '') ??
    (isLast(end) && ENDS_VALUE.test(before) ? [fix('Remove the character', spanOf(start, end), '', false)] : [])
  );
}
