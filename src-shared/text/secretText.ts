// The detector of secrets in a text: by form (secretForms.ts), and by name where a text contains `name = value`.
// Specs, artifacts, messages and all output use it; artifacts/secrets adds what only the tree of a file shows.
import { spansWithoutEscapes, united } from './escapes';
import { HIDDEN } from './hidden';
import { QUOTE } from './quote';
import { hasPasswordSigns, isMixed, isRandom } from './randomText';
import { recentTexts } from './recentTexts';
import { FORMS } from './secretForms';
import { isPasswordLike, isPlaceholder, isWeakSecret, mayBeSecretName, suspicionOf } from './secretNames';
import { type Span, span } from './span';

const SHORTEST = 6;
const LONGEST_TAGGED = 200;

// Manifests of a folder have most of their values in common.
const RECENT = 1000;

/** The secrets in a text, in order and without overlaps; only the secret part of an address or an assignment. */
export const secretSpans: (text: string) => readonly Span[] = recentTexts(
  text => {
    const found = [...spansOf(text), ...spansWithoutEscapes(text, spansOf)];
    return found.length > 1 ? united(found) : found;
  },
  { count: RECENT },
);

function spansOf(text: string): Span[] {
  if (text.length < SHORTEST) return [];
  const found = FORMS.flatMap(({ hint, pattern, isSecret = () => true }) =>
    hint.test(text)
      ? matchesOf(pattern, text)
          .map(spanOf)
          .filter(s => isSecret(text.slice(s.start, s.end)))
      : [],
  ).filter(s => !isMasked(text.slice(s.start, s.end)));
  const all = mayBeSecretName(text) ? [...found, ...assignedSecrets(text), ...nearSecrets(text)] : found;
  return all.length > 1 ? united(all) : all;
}

// `matchAll` copies the pattern each time, which takes ten times as long as the search in a short text.
function matchesOf(pattern: RegExp, text: string): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) found.push(match);
  return found;
}

// The secret part of a match is at its end, except in addresses, where the host is not part of the match.
function spanOf(match: RegExpMatchArray): Span {
  const part = Object.values(match.groups ?? {}).find(group => group !== undefined);
  const end = (match.index ?? 0) + match[0].length;
  return span(end - (part ?? match[0]).length, end);
}

// Documentation shows a key as `hf_xxxxxxxxxxxxxxxx`.
const isMasked = (text: string): boolean => /(?:x{12}|X{12}|\*{4}|\.{4}|0{16}|…)$/.test(text);

// How a name is written before its value. A name starts at a boundary and its length is bounded, so long words cost little.
const NAME = '[A-Za-z_][\\w.-]{1,80}';
const COMMA = `${QUOTE}\\s{0,40},\\s{0,40}`;
const COLON = `${QUOTE}\\s{0,40}:\\s{0,40}${QUOTE}`;
const SHELL = '(?:setx|setenv|set[ \\t]{1,8}-\\w{0,3}x\\w{0,3})[ \\t]{1,8}';
const SETTERS = '(?:setdefault|putenv|setenv|(?:add|set)_?(?:request_?)?header)';
const WRITINGS: readonly string[] = [
  // `--name value`, and `"--name", "value"` in a list of arguments.
  `(?<option>--?[A-Za-z][\\w.-]{1,80})(?:[ \\t]{1,8}(?=[^\\s=-])|${COMMA}(?=${QUOTE}[^\\s"'\\\\-]))`,
  // `"name": "API_KEY", "value": "…"`.
  `(?:name|key|field|header|variable|var|env|option|param(?:eter)?|property)${COLON}(?<field>${NAME})${COMMA}${QUOTE}(?:val(?:ue)?|content)${QUOTE}\\s{0,40}:\\s{0,40}`,
  // `setx API_KEY …`.
  `${SHELL}(?<exported>${NAME})[ \\t]{1,8}(?=[^\\s=-])`,
  // `name=`, `name: `, `"name": `, `["name"] = `.
  `(?<assigned>-{0,2}${NAME})(?:${QUOTE})?\\]?[ \\t]{0,40}(?<sign>=>|:=|=|:)[ \\t]{0,40}`,
];
// These begin anywhere: `os.environ.setdefault("API_KEY", "…")`, `<password>…</password>`.
const WITHIN: readonly string[] = [
  `${SETTERS}\\(\\s{0,40}${QUOTE}(?<variable>${NAME})${COMMA}(?=${QUOTE})`,
  `<(?<tag>${NAME})(?:[ \\t][^<>\\r\\n]{0,80})?>(?=[^<\\r\\n]{1,${LONGEST_TAGGED}}<\\/)`,
];
const ASSIGNMENT = new RegExp(`(?<![\\w.-])(?:${WRITINGS.join('|')})|${WITHIN.join('|')}`, 'gi');

function assignedSecrets(text: string): Span[] {
  const found: Span[] = [];
  let read = 0;
  for (const match of matchesOf(ASSIGNMENT, text)) {
    const { option, assigned, tag, field, exported, variable } = match.groups ?? {};
    const name = withWordBefore(text, match.index, option ?? assigned ?? tag ?? field ?? exported ?? variable ?? '');
    const sign = option === undefined ? (match.groups?.sign ?? '=') : ' ';
    if (match.index < read || suspicionOf(name) === undefined) continue;
    const start = match.index + match[0].length;
    const { values, end } = tag === undefined ? valuesAt(text, start) : taggedAt(text, start);
    const secrets = values.filter(v => isSecretValue(name, text.slice(v.start, v.end), { sign, isQuoted: v.isQuoted }));
    for (const secret of secrets) found.push(span(secret.start, secret.end));
    // Assignments inside of a value are read again only if it is short, so that the time stays linear.
    if (secrets.length > 0 || end - start > LONG_VALUE) read = end;
  }
  return found;
}

