// Text -> tokens. Never fails, keeps every character and runs in linear time.
import type { Token, TokenKind } from './tokens';

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const QUOTE = 34;
const HASH = 35;
const DOLLAR = 36;
const APOSTROPHE = 39;
const PLUS = 43;
const MINUS = 45;
const DOT = 46;
const BOM = 0xfeff;

const PUNCTUATION: Readonly<Record<number, TokenKind>> = {
  61: '=',
  40: '(',
  41: ')',
  91: '[',
  93: ']',
  44: ',',
  58: ':',
};

/** Whether a UTF-16 unit may start a name: an ASCII letter or `_`. */
const isNameStart = (c: number): boolean => (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95;
/** Whether a UTF-16 unit is an ASCII digit. */
const isDigit = (c: number): boolean => c >= 48 && c <= 57;
const isNamePart = (c: number): boolean => isNameStart(c) || isDigit(c);
const isBlank = (c: number): boolean => c === SPACE || c === TAB;

/** The token that starts at an offset of the text. */
export function tokenAt(text: string, start: number): Token {
  const c = text.charCodeAt(start);
  if (isBlank(c)) return token('blank', start, endOf(BLANKS, text, start));
  if (isNameStart(c)) return token('name', start, endOf(NAME, text, start));
  if (c === LF) return token('newline', start, start + 1);
  if (c === CR) return token('newline', start, text.charCodeAt(start + 1) === LF ? start + 2 : start + 1);
  const punctuation = PUNCTUATION[c];
  if (punctuation) return token(punctuation, start, start + 1);
  if (isDigit(c) || c === MINUS || c === PLUS || c === DOT) return numberAt(text, start);
  if (c === QUOTE) return stringAt(text, start, QUOTE);
  if (c === APOSTROPHE) return stringAt(text, start, APOSTROPHE);
  if (c === HASH) return token('comment', start, endOf(REST_OF_LINE, text, start));
  if (c === DOLLAR) {
    const end = endOf(NAME, text, start + 1);
    return token(isNameStart(text.charCodeAt(start + 1)) ? 'param' : 'badParam', start, end);
  }
  if (c === BOM && start === 0) return token('bom', start, 1);
  // An unpaired surrogate is one unit: the next unit, which may be a line end, is not part of it.
  return token('unknown', start, start + ((text.codePointAt(start) ?? c) > 0xffff ? 2 : 1));
}

const token = (kind: TokenKind, start: number, end: number): Token => ({ kind, start, end });

// Runs of one character class. The regex engine is fast even before the code is optimised.
const BLANKS = /[ \t]*/y;
const NAME = /[A-Za-z_0-9]*/y;
const REST_OF_LINE = /[^\r\n]*/y;
const IN_QUOTES = /[^"\r\n]*/y;
const IN_APOSTROPHES = /[^'\r\n]*/y;

function endOf(run: RegExp, text: string, from: number): number {
  run.lastIndex = from;
  run.test(text);
  return run.lastIndex;
}

// Reads everything that is a number in any language, so that `1e-3` is one fault and not three.
function numberAt(text: string, start: number): Token {
  let end = start + 1;
  for (; end < text.length; end++) {
    const c = text.charCodeAt(end);
    const sign = (c === PLUS || c === MINUS) && (text.charCodeAt(end - 1) | 32) === 101;
    if (!isNamePart(c) && c !== DOT && !sign) break;
  }
  const word = text.slice(start, end);
  return { kind: /^-?\d+$/.test(word) ? 'int' : /^-?\d+\.\d+$/.test(word) ? 'float' : 'badNumber', start, end };
}

function stringAt(text: string, start: number, quote: number): Token {
  const end = endOf(quote === QUOTE ? IN_QUOTES : IN_APOSTROPHES, text, start + 1);
  const closed = end < text.length && text.charCodeAt(end) === quote;
  if (!closed) return { kind: 'openString', start, end };
  return { kind: quote === QUOTE ? 'string' : 'singleQuoted', start, end: end + 1 };
}
