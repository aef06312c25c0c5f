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
// What may be between the sign and the value: a type and another sign (`: string = "…"`, `: Optional[str] = "…"`, `: &'static str = "…"`), a call
// that keeps the value (`SecretStr("…")`), a prefix of the string (`r"…"`), and a tag or an anchor of YAML (`!!str …`, `&a …`).
const TYPE =
  "&?(?:'\\w{1,20} )?[A-Za-z][\\w.]{0,40}(?:[<[][\\w., |'&]{1,40}[>\\]]|\\[[\\w., |'&()=:\"[\\]-]{1,120}?\\](?=[ \\t]{0,8}=))?[?!]?(?:[ \\t]?\\|[ \\t]?(?:None|null|undefined|str(?:ing)?|bytes|Secret\\w{0,20})){0,3}[ \\t]{0,8}=[ \\t]{0,8}";
const CALL =
  '(?:ConvertTo-SecureString[ \\t]{1,8}(?:-String[ \\t]{1,8})?|(?:(?:pydantic\\.)?Secret(?:Str(?:ing)?|Bytes)?|str(?:ing)?|bytes|String::from|Some|(?:base64\\.)?b64decode|atob|Buffer\\.from)?\\(\\s{0,8})';
const PREFIX = '(?:(?:u8|[LRrbuf]){1,2}#{0,3}|[@$]{1,2})';
const TAG = '(?:!{1,2}[\\w/-]{0,40}|&\\w{1,40})[ \\t]{1,8}';
const BEFORE_STRING = new RegExp(`(?:${TAG})?(?:${TYPE})?${CALL}?${PREFIX}?(?=${QUOTE}|\`)`, 'iy');
const BEFORE_WORD = new RegExp(TAG, 'y');
// All three have the same number of backslashes.
const TRIPLE = /(\\{0,31}["'])\1\1/y;
const LONGEST_TRIPLE = 2000;
const TEMPLATE = /`[^`\r\n]{1,500}`/y;
// The items of a list of YAML, one in each line.
const ITEMS = /(?:\r?\n[ \t]*-[ \t]+[^\r\n]{1,500}){1,500}/y;
const ITEM = /(?<=^|\n)[ \t]*-[ \t]+(?<quote>["']?)(?<item>[^"'\s:][^"'\s]*)(?:["']?)[ \t]*(?=\r?\n|$)/g;
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

// The items of a list below a name.
function itemsBelow(text: string, at: number): WrittenValues | undefined {
  const list = matchAt(ITEMS, text, at);
  if (list === '') return undefined;
  const values = Array.from(list.matchAll(ITEM), ({ 0: line, index, groups = {} }) => {
    const start = at + index + line.lastIndexOf(groups.item ?? '');
    return { start, end: start + (groups.item ?? '').length, isQuoted: groups.quote !== '' };
  });
  return { values, end: at + list.length };
}

// A string in the quotes of any language.
function stringAt(text: string, at: number): WrittenValue | undefined {
  const triple = matchAt(TRIPLE, text, at);
  if (triple !== '') {
    const start = at + triple.length;
    const length = text.slice(start, start + LONGEST_TRIPLE).indexOf(triple);
    if (length > 0) return { start, end: start + length, isQuoted: true };
  }
  const template = matchAt(TEMPLATE, text, at);
  if (template !== '') return { start: at + 1, end: at + template.length - 1, isQuoted: true };
  const quote = matchAt(OPENING, text, at);
  return quote === '' ? undefined : quotedAt(text, at + quote.length, quote);
}

/** The value at an offset: a string, the strings of a list, or a word. A quote may be escaped, as in JSON inside of a string. */
export function valuesAt(text: string, at: number): WrittenValues {
  const below = nextLines(text, at) ?? itemsBelow(text, at);
  if (below) return below;
  const list = matchAt(LIST, text, at);
  if (list !== '') return { values: Array.from(list.matchAll(STRING), m => stringIn(m, at)), end: at + list.length };
  const string = stringAt(text, at + matchAt(BEFORE_STRING, text, at).length);
  if (string) return joinedAt(text, string);
  const start = at + matchAt(BEFORE_WORD, text, at).length;
  const word = matchAt(BARE, text, start);
  let length = word.length;
  while (length > 0 && '.:'.includes(word.charAt(length - 1))) length--;
  const value = { start, end: start + length, isQuoted: false };
  return { values: word === '' ? [] : [value], end: start + word.length };
}

// What joins strings to one: `"…" + "…"`, and a new line in brackets or after a backslash.
const JOINT = new RegExp(
  `\\\\{0,31}["'](?:[ \\t]{0,8}\\+\\s{0,80}|[ \\t]{0,8}\\\\?\\r?\\n[ \\t]{1,80})(?:[rbuf]{1,2})?(?<opening>${QUOTE})`,
  'iy',
);
// The next line may have a name of its own.
const IS_NAME = new RegExp(`${QUOTE}[ \\t]{0,8}[:=]`, 'y');
const MOST_PARTS = 100;

// A string and those that are joined to it.
function joinedAt(text: string, first: WrittenValue): WrittenValues {
  const values = [first];
  let { end } = first;
  while (values.length < MOST_PARTS) {
    JOINT.lastIndex = end;
    const joint = JOINT.exec(text);
    if (joint === null) break;
    const part = quotedAt(text, end + joint[0].length, joint.groups?.opening ?? '');
    if (matchAt(IS_NAME, text, part.end) !== '') break;
    values.push(part);
    end = part.end;
  }
  return { values, end };
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
