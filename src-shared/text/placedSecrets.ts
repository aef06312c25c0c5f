// Secrets whose name is certain and whose value is near it, but not after a sign: pairs, defaults, elements, comparisons, setters and several
// variables at once. assignedSecrets.ts finds those after a sign.
import { lazyPattern } from './lazyPattern';
import { matchesOf } from './matchesOf';
import { QUOTE } from './quote';
import { hasPasswordSigns, isRandom } from './randomText';
import { isCertainName, isPlaceholder } from './secretNames';
import { type Span, span } from './span';
import { taggedAt, valuesAt } from './writtenValues';

const LONGEST_NAME = 80;
const NAME = `[A-Za-z_][\\w.-]{1,${LONGEST_NAME}}`;
const STRING = `(?=(?:[rbuf]{1,2}|L|u8)?${QUOTE})`;

// How much a value has to look like a secret: in a list of two words nothing shows that the second is the value of the first.
type Judge = (value: string) => boolean;
const isRandomOrPassword: Judge = value => isRandom(value) || hasPasswordSigns(value);
const isNoWord: Judge = value => /\d|[^\w\s.-]/.test(value) && !/\s/.test(value);
const isAny: Judge = value => value.length >= 3;

// A name in quotes ends here; what follows it is tried in turn.
const CLOSED_NAME = lazyPattern(
  `(?:passwor[dt]|passwd|passphrase|pwd|secret|token|key|credentials?|creds)(?:_?\\d{1,4})?(?=${QUOTE})`,
  'gi',
);
const AFTER_CLOSED: readonly (readonly [pattern: () => RegExp, isSecret: Judge, isTagged?: true])[] = [
  // `<property name="password" value="…"/>`.
  [lazyPattern(`${QUOTE}[^<>\\r\\n]{0,80}?\\bvalue\\s{0,4}=\\s{0,4}${STRING}`, 'y'), isAny],
  // `<property name="password">…</property>`.
  [lazyPattern(`${QUOTE}[^<>\\r\\n]{0,80}>(?=[^<\\s]{3,200}<\\/)`, 'y'), isNoWord, true],
  // `get("API_KEY", default="…")`, `variable "password" { default = "…" }`.
  [
    lazyPattern(
      `${QUOTE}(?:[^)}\\]\\r\\n]{0,160}?|[^(){}[\\]]{0,160}?|\\s{0,4}\\{[^{}]{0,300}?)\\bdefault(?:_?value)?(?:${QUOTE})?\\s{0,8}(?:=>?|:)\\s{0,8}${STRING}`,
      'iy',
    ),
    isNoWord,
  ],
  // `getenv("API_KEY") or "…"`.
  [lazyPattern(`${QUOTE}[\\])}]{0,3}\\s{0,4}(?:\\bor\\b|\\?:|\\|\\||\\?\\?|\\/\\/)\\s{0,4}${STRING}`, 'iy'), isNoWord],
  // `var("API_KEY").unwrap_or("…".to_string())`.
  [
    lazyPattern(
      `${QUOTE}\\){0,3}(?:\\.\\w{1,20}\\(\\)){0,3}\\.(?:unwrap_or\\w{0,12}|getOrElse|orElse\\w{0,4})\\((?:\\|\\w{0,10}\\|\\s{0,4})?${STRING}`,
      'y',
    ),
    isNoWord,
  ],
  // Any call or pair.
  [lazyPattern(`${QUOTE}\\s{0,40},\\s{0,40}${STRING}`, 'y'), isRandomOrPassword],
];
const NAME_AT_END = lazyPattern(`(?<![\\w.-])-{0,2}${NAME}$`, '');

function afterQuotedNames(text: string): Span[] {
  const found: Span[] = [];
  for (const match of matchesOf(CLOSED_NAME(), text)) {
    const end = match.index + match[0].length;
    const name = NAME_AT_END().exec(text.slice(Math.max(0, end - LONGEST_NAME), end))?.[0];
    if (name === undefined || !isCertainName(name)) continue;
    for (const [patternOf, isSecret, isTagged] of AFTER_CLOSED) {
      const pattern = patternOf();
      pattern.lastIndex = end;
      if (!pattern.test(text)) continue;
      found.push(...secretsAt(text, pattern.lastIndex, { name, isSecret, isTagged }));
      break;
    }
  }
  return found;
}

