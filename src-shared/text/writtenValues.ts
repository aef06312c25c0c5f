// Values as programs and files write them: where the value after a name begins and ends.
import { QUOTE } from './quote';
import type { Span } from './span';

/** The longest value that is searched again for assignments inside of it, in UTF-16 units. */
export const LONG_VALUE = 500;

/** A value in a text; `isQuoted` where it has an explicit beginning and end. */
export interface WrittenValue extends Span {
  readonly isQuoted: boolean;
}

/** The values at one place, and where they end. */
export interface WrittenValues {
  readonly values: readonly WrittenValue[];
  readonly end: number;
}

const LIST = /\[[^\]\r\n]*/y;
const STRING = /\\{0,31}(?:"([^"\\\r\n]*)(?:\\{0,31}"|$)|'([^'\\\r\n]*)(?:\\{0,31}'|$))/g;
const OPENING = new RegExp(QUOTE, 'y');
const BARE = /[^\s"'`,;&|()[\]{}<>\\]+/y;

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

/** The text up to the closing tag. */
export function taggedAt(text: string, start: number): WrittenValues {
  const end = text.indexOf('<', start);
  return { values: [{ start, end, isQuoted: true }], end };
}

// The value of YAML that begins on the next line: each line after `|` or `>` that is indented.
const BLOCK = /([|>][+-]?\d?[+-]?[ \t]*\r?\n[ \t]+)\S[^\r\n]*(?:\r?\n[ \t]+\S[^\r\n]*){0,500}/y;
// Without them only one word, which is not a key.
const NEXT_LINE = /(\r?\n[ \t]+)[\w.~+/=!@$%^&*-]{6,200}(?=[ \t]*(?:\r?\n|$))/y;

function nextLines(text: string, at: number): WrittenValues | undefined {
  for (const pattern of [BLOCK, NEXT_LINE]) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) continue;
    const end = at + match[0].length;
    return { values: [{ start: at + (match[1] ?? '').length, end, isQuoted: pattern === BLOCK }], end };
  }
  return undefined;
}

/** The value at an offset: a string, the strings of a list, or a word. A quote may be escaped, as in JSON inside of a string. */
export function valuesAt(text: string, at: number): WrittenValues {
  const below = nextLines(text, at);
  if (below) return below;
  const list = matchAt(LIST, text, at);
  if (list !== '') return { values: Array.from(list.matchAll(STRING), m => stringIn(m, at)), end: at + list.length };
  const quote = matchAt(OPENING, text, at);
  if (quote !== '') {
    const value = quotedAt(text, at + quote.length, quote);
    return { values: [value], end: value.end };
  }
  const word = matchAt(BARE, text, at);
  let length = word.length;
  while (length > 0 && '.:'.includes(word.charAt(length - 1))) length--;
  const value = { start: at, end: at + length, isQuoted: false };
  return { values: word === '' ? [] : [value], end: at + word.length };
}

function stringIn(match: RegExpMatchArray, by: number): WrittenValue {
  const content = match[1] ?? match[2] ?? '';
  const start = by + (match.index ?? 0) + match[0].search(/["']/) + 1;
  return { start, end: start + content.length, isQuoted: true };
}

// A string ends with its line or at a quote with as many backslashes as its first one, or with fewer, which ends an outer string.
function quotedAt(text: string, start: number, opening: string): WrittenValue {
  const quote = opening.at(-1);
  let slashes = 0;
  let at = start;
  for (; at < text.length && text[at] !== '\n' && text[at] !== '\r'; at++) {
    if (text[at] === quote && (slashes < opening.length || (opening.length === 1 && slashes % 2 === 0))) break;
    slashes = text[at] === '\\' ? slashes + 1 : 0;
  }
  return { start, end: opening.length === 1 ? at : at - slashes, isQuoted: true };
}
