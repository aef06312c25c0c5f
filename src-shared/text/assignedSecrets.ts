// Secrets that are recognized by the name before them.
import { lazyPattern } from './lazyPattern';
import { matchesOf } from './matchesOf';
import { tuplesIn } from './placedSecrets';
import { QUOTE } from './quote';
import { hasMixedCase, hasPasswordSigns, isMixed, isRandom } from './randomText';
import { isPasswordLike, isPlaceholder, isWeakSecret, suspicionOf } from './secretNames';
import { type Span, span } from './span';
import { LONG_VALUE, taggedAt, valuesAt } from './writtenValues';

const LONGEST_TAGGED = 200;

// How a name is written before its value. A name starts at a boundary and its length is bounded, so long words cost little.
// Names in Spanish, Russian and Chinese have other letters.
const LETTERS = 'ñ\u0400-\u04ff\u4e00-\u9fff';
const NAME = `[A-Za-z_${LETTERS}][\\w.${LETTERS}-]{1,80}`;
const COMMA = `${QUOTE}\\s{0,40},\\s{0,40}`;
const COLON = `${QUOTE}\\s{0,40}:\\s{0,40}${QUOTE}`;
// At the start of a line also `ENV API_KEY …` of a Dockerfile and `#define API_KEY …`.
const SHELL = '(?:setx|setenv|set[ \\t]{1,8}-\\w{0,3}x\\w{0,3}|(?<![^\\r\\n])(?:ENV|#define))[ \\t]{1,8}';
// Calls with a name and a value, and constants of PHP. The value may be a default: `getenv("API_KEY", "…")`.
const SETTERS =
  '(?:setdefault|putenv|setenv|getenv|environ\\.get|SetEnvironmentVariable|(?<!\\w)(?:define|env)|(?:add|set)_?(?:request_?)?header|(?:env\\.fetch|\\.(?:put|putString|setProperty|getProperty|getOrDefault)|config))';
// A type between a name and its sign: ` string` in Go, `[64]` in C. One after a colon is read with the value.
const TYPE = '(?:[ \\t]{1,8}(?:\\*?string|As[ \\t]{1,4}\\w{1,20})|\\[\\d{0,6}\\])[ \\t]{0,40}(?==)';
// Other signs are used with a string: comparisons, defaults, and assignments in R, Make and PowerShell.
const SIGN = '=>|<-|:=|[+?]=|(?:\\?\\?|\\|\\|)=?|[=!]={1,2}|=|:';
const WRITINGS: readonly string[] = [
  // `--name value`, and `"--name", "value"` in a list of arguments.
  `(?<option>--?[A-Za-z][\\w.-]{1,80})(?:[ \\t]{1,8}(?=[^\\s=-])|${COMMA}(?=${QUOTE}[^\\s"'\\\\-]))`,
  // `"name": "API_KEY", "value": "…"`.
  `(?:name|key|field|header|variable|var|env|option|param(?:eter)?|property)${COLON}(?<field>${NAME})${COMMA}${QUOTE}(?:val(?:ue)?|content)${QUOTE}\\s{0,40}:\\s{0,40}`,
  // `setx API_KEY …`.
  `${SHELL}(?<exported>${NAME})[ \\t]{1,8}(?=[^\\s=-])`,
  // `name=`, `name: `, `"name": `, `["name"] = `, `${env:name} = `, `name string = `.
  `(?<assigned>-{0,2}${NAME})(?:${TYPE}|(?:${QUOTE})?[\\]}]?[ \\t]{0,40})(?<sign>${SIGN})[ \\t]{0,40}`,
];
// These begin anywhere: `os.environ.setdefault("API_KEY", "…")`, `<password>…</password>`.
const WITHIN: readonly string[] = [
  `${SETTERS}\\(\\s{0,40}${QUOTE}(?<variable>${NAME})${COMMA}(?=${QUOTE})`,
  `<(?<tag>${NAME})(?:[ \\t][^<>\\r\\n]{0,80})?>(?:<!\\[CDATA\\[)?(?=[^<\\r\\n]{1,${LONGEST_TAGGED}}<\\/)`,
];
const ASSIGNMENT = lazyPattern(`(?<![\\w.-])(?:${WRITINGS.join('|')})|${WITHIN.join('|')}`, 'gi');

