// Splits Python source into logical lines, to determine which text is code: handles strings, comments, brackets and continued lines.
// Lines end at \n, \r\n and \r as in Python; U+2028 and similar characters do not end a line.
import { stringEnd } from './stringEnd';

/** A logical line: from `start` to `end` without its line end, offsets in the text. */
export interface PythonLine {
  readonly start: number;
  readonly end: number;
  /** Column of its first character; a tab advances to the next multiple of 8. */
  readonly indent: number;
}

/** The logical lines of a text. `whole` is false if a triple-quoted string is not closed, so Python cannot read the file. */
export interface PythonText {
  readonly lines: readonly PythonLine[];
  readonly whole: boolean;
}

/** A part of a line that is code, or a string with its prefix. `start` is an offset in the file. */
export interface PythonToken {
  readonly kind: 'string' | 'name' | 'sign';
  readonly text: string;
  readonly start: number;
  /** The number of open brackets around it. */
  readonly depth: number;
}

/** Splits a text into logical lines; blank ones and comments are left out. */
export function pythonLines(text: string): PythonText {
  const lines: PythonLine[] = [];
  const mark = /\r\n?|\n|\\(?:\r\n|[\s\S])|#[^\r\n]*|["'()[\]{}]/g;
  let start = text.startsWith('\ufeff') ? 1 : 0;
  let depth = 0;
  const close = (end: number): void => {
    const line = lineOf(text, start, end);
    if (line) lines.push(line);
  };
  for (let found = mark.exec(text); found; found = mark.exec(text)) {
    const sign = found[0];
    if (sign === '"' || sign === "'") {
      const end = stringEnd(text, found.index);
      if (end === undefined) return { lines, whole: false };
      mark.lastIndex = end;
    } else if ('([{'.includes(sign)) depth++;
    else if (')]}'.includes(sign)) depth = Math.max(0, depth - 1);
    else if (/^[\r\n]/.test(sign) && depth === 0) {
      close(found.index);
      start = mark.lastIndex;
    }
  }
  close(text.length);
  return { lines, whole: true };
}

function lineOf(text: string, from: number, end: number): PythonLine | undefined {
  const [blank = ''] = /^[ \t\f]*/.exec(text.slice(from, end)) ?? [];
  const start = from + blank.length;
  return start >= end || text[start] === '#' ? undefined : { start, end, indent: columnAfter(blank) };
}

// A form feed resets the column, as in Python.
function columnAfter(blank: string): number {
  let column = 0;
  for (const c of blank) column = c === '\f' ? 0 : c === '\t' ? (Math.floor(column / 8) + 1) * 8 : column + 1;
  return column;
}

const TOKEN =
  /[ \t\f\r\n]+|\\(?:\r\n|[\s\S])|#[^\r\n]*|(?:[rbuftRBUFT]|[rbftRBFT]{2})?["']|[\p{ID_Start}_]\p{ID_Continue}*|:=|[=!<>]=|->|(?:\*\*|\/\/|>>|<<|[+\-*/%&|^@])=|[\s\S]/guy;

/** The code of a logical line in parts; blanks and comments are left out. */
export function pythonTokens(text: string, line: PythonLine): PythonToken[] {
  const found: PythonToken[] = [];
  const pattern = new RegExp(TOKEN);
  let depth = 0;
  for (let at = line.start; at < line.end; ) {
    pattern.lastIndex = at;
    const part = pattern.exec(text)?.[0] ?? '';
    const isString = /["']$/.test(part) && !/^[\\#]/.test(part);
    const end = isString ? (stringEnd(text, at + part.length - 1) ?? line.end) : at + Math.max(part.length, 1);
    if (/^[)\]}]$/.test(part)) depth = Math.max(0, depth - 1);
    const kind = isString ? 'string' : /^[\p{ID_Start}_]/u.test(part) ? 'name' : 'sign';
    if (isString || !/^[ \t\f\r\n\\#]/.test(part)) found.push({ kind, text: text.slice(at, end), start: at, depth });
    if (/^[([{]$/.test(part)) depth++;
    at = end;
  }
  return found;
}
