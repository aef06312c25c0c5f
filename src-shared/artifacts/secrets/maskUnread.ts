// Masks secrets in the text of a file that could not be read, so that its lines can be shown. Without a tree, the text around a value identifies it.

import { spansWithoutEscapes, united } from '../../text/escapes';
import { isPlaceholder, isSecretName, isWeakSecret, suspicionOf } from '../../text/secretNames';
import { secretSpans } from '../../text/secretText';
import { type Span, span } from '../../text/span';

const stars = (text: string): string => text.replace(/\S+/g, run => '*'.repeat(run.length));

// A name without quotes, which may be the end of a longer text, and the characters between it and its value; in a list of pairs that is a comma.
// After a quote the sign may be missing.
const SIGN = '\\s{0,40}(?:=>|[:=,;])\\s{0,40}';
const CLOSED = '\\\\{0,31}["\']';
const WORD = `(?<![\\w.-])(?<word>[\\w.-]{2,})(?:${CLOSED}(?:${SIGN}|\\s{0,40}(?=[^\\s:=,;\\]}]))|${SIGN})`;
// A name in quotes may have blanks and separators.
const QUOTED = `["'](?<quoted>[\\w .:/[\\]-]{2,200})${CLOSED}(?:${SIGN}|\\s{0,40}(?=[^\\s:=,;\\]}]))`;
const NAMED = new RegExp(`${QUOTED}|${WORD}`, 'g');

/** Of a longer word only the end is the name. */
const LONGEST_NAME = 80;

/** The same text with a star for each character that may belong to a secret. It masks too much rather than too little. Offsets do not change. */
export function maskUnread(text: string): string {
  const masked = starred(text, united([...namedSpans(text), ...spansWithoutEscapes(text, namedSpans)]));
  return starred(masked, secretSpans(masked));
}

function starred(text: string, spans: readonly Span[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of spans) {
    parts.push(text.slice(at, start), stars(text.slice(start, end)));
    at = end;
  }
  return parts.join('') + text.slice(at);
}

// The values that follow the name of a secret, in order.
function namedSpans(text: string): Span[] {
  const spans: Span[] = [];
  NAMED.lastIndex = 0;
  for (let match = NAMED.exec(text); match; match = NAMED.exec(text)) {
    const { quoted, word = '' } = match.groups ?? {};
    const start = match.index + match[0].length;
    const value = valueAfter(text, start, (quoted ?? word).slice(-LONGEST_NAME));
    if (value?.isSecret) spans.push(span(start, value.end));
    // What looks like a name in quotes may be the text between two strings.
    NAMED.lastIndex = value?.end ?? (quoted === undefined ? start : match.index + 1);
  }
  return spans;
}

// A short string without escapes, which is the whole value as in a file that can be read.
const STRING = /^"([^"\\]{0,200})"$/;
const LONGEST_STRING = 202;
// The beginning of a value, which has to look random after a name that only ends like that of a secret.
const BEGINNING = /["'\s\\]{0,40}([^"'\s\\,}\]]{1,200})/y;

// The value after the name of a secret; undefined after any other name.
function valueAfter(text: string, start: number, name: string): { end: number; isSecret: boolean } | undefined {
  if (suspicionOf(name) === undefined) return undefined;
  if (!isSecretName(name)) {
    BEGINNING.lastIndex = start;
    const word = BEGINNING.exec(text)?.[1];
    return word !== undefined && isWeakSecret(name, word) ? { end: valueEnd(text, start), isSecret: true } : undefined;
  }
  const end = valueEnd(text, start);
  const string = end - start > LONGEST_STRING ? undefined : STRING.exec(text.slice(start, end))?.[1];
  return { end, isSecret: string === undefined || !isPlaceholder(name, string) };
}

const AFTER_STRING = /[ \t]*[,}\]\r\n]/y;

// The end of a closed string, followed by a character that may follow it.
function stringEnd(text: string, start: number): number | undefined {
  if (text[start] !== '"') return undefined;
  let at = start + 1;
  for (let c = text[at]; c !== '"'; c = text[at]) {
    const isEscape = c === '\\';
    if (c === undefined || c === '\n' || c === '\r' || (isEscape && /^[\r\n\u2028\u2029]?$/.test(text[at + 1] ?? '')))
      return undefined;
    at += isEscape ? 2 : 1;
  }
  AFTER_STRING.lastIndex = at + 1;
  return AFTER_STRING.test(text) ? at + 1 : undefined;
}

// Any other value ends with its line; an object or a list at its closing bracket, or at the end of the text.
function valueEnd(text: string, start: number): number {
  const end = stringEnd(text, start);
  if (end !== undefined) return end;
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    const c = text[i] ?? '';
    if (c === '{' || c === '[') depth++;
    else if (c === '}' || c === ']') depth--;
    else if ((c === '\n' || c === '\r') && depth <= 0) return i;
  }
  return text.length;
}