// What is before a password in SQL. The method has a name: `IDENTIFIED WITH caching_sha2_password BY '…'`.
const BLANKS = '[ \t\r\n]{1,8}';
const BY = `identified${BLANKS}(?:with${BLANKS}[^ ;]{1,60}${BLANKS})?by${BLANKS}(?:values${BLANKS})?`;

// A name, `password` where the match has none, and the beginning of its value at the end of the match.
const BEFORE_VALUE: readonly (readonly [pattern: () => RegExp, isSecret: Judge, isTagged?: true])[] = [
  // `setPassword("…")`.
  [
    lazyPattern(`(?<![A-Za-z])(?:set|with)_?(?<name>[A-Za-z]\\w{1,60})\\(\\s{0,8}${STRING}`, 'gi'),
    value => !/\s/.test(value),
  ],
  // `SET PASSWORD FOR bob = '…'`.
  [
    lazyPattern(
      `\\bpassword[ \\t]{1,4}for[ \\t]{1,4}[^\\s=]{1,120}\\s{0,4}=\\s{0,4}(?:password\\(\\s{0,4})?${STRING}`,
      'gi',
    ),
    isAny,
  ],
  // Other statements of SQL: `CREATE USER bob IDENTIFIED BY '…'`, `alter role bob password '…'`, `OPTIONS (user 'bob', password '…')`.
  [
    lazyPattern(
      `\\b(?:(?:create|alter)\\s{1,8}(?:or\\s{1,8}replace\\s{1,8})?(?:user|role|login|group|secret)\\b|grant\\s|options\\s{0,4}\\()(?:\\s{1,8}\\S{1,80}\\s{1,8}${BY}|[^;]{0,400}?(?<!\\w)(?:${BY}|(?:password|secret)\\s{1,8})${STRING})`,
      'gi',
    ),
    isAny,
  ],
  // Parts of them. In small letters they may be prose.
  [lazyPattern(`\\b(?:${BY.toUpperCase()}|(?:PASSWORD|SECRET)\\s{1,8}${STRING})`, 'g'), isAny],
  // The key of a database in a file.
  [lazyPattern(`\\b(?:pragma\\s{1,8}(?:re)?key\\s{0,4}=|attach\\s[^;]{1,200}?\\bkey)\\s{0,8}${STRING}`, 'gi'), isAny],
  // The configuration of Redis.
  [lazyPattern('(?:masterauth|requirepass)(?<=(?<![^\\r\\n])[ \\t]{0,8}\\w{1,11})[ \\t]{1,8}(?=[^\\s#])', 'g'), isAny],
  // A list of properties of macOS.
  [lazyPattern('<key>(?<name>[^<>]{1,80})</key>\\s{0,40}<(?:string|data)>(?=[^<]{3,200}<)', 'g'), isAny, true],
  // An item of YAML: `- name: API_KEY`, and `value: …` in the next line.
  [
    lazyPattern(
      `(?<![\\w.-])(?:name|key|variable)[ \\t]{0,4}:[ \\t]{1,4}["']?(?<name>${NAME})["']?(?:[ \\t]{0,8}\\r?\\n[ \\t]{0,40}|[ \\t]{0,4},[ \\t]{0,4})value[ \\t]{0,4}:[ \\t]{1,4}(?=[^\\s&*{[])`,
      'g',
    ),
    isAny,
  ],
];
// `password.equals("…")`.
const EQUALS = lazyPattern(`\\.equals\\w{0,12}\\(\\s{0,8}${STRING}`, 'g');
function afterNames(text: string): Span[] {
  const found: Span[] = [];
  for (const [pattern, isSecret, isTagged] of BEFORE_VALUE)
    for (const match of matchesOf(pattern(), text)) {
      const name = match.groups?.name ?? 'password';
      if (isCertainName(name))
        found.push(...secretsAt(text, match.index + match[0].length, { name, isSecret, isTagged }));
    }
  for (const { 0: call, index } of matchesOf(EQUALS(), text)) {
    const name = NAME_AT_END().exec(text.slice(Math.max(0, index - LONGEST_NAME), index))?.[0];
    if (name !== undefined && isCertainName(name))
      found.push(...secretsAt(text, index + call.length, { name, isSecret: isAny }));
  }
  return found;
}

