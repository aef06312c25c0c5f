// Splits a spec into the chunks that are parsed independently: one for each header line, with all lines up to the next
// header.
import { editDistance, suggest } from '../../text/suggest';
import { keySpec } from '../catalogue/blocks';
import type { BlockKeyword } from '../catalogue/types';

/** All block keywords, in the order of the language page. */
export const blockKeywords: readonly BlockKeyword[] = [
  'params',
  'sweep',
  'dataset',
  'model',
  'train',
  'evaluate',
  'export',
];

const KEYWORDS: ReadonlySet<BlockKeyword | 'import'> = new Set([...blockKeywords, 'import' as const]);
const CR = 13;
const LF = 10;
// The regex engine is fast even before the code is optimised.
const REST_OF_LINE = /[^\r\n]*/y;
const BOM = 0xfeff;

/** Start offsets of the chunks of `text` from `from` (a line start) to `to`; `from` itself is always the first. */
export function chunkStarts(text: string, from: number, to: number): number[] {
  const starts = [from];
  // A byte order mark does not count as a column, so a header can follow it.
  const first = from === 0 && text.charCodeAt(0) === BOM ? 1 : from;
  for (let line = first; line < to; ) {
    const end = lineEnd(text, line);
    if (line !== from && isHeader(text, line, end)) starts.push(line);
    line = afterLineEnd(text, end);
  }
  return starts;
}

// A header that is indented by mistake is still a header: no line of a body has this form.
const INDENTED = new RegExp(
  `[ \\t]+(?:(?:${blockKeywords.join('|')})(?:[ \\t]+\\w+)?[ \\t]*:[ \\t]*(?![^#\\r\\n])|import[ \\t]+["'])`,
  'y',
);

/**
 * Whether the line from `line` to `end` opens an item: a line in column 1 with a keyword (also an incomplete or mistyped
 * one) or with a colon at its end, or an indented line that is a complete header.
 */
export function isHeader(text: string, line: number, end: number): boolean {
  if (text[line] === ' ' || text[line] === '\t') return isIndentedHeader(text, line);
  const c = text.charCodeAt(line) | 32;
  if (!(c >= 97 && c <= 122) && text[line] !== '_') return false;
  const words = /^([A-Za-z_]\w*)[ \t]*(.?)/.exec(text.slice(line, Math.min(end, line + 200)));
  if (!words || words[2] === '=') return false;
  if (KEYWORDS.has((words[1] ?? '') as BlockKeyword)) return true;
  return endsWithColon(text, line, end) || isIncompleteHeader(text, line, end);
}

// An incomplete header, or a mistyped one without its colon. No other line that starts in column 1 has this form.
const INCOMPLETE_HEADER = /([A-Za-z_]\w*)(?:[ \t]+[A-Za-z_]\w*)?[ \t]*(?=[#\r\n]|$)/y;

function isIncompleteHeader(text: string, line: number, end: number): boolean {
  INCOMPLETE_HEADER.lastIndex = line;
  const [whole = '', word = ''] = INCOMPLETE_HEADER.exec(text) ?? [];
  if (word === '' || whole.length > end - line) return false;
  const limit = word.length < 6 ? 1 : 2;
  return [...KEYWORDS].some(
    k => k.startsWith(word) || (k !== 'import' && !isKey(word) && editDistance(word, k, limit) <= limit),
  );
}

/** The intended keyword of a header: the only keyword that starts with the word, or a similar one. */
export function suggestKeyword(word: string): BlockKeyword | 'import' | undefined {
  const candidates = [...KEYWORDS].filter(k => k.startsWith(word));
  return candidates.length === 1 ? candidates[0] : isKey(word) ? undefined : suggest(word, blockKeywords);
}

// The key `seed` is similar to the keyword `sweep` but not a header.
const isKey = (word: string): boolean => blockKeywords.some(k => keySpec(k, word) !== undefined);

function isIndentedHeader(text: string, line: number): boolean {
  INDENTED.lastIndex = line;
  return INDENTED.test(text);
}

// Whether the last character before a comment is a colon. Headers contain no strings, so the first `#` starts the
// comment.
function endsWithColon(text: string, line: number, end: number): boolean {
  const hash = text.slice(line, end).indexOf('#');
  let last = hash < 0 ? end : line + hash;
  while (last > line && (text[last - 1] === ' ' || text[last - 1] === '\t')) last--;
  return text[last - 1] === ':';
}

/** The offset of the start of the line of an offset. */
export function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && text[at - 1] !== '\n' && text[at - 1] !== '\r') at--;
  return at;
}

/** The offset where the line of an offset ends, before its line ending. */
export function lineEnd(text: string, from: number): number {
  REST_OF_LINE.lastIndex = from;
  REST_OF_LINE.test(text);
  return Math.max(from, REST_OF_LINE.lastIndex);
}

/** The offset after the line ending at `end`; the length of the text if there is none. */
export function afterLineEnd(text: string, end: number): number {
  if (end >= text.length) return text.length;
  return text.charCodeAt(end) === CR && text.charCodeAt(end + 1) === LF ? end + 2 : end + 1;
}