// A name, and a text after a few signs or words that join them: `the password is …`, `token: str = "…"`, `<password value="…">`.
const JOINED = '(?:(?:is|was|are|by|to|str|string|Optional|value|content)[^\\w\\r\\n]{1,8}){0,3}';
const NEAR = new RegExp(
  `(?<![\\w.-])(?<name>[\\w.-]{0,60}(?:passwor[dt]|passwd|passphrase|pwd|pass|pw|secret|token|key|credentials?|creds|authorization|identified))` +
    `(?![\\w.-])(?:[^\\w\\r\\n&]{1,8}|[^\\w&]{0,4}\\r?\\n[^\\w\\r\\n]{0,20})${JOINED}(?:[urbf]{1,2}(?=["']))?["']?(?<near>[^\\s"'\\\\,;()<>|{}]{8,500})(?![^\\s"'\\\\,;)<>|{}])`,
  'gi',
);

const PASSWORD = /(?:passwor[dt]|passwd|passphrase|pwd|pass|pw|credentials?|creds)$/i;

// Only a random text is a secret there, or one with the signs that passwords must have.
function nearSecrets(text: string): Span[] {
  const found: Span[] = [];
  NEAR.lastIndex = 0;
  for (let match = NEAR.exec(text); match; match = NEAR.exec(text)) {
    const { name = '', near = '' } = match.groups ?? {};
    const end = match.index + match[0].length;
    const isName = /^identified$/i.test(name) || suspicionOf(withWordBefore(text, match.index, name)) !== undefined;
    const isSecretLike = isRandom(near) || (PASSWORD.test(name) && hasPasswordSigns(near));
    const isSecret = isName && isSecretLike && !isReference(near) && !isPlaceholder(name, near);
    if (isSecret) found.push(span(end - near.length, end));
    else NEAR.lastIndex = match.index + name.length;
  }
  return found;
}

// `API key: …`: the word before `key` is a part of the name.
const WORD_BEFORE = /(?:^|[^\w.-])([A-Za-z]{2,20}) $/;
const withWordBefore = (text: string, at: number, name: string): string =>
  /^keys?$/i.test(name) ? `${WORD_BEFORE.exec(text.slice(Math.max(0, at - 23), at))?.[1] ?? ''} ${name}`.trim() : name;

const LONG_VALUE = 500;

interface WrittenValue extends Span {
  readonly isQuoted: boolean;
}

interface WrittenValues {
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

// The text up to the closing tag.
function taggedAt(text: string, start: number): WrittenValues {
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

// The value at an offset: a string, the strings of a list, or a word. A quote may be escaped, as in JSON inside of a string.
function valuesAt(text: string, at: number): WrittenValues {
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

// How a value is written: the more it looks like an assignment, the less its value has to look like a secret.
interface Writing {
  readonly sign: string;
  readonly isQuoted: boolean;
}

// Code that refers to a value, types, and paths.
const REFERENCE =
  /^(?:[A-Za-z_]\w*(?:\.[A-Za-z_]\w*){1,1000}|\$.*|\{\{.*|%.*%|[a-z][a-z0-9+.-]*:\/\/.*|(?:~|\.{1,2})?\/[\w.~-]+(?:\/[\w.~-]+){0,1000})$/i;
// Names in code rarely mix small letters, capital letters and digits.
const isMixedName = (text: string): boolean =>
  text.split('.').some(part => part.length >= 8 && /\d/.test(part) && /[a-z]/.test(part) && /[A-Z]/.test(part));
const isReference = (text: string): boolean =>
  /^(?:self|this|cls)\./.test(text) || (REFERENCE.test(text) && !isMixedName(text) && !isMixed(text));
const WORD = /^[A-Za-z]+$/;
const WORDS = /^[A-Za-z_-]+$/;
// Other names are common in prose, before words that are joined by hyphens.
const NEVER_PROSE = /pass|pwd|key/i;

function isSecretValue(name: string, value: string, { sign, isQuoted }: Writing): boolean {
  const suspicion = suspicionOf(name);
  if (suspicion === undefined || value.length < 3 || isPlaceholder(name, value)) return false;
  if (!isQuoted && /^[\d_.,]+$/.test(value)) return suspicion === 'sure' && /^\d{4,}$/.test(value);
  if (suspicion === 'token' && !(value.length >= 8 && /\d/.test(value))) return false;
  if (suspicion === 'weak') return isWeakSecret(name, value) && (isQuoted || !isReference(value));
  if (suspicion === 'short') return isQuoted ? isPasswordLike(name, value) : isMixedName(value);
  return isQuoted || isUnquotedSecret(name, value, sign);
}

// A word without quotes may also be code or prose.
function isUnquotedSecret(name: string, value: string, sign: string): boolean {
  if (isReference(value) || value.toLowerCase() === name.toLowerCase()) return false;
  if (sign === '=') return value.length >= 4;
  return value.length >= 6 && !(NEVER_PROSE.test(name) ? WORD : WORDS).test(value);
}

/** Whether a text contains a secret. */
export const hasSecret = (text: string): boolean => secretSpans(text).length > 0;

/** The text with each secret replaced. */
export function replaceSecrets(text: string, instead: (secret: string) => string): string {
  const spans = secretSpans(text);
  if (spans.length === 0) return text;
  const parts = spans.map(
    ({ start, end }, i) => text.slice(spans[i - 1]?.end ?? 0, start) + instead(text.slice(start, end)),
  );
  return parts.join('') + text.slice(spans.at(-1)?.end);
}

/** A text for people, without secrets. */
export const withoutSecretForms = (text: string): string => replaceSecrets(text, () => HIDDEN);