interface Named {
  readonly name: string;
  readonly isSecret: Judge;
  readonly isTagged?: true | undefined;
}

function secretsAt(text: string, at: number, { name, isSecret, isTagged }: Named): Span[] {
  const { values } = isTagged ? taggedAt(text, at) : valuesAt(text, at);
  return values.filter(v => isSecretOf(name, text.slice(v.start, v.end), isSecret)).map(v => span(v.start, v.end));
}

const VARIABLE = /^\$|^\{\{|^%\w+%$/;
const isSecretOf = (name: string, value: string, isSecret: Judge): boolean =>
  !isPlaceholder(name, value) && !VARIABLE.test(value) && isSecret(value);

// `"…" == password`, `"…".equals(password)`.
const COMPARED = lazyPattern(`["']\\s{0,4}(?:[=!]==?|\\.equals\\w{0,12}\\()\\s{0,4}(?<name>${NAME})`, 'g');
const LONGEST_COMPARED = 200;

function beforeNames(text: string): Span[] {
  const found: Span[] = [];
  for (const { 0: match, index, groups } of matchesOf(COMPARED(), text)) {
    const name = groups?.name ?? '';
    if (!isCertainName(name)) continue;
    const before = text.slice(Math.max(0, index - LONGEST_COMPARED), index);
    const value = before.slice(before.lastIndexOf(match.charAt(0)) + 1);
    if (value.length < before.length && !/[\r\n\\]/.test(value) && isSecretOf(name, value, isAny))
      found.push(span(index - value.length, index));
  }
  return found;
}

const ITEM = '(?:"[^"\\\\\\r\\n]{0,200}"|\'[^\'\\\\\\r\\n]{0,200}\'|[\\w.+-]{1,80})';
const VARIABLE_NAME = '[A-Za-z_]\\w{0,40}';
/** Several variables and their values: `user, password = "…", "…"`. The first group has the names, the second one the values; not `a=x,b=y,c=z`. */
const TUPLE = lazyPattern(
  `:?=(?<=(?<![\\w.]|[,([][ \\t]{0,4})(?<names>${VARIABLE_NAME}(?:[ \\t]{0,4},[ \\t]{0,4}${VARIABLE_NAME}){1,7})[ \\t]{0,4}:?=)[ \\t]{0,4}(?<values>${ITEM}(?:[ \\t]{0,4},[ \\t]{0,4}${ITEM}){1,7})(?![\\w.+-]|[ \\t]{0,4}(?:=[^=]|:))`,
  'g',
);
const EACH_ITEM = lazyPattern(ITEM, 'g');

/** The values of several variables at once: all of them, and those that are secrets. `isCertain`: not `x,key=a,b`, which may be settings. */
export interface Tuple extends Span {
  readonly secrets: readonly Span[];
  readonly isCertain: boolean;
}

/** The places at which several variables get as many values, in order. */
export function tuplesIn(text: string): Tuple[] {
  const found: Tuple[] = [];
  for (const { 0: match, index, groups } of matchesOf(TUPLE(), text)) {
    const { names = '', values = '' } = groups ?? {};
    const end = index + match.length;
    const items = Array.from(values.matchAll(EACH_ITEM()), m => ({ item: m[0], start: end - values.length + m.index }));
    const variables = names.split(',').map(name => name.trim());
    if (items.length !== variables.length) continue;
    const secrets = items.flatMap(({ item, start }, i) => {
      const name = variables[i] ?? '';
      const isSecret = /^["']/.test(item) && isCertainName(name) && isSecretOf(name, item.slice(1, -1), isAny);
      return isSecret ? [span(start + 1, start + item.length - 1)] : [];
    });
    const start = end - values.length;
    found.push({ start, end, secrets, isCertain: /^\s["']/.test(text.slice(start - 1, end)) });
  }
  return found;
}

/** The secrets that are near the name of a secret, in no order. */
export const placedSecrets = (text: string): Span[] => [
  ...afterQuotedNames(text),
  ...afterNames(text),
  ...beforeNames(text),
];