/** The secrets that are the value of a name: `name = value` in any of the forms in which programs and files write it. */
export function assignedSecrets(text: string): Span[] {
  const tuples = tuplesIn(text);
  const found = tuples.flatMap(t => t.secrets);
  const isTuple = new Set(tuples.filter(t => t.isCertain).map(t => t.start));
  let read = 0;
  for (const match of matchesOf(ASSIGNMENT(), text)) {
    const { option, assigned, tag, field, exported, variable } = match.groups ?? {};
    const name = withWordBefore(text, match.index, option ?? assigned ?? tag ?? field ?? exported ?? variable ?? '');
    const sign = option === undefined ? (match.groups?.sign ?? '=') : ' ';
    const start = match.index + match[0].length;
    if (match.index < read || isTuple.has(start) || suspicionOf(name) === undefined) continue;
    if (endsString(text, match.index, start)) continue;
    const { values, end } = tag === undefined ? valuesAt(text, start) : taggedAt(text, start);
    const secrets = values.filter(v =>
      isSecretValue(name, text.slice(v.start, v.end), {
        sign,
        isQuoted: v.isQuoted,
        isArgument: option !== undefined && ARGUMENT_END.test(text.slice(v.end, v.end + LONGEST_END)),
      }),
    );
    for (const secret of secrets) found.push(span(secret.start, secret.end));
    // Assignments inside of a value are read again only if it is short, so that the time stays linear.
    if (secrets.length > 0 || end - start > LONG_VALUE) read = end;
  }
  return found;
}

