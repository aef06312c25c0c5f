// Where a string of Python ends. The fields of an f-string contain code, which may contain strings with the same quotes (since Python 3.12).

/**
 * The end of the string whose first quote is at `at`. A single-quoted string ends with its line at the latest. Undefined where the file ends before
 * the string: in a triple-quoted one, or in the code of a field.
 */
export const stringEnd = (text: string, at: number): number | undefined =>
  FORMATTED.test(prefixOf(text, at)) ? formattedEnd(text, at) : plainEnd(text, at);

const FORMATTED = /[ft]/i;
const PREFIX = /(?:^|[^\w])([rbuft]{1,2})$/i;

// The letters before the first quote.
const prefixOf = (text: string, at: number): string => PREFIX.exec(text.slice(Math.max(0, at - 3), at))?.[1] ?? '';

// The quotes that close the string whose first quote is at `at`.
function closingOf(text: string, at: number): string {
  const quote = text[at] as string;
  return text.startsWith(quote.repeat(3), at) ? quote.repeat(3) : quote;
}

function plainEnd(text: string, at: number): number | undefined {
  const closing = closingOf(text, at);
  const isLong = closing.length > 1;
  const mark = /\\(?:\r\n|[\s\S])|["'\r\n]/g;
  mark.lastIndex = at + closing.length;
  for (let found = mark.exec(text); found; found = mark.exec(text)) {
    if (text.startsWith(closing, found.index)) return found.index + closing.length;
    if (!isLong && /^[\r\n]/.test(found[0])) return found.index;
  }
  return isLong ? undefined : text.length;
}

// A field: the code between braces, and after a colon the format, which is text that may contain fields.
interface Field {
  brackets: number;
  isFormat: boolean;
}

interface Formatted {
  readonly closing: string;
  readonly fields: Field[];
}

const FORMATTED_MARK = /\\(?:\r\n|[\s\S])|\{\{|!=|[{}()[\]:"'\r\n#]/g;

// Strings and fields contain each other at any depth, so they are on a list and not on the stack of calls.
function formattedEnd(text: string, at: number): number | undefined {
  const open = (start: number): Formatted => ({ closing: closingOf(text, start), fields: [] });
  const strings = [open(at)];
  const mark = new RegExp(FORMATTED_MARK);
  mark.lastIndex = at + (strings[0]?.closing.length ?? 0);
  for (let found = mark.exec(text); found; found = mark.exec(text)) {
    const { index } = found;
    const string = strings.at(-1) as Formatted;
    const field = string.fields.at(-1);
    if (field && !field.isFormat) {
      if (!/["']/.test(found[0][0] as string)) {
        mark.lastIndex = afterCode(text, index, { string, field });
        continue;
      }
      if (FORMATTED.test(prefixOf(text, index))) {
        strings.push(open(index));
        mark.lastIndex = index + (strings.at(-1)?.closing.length ?? 0);
        continue;
      }
      const end = plainEnd(text, index);
      if (end === undefined) return undefined;
      mark.lastIndex = end;
      continue;
    }
    const end = endInText(text, index, string);
    mark.lastIndex = end.at;
    if (end.isClosed) strings.pop();
    if (strings.length === 0) return end.at;
  }
  return undefined;
}

// A mark in the code of a field. Returns where to continue.
function afterCode(text: string, at: number, { string, field }: { string: Formatted; field: Field }): number {
  const mark = text[at] as string;
  if (mark === '#') return commentEnd(text, at);
  if (mark === '!' || mark === '\\') return at + 2;
  if ('([{'.includes(mark)) field.brackets++;
  else if (mark === '}' && field.brackets === 0) string.fields.pop();
  else if (')]}'.includes(mark)) field.brackets = Math.max(0, field.brackets - 1);
  else if (mark === ':' && field.brackets === 0) field.isFormat = true;
  return at + 1;
}

function commentEnd(text: string, at: number): number {
  const comment = /#[^\r\n]*/y;
  comment.lastIndex = at;
  comment.exec(text);
  return comment.lastIndex;
}

// A mark in the text of a string, or in the format of a field. A string in single quotes ends with its line.
function endInText(text: string, at: number, { closing, fields }: Formatted): { at: number; isClosed: boolean } {
  const mark = text[at] as string;
  const isFormat = fields.length > 0;
  if (text.startsWith(closing, at)) return { at: at + closing.length, isClosed: true };
  if (/[\r\n]/.test(mark) && closing.length === 1) return { at, isClosed: true };
  // `\{` is a backslash before a field.
  if (mark === '\\') return { at: at + (/[{}]/.test(text[at + 1] ?? '') ? 1 : 2), isClosed: false };
  if (mark === '{' && text[at + 1] === '{' && !isFormat) return { at: at + 2, isClosed: false };
  if (mark === '{') fields.push({ brackets: 0, isFormat: false });
  else if (mark === '}' && isFormat) fields.pop();
  return { at: at + 1, isClosed: false };
}
