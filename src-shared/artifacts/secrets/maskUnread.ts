// Masks secrets in the text of a file that could not be read, so that its lines can be shown. Without a tree, the text around a value identifies it.

import { isSecretName } from '../../text/secretNames';
import { replaceSecrets } from '../../text/secretText';

const stars = (text: string): string => text.replace(/\S+/g, run => '*'.repeat(run.length));

// A word with or without quotes, and the characters between a key and its value; in a list of pairs that is a comma.
const NAMED = /(?<![\w.-])([\w.-]{2,})\\?["']?\s{0,40}[:=,]\s{0,40}/g;

/** Of a longer word only the end is the name. */
const LONGEST_NAME = 80;

/** The same text with a star for each character that may belong to a secret. It masks too much rather than too little. Offsets do not change. */
export function maskUnread(text: string): string {
  const parts: string[] = [];
  let at = 0;
  for (const match of text.matchAll(NAMED)) {
    const start = match.index + match[0].length;
    if (match.index < at || !isSecretName((match[1] ?? '').slice(-LONGEST_NAME))) continue;
    const end = valueEnd(text, start);
    parts.push(text.slice(at, start), stars(text.slice(start, end)));
    at = end;
  }
  return replaceSecrets(parts.join('') + text.slice(at), stars);
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
