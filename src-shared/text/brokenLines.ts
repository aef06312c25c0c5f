// Tokens that a line end breaks: a key that is wrapped at 64 columns, a string in several parts.
import { lazyPattern } from './lazyPattern';
import { matchesOf } from './matchesOf';
import { QUOTE } from './quote';
import { isHex, isRandom } from './randomText';

// Line ends of JSON in a text are escapes.
const BREAK = '(?:\\r?\\n|(?:\\\\{1,31}r)?\\\\{1,31}n)';
// A line that is only a part of a token: base64, or the characters of a JSON web token. The next line may begin with the sign of a comment.
const PART = '(?<part>[A-Za-z0-9+/]{1,4000}={0,2}|[\\w.-]{1,4000}={0,2})';
const COMMENT = '[ \\t]{0,80}(?:(?:#|//|[*>])[ \\t]{1,8})?';
const JOINED = `${QUOTE}[ \\t]{0,8}(?:\\+[ \\t]{0,8})?\\\\?${BREAK}[ \\t]{0,80}(?:\\+[ \\t]{0,8})?[rbuf]{0,2}${QUOTE}`;
const JOINT = lazyPattern(
  `(?=["'\\\\\\r\\n])(?<=(?<head>[\\w+/.=-]{20}))(?:${JOINED}|\\\\?${BREAK}${COMMENT})(?=${PART}(?:[\\s,;)\\]}]|$|${QUOTE}|\\\\?${BREAK}))`,
  'g',
);
const HINT = /\n|\\n/;
// A text of YAML that has one word in each line: a token whose parts may be short.
const BLOCK = lazyPattern(
  `[:-][ \\t]{1,8}[|>][+-]?\\d?[+-]?[ \\t]{0,8}(?<words>(?:(?:${BREAK}[ \\t]{0,80}){1,4}(?<=[ \\t])[\\w+/.=-]{4,4000}(?=[ \\t]{0,8}(?:$|"|${BREAK}))){2,200})`,
  'g',
);
const BETWEEN_WORDS = lazyPattern(`(?<=[\\w+/.=-])[ \\t]{0,8}(?:${BREAK}[ \\t]{0,80}){1,4}`, 'g');
// What follows two parts of a token may be its short end.
const END = /^(?=.*\d)(?=.*[A-Za-z])|=$|[a-z][A-Z]/;
const DIGITS = /^[0-9a-f]*$/;

/** The breaks in tokens of a text, with what joins their parts: the quotes of two strings, or the sign of a comment. */
export function lineBreaks(text: string): RegExpExecArray[] {
  if (!HINT.test(text)) return [];
  let end = -1;
  const blocks = matchesOf(BLOCK(), text);
  let next = 0;
  // Both are in order.
  const isInBlock = (at: number): boolean => {
    while (at >= endOf(blocks[next])) next++;
    return at > (blocks[next]?.index ?? Number.POSITIVE_INFINITY);
  };
  const found = matchesOf(JOINT(), text).filter(({ 0: joint, index, groups = {} }) => {
    const { head = '', part = '' } = groups;
    const isBreak = !isInBlock(index) && (isPart(part, head) || (index === end && END.test(part)));
    if (isBreak) end = index + joint.length + part.length;
    return isBreak;
  });
  return blocks.length === 0 ? found : [...found, ...blocks.flatMap(inBlock)].sort((a, b) => a.index - b.index);
}

const endOf = (match: RegExpExecArray | undefined): number =>
  match ? match.index + match[0].length : Number.POSITIVE_INFINITY;

function inBlock({ 0: block, index, groups }: RegExpExecArray): RegExpExecArray[] {
  const words = groups?.words ?? '';
  const start = index + block.length - words.length;
  return matchesOf(BETWEEN_WORDS(), words).map(found => Object.assign(found, { index: start + found.index }));
}

// A hash does not continue another token. The signs of base64 separate nothing.
const isPart = (part: string, head: string): boolean =>
  DIGITS.test(part) ? /\d/.test(part) && isHex(head) : isRandom(part.replace(/[+/]/g, ''));