// An argument of a command is followed by another option, a sign of the shell, or the end of its line.
const ARGUMENT_END = /^\s{0,8}(?:$|[\n;|&>`"']|\\|--?[a-z])/i;
const LONGEST_END = 12;

// A quote after a sign may end the string with the name: `getpass("Password: ")`.
const BEFORE_NAME = 80;
function endsString(text: string, at: number, start: number): boolean {
  const quote = text.charAt(start);
  if (!/^["'](?:$|[\s),;\]])/.test(text.slice(start, start + 2))) return false;
  const line = text.slice(Math.max(0, at - BEFORE_NAME), start);
  return line.slice(line.lastIndexOf('\n') + 1).split(quote).length % 2 === 0;
}

// A character of a word; not one before the next parameter of an address.
const IN_WORD = '(?:[^\\s"\'\\\\,;()<>|{}&]|&(?![\\w.-]{1,40}=))';
// A name, and a text after a few signs or words that join them: `the password is …`, `token: str = "…"`, `<password value="…">`.
const JOINED = '(?:(?:is|was|are|by|to|ist|lautet|est|es|str|string|Optional|value|content)[^\\w\\r\\n]{1,8}){0,3}';
const NEAR = lazyPattern(
  `(?<![\\w.-])(?<name>[\\w.-]{0,60}(?:passwor[dt]|passwd|passphrase|pwd|passe?|pw|kennwort|zugangsdaten|contrase(?:n|ñ)a|senha|wachtwoord|пароль|密[码碼]|secret|token|key|credentials?|creds|authorization|identified))` +
    `(?![\\w.-])(?:[^\\w\\r\\n&]{1,8}|[^\\w&]{0,4}\\r?\\n[^\\w\\r\\n]{0,20})${JOINED}(?:[urbf]{1,2}(?=["']))?["']?(?<near>${IN_WORD}{7,499}(?![\\]\`])${IN_WORD})(?!\\(|(?![\\]\`])${IN_WORD})`,
  'gi',
);

const PASSWORD =
  /(?:passwor[dt]|passwd|passphrase|pwd|passe?|pw|kennwort|zugangsdaten|contrase[nñ]a|senha|wachtwoord|пароль|密[码碼]|credentials?|creds)$/i;

/** The secrets after a name in prose: only a random text is one there, or a text with the signs or the mixed case that passwords must have. */
export function nearSecrets(text: string): Span[] {
  const found: Span[] = [];
  const pattern = NEAR();
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const { name = '', near = '' } = match.groups ?? {};
    const end = match.index + match[0].length;
    const how = suspicionOf(withWordBefore(text, match.index, name));
    const isName = /^identified$/i.test(name) || how !== undefined;
    const isPassword = PASSWORD.test(name) && (hasPasswordSigns(near) || (how === 'sure' && isMixedWord(name, near)));
    const isSecretLike = isRandom(near) || isPassword;
    const isSecret = isName && isSecretLike && !isReference(near) && !isPlaceholder(name, near);
    if (isSecret) found.push(span(end - near.length, end));
    else pattern.lastIndex = match.index + name.length;
  }
  return found;
}

// Unlike the names of classes, `OAuth2Credentials` and `ResultV2`.
const isMixedWord = (name: string, near: string): boolean =>
  !/cred/i.test(name) && hasMixedCase(near) && /\d[a-z]/i.test(near);

// `API key: …`, `mot de passe : …`: the words before `key` are a part of the name.
const WORD_BEFORE = /(?:^|[^\w.-])([A-Za-z]{2,20}|mots? de) $/;
const withWordBefore = (text: string, at: number, name: string): string =>
  /^(?:keys?|passe)$/i.test(name)
    ? `${WORD_BEFORE.exec(text.slice(Math.max(0, at - 23), at))?.[1] ?? ''} ${name}`.trim()
    : name;

// How a value is written: the more it looks like an assignment, the less its value has to look like a secret.
interface Writing {
  readonly sign: string;
  readonly isQuoted: boolean;
  /** The value of an option, with what may follow one. */
  readonly isArgument: boolean;
}

// Code that refers to a value, types, and paths; not the name of a spec, such as `PASSWORD=….kyn`.
const REFERENCE =
  /^(?![\w.-]{1,200}\.kyn(?:\.\w|$))(?:[A-Za-z_]\w*(?:\.[A-Za-z_]\w*){1,1000}|\$.*|\{\{.*|%.*%|[a-z][a-z0-9+.-]*:\/\/.*|(?:~|\.{1,2})?\/[\w.~-]+(?:\/[\w.~-]+){0,1000})$/i;
// Names in code rarely mix small letters, capital letters and digits.
const isMixedName = (text: string): boolean =>
  text.split('.').some(part => part.length >= 8 && /\d/.test(part) && /[a-z]/.test(part) && /[A-Z]/.test(part));
const isReference = (text: string): boolean =>
  /^(?:self|this|cls)\./.test(text) || (REFERENCE.test(text) && !isMixedName(text) && !isMixed(text));
const WORD = /^[A-Za-z]+$/;
const WORDS = /^[A-Za-z_-]+$/;
// A folder of a table that is partitioned by a column: `secret=none/year=2024/part-0.parquet`. Its value has few distinct words.
const PARTITION =
  /^(?<value>[^/]{1,100})\/(?:$|[a-z_]\w{0,60}=|(?:[\w.-]{1,100}\/){0,4}[\w.-]{1,100}\.(?:parquet|csv|tsv|jsonl?|orc|avro|arrow|feather|txt|gz|zst|lance|tfrecord|np[yz]|bin|pt)$)/i;
const WORD_OF_FOLDER = /^(?:none|null|true|false|hidden|yes|no)\//i;

function isPartition(name: string, value: string, { sign, isQuoted }: Writing): boolean {
  if (isQuoted || sign !== '=' || name.startsWith('-') || value.length > LONG_VALUE) return false;
  const folder = PARTITION.exec(value)?.groups?.value;
  return WORD_OF_FOLDER.test(value) || (folder !== undefined && !isRandom(folder) && !hasPasswordSigns(folder));
}

// The signs before a value without quotes.
const BEFORE_WORD = /^(?:=>?|:=?|\?=| )$/;

// Other names are common in prose, before words that are joined by hyphens.
const NEVER_PROSE = /pass|pwd|key|kennwort|wachtwoord|contrase|senha|парол|密/i;

// Words after an option in a text about it: `requires the --password option`.
const ABOUT_OPTIONS =
  /^(?:option|argument|flag|parameter|switch|setting|value|prompt|instead|either|again|itself|before|anymore|always|manually|explicitly|directly|required|missing|given|unset|expected|should|cannot|failed)s?$/i;

function isSecretValue(name: string, value: string, writing: Writing): boolean {
  const { sign, isQuoted } = writing;
  const suspicion = suspicionOf(name);
  if (suspicion === undefined || value.length < 3 || isPlaceholder(name, value)) return false;
  if (isPartition(name, value, writing)) return false;
  if (!isQuoted && !BEFORE_WORD.test(sign)) return false;
  if (!isQuoted && /^[\d_.,]+$/.test(value)) return suspicion === 'sure' && /^\d{4}\d*$/.test(value);
  if (suspicion === 'token' && !(value.length >= 8 && /\d/.test(value))) return false;
  if (suspicion === 'weak') return isWeakSecret(name, value) && (isQuoted || !isReference(value));
  if (suspicion === 'short') return isQuoted ? isPasswordLike(name, value) : isMixedName(value);
  return isQuoted || isUnquotedSecret(name, value, writing);
}

// A word without quotes may also be code or prose.
function isUnquotedSecret(name: string, value: string, { sign, isArgument }: Writing): boolean {
  if (isReference(value) || value.toLowerCase() === name.toLowerCase()) return false;
  if (sign === '=') return value.length >= 4;
  if (isArgument && NEVER_PROSE.test(name)) return value.length >= 6 && !ABOUT_OPTIONS.test(value);
  return value.length >= 6 && !(NEVER_PROSE.test(name) ? WORD : WORDS).test(value);
}
