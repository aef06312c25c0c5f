// The forms of secrets: keys of well-known services, passwords in addresses, headers, private keys. Used on any text.
// Every quantifier that something must follow is bounded or starts at a boundary, so the time is linear in the length of the text.
import { lazyPattern } from './lazyPattern';
import { matchesOf } from './matchesOf';
import { QUOTE } from './quote';
import { hasKeyPart, isMixedAndNoName, isRandom } from './randomText';
import { COMMAND_HINT, inCommands } from './secretCommands';
import { PREFIXED, REST } from './secretPrefixes';

/** A source of a regular expression. Its group `secret` is the part to hide; the whole match where it is absent. */
type Form = string;

// Between a name and its value, both in quotes.
const QUOTED_COLON = `${QUOTE}\\s{0,4}:\\s{0,4}${QUOTE}`;

// Methods of authentication whose names have digits.
const METHOD = '(?:o?auth|oidc|aws|s3v|x509|ed25519|hmac|md|sha|[hre]s\\d|http|tls|ntlm|api)';

// Users with all rights. `root` is also a folder.
const ADMINS = '(?:admin(?:istrator)?|postgres|sa|sysadmin|superuser)';
const ADMINS_AND_ROOT = `(?:root|${ADMINS})`;

// Parts of addresses, headers, command lines and connection strings.
const IN_CONTEXT: readonly Form[] = [
  // A JSON web token starts with `{"`, or with a blank or a line end between the two. One that is encrypted or signs another text has an empty part.
  `(?<![\\w-])(?:eyJ|eyA|ewo|ew0K)[\\w-]{8}[\\w-]*\\.{1,2}[\\w-]{4}[\\w-]*\\.?${REST}`,
  `\\b(?:bearer)\\s{1,4}(?=[\\w.~+/-]{0,80}\\d)(?<bearer>[\\w.~+/-]{12}${REST})`,
  `\\bauthorization(?:${QUOTE})?\\s{0,4}[:=,]\\s{0,4}(?:${QUOTE})?(?:basic|token|apikey|digest|bearer|negotiate)\\s{1,4}(?<header>[\\w+/-]{4}${REST})`,
  `\\b(?:set-?)?cookies?(?:${QUOTE})?\\s{0,4}[:=]\\s{0,4}(?:${QUOTE})?(?<cookie>[\\w.-]{1,80}=[^\\r\\n"']{8}[^\\r\\n"']*)`,
  `\\b(?:AccountKey|SharedAccessKey)=(?<account>[\\w+/%-]{8}${REST})`,
  `[?&;](?:sig|signature|x-amz-(?:signature|security-token)|x-goog-signature)=(?<signature>[\\w%-]{16}${REST}(?:%[\\w%.~+/=-]*)?)`,
  // A signature of Azure storage is 32 bytes in base64. It may be the first parameter of a text.
  '(?<![\\w.-])sig=(?<sas>(?=[^\\d%]{0,60}[\\d%])[\\w+/%-]{40,120}(?:%3D|=))',
  `\\bhooks\\.slack\\.com\\/(?:services|workflows|triggers)\\/(?<slack>[\\w-]{4}${REST})`,
  `\\bdiscord(?:app)?\\.com\\/api\\/(?:v\\d{1,2}\\/)?webhooks\\/\\d{5,25}\\/(?<discord>[\\w-]{16}${REST})`,
  `\\bwebhook\\.office\\.com\\/webhookb2\\/(?<teams>[\\w-]{8}[\\w.~+/=@-]*)`,
  `\\bhooks\\.zapier\\.com\\/hooks\\/catch\\/(?<zapier>\\d{3}${REST})`,
  '\\banaconda\\.(?:org|com|cloud)\\/t\\/(?<conda>[\\w-]{8,200})',
  `\\bapi\\.telegram\\.org\\/bot(?<telegram>\\d{3}[\\w:-]{10}[\\w:-]*)`,
  `\\bwandb\\.login\\(\\s{0,8}(?:[^)\\r\\n]{0,200}?\\bkey\\s{0,4}=\\s{0,4})?${QUOTE}(?<wandbkey>[0-9a-f]{40})`,
  `["']username${QUOTED_COLON}[^"'\\\\]{1,80}${QUOTE}\\s{0,4},\\s{0,4}${QUOTE}key${QUOTED_COLON}(?<kaggle>[0-9a-f]{32})`,
  '\\bjdbc:oracle:\\w{1,20}:[^\\s/@:]{1,80}\\/(?<oracle>[^\\s@/]{2,200})(?=@)',
  '\\bwandb\\s{1,4}login\\s{1,4}(?:--\\w{1,20}\\s{1,4}){0,4}(?<wandb>[0-9a-f]{40})',
  `\\bwandb(?:${QUOTE})?[\\s,]{1,4}(?:${QUOTE})?(?<wandbpair>[0-9a-f]{40})(?![0-9a-f])`,
  // Any other method of a header.
  `\\bauthorization(?:${QUOTE})?\\s{0,4}[:=,]\\s{0,4}(?:${QUOTE})?[a-z][\\w-]{1,24}\\s{1,4}(?=[\\w.~+/=!@-]{0,80}\\d)(?<method>[\\w.~+/=!@-]{12,2000})`,
  // A pair of a user with all rights and a password.
  `[[(,]\\s{0,4}${QUOTE}${ADMINS}${QUOTE}\\s{0,4},\\s{0,4}${QUOTE}(?=[^"'\\\\\\s]{0,80}\\d)(?=[^"'\\\\\\s]{0,80}[a-z])(?<pair>[^"'\\\\\\s/]{6,200})(?=${QUOTE}\\s{0,4},?\\s{0,4}[\\]),])`,
  // A proxy: host, port, user, password.
  '(?<![\\w.:/])\\d{1,3}(?:\\.\\d{1,3}){3}:\\d{2,5}:[\\w.-]{1,60}:(?<proxy>[^\\s:"\'\\\\]{4,200})(?![^\\s"\'\\\\,;])',
  // A password that is the input of a command.
  `\\becho\\s{1,4}(?:-n\\s{1,4})?(?:${QUOTE})?(?<echo>(?!\\$)[^\\s"'\\\\|]{3,200})(?=(?:${QUOTE})?\\s{0,4}\\|\\s{0,4}(?:(?:sudo\\s{1,4})?(?:chpasswd|passwd\\s{1,4}--stdin)|sudo\\s{1,4}-S|(?:docker|podman|helm)\\s[^\\r\\n|]{0,80}--password-stdin))`,
  // Numbers are the ids of a user and a group.
  `(?:^|[\\s"'])(?:-u|--user|--proxy-user)(?:[\\s=]{1,4}(?:${QUOTE})?|${QUOTE}\\s{0,4},\\s{0,4}${QUOTE})(?!\\d{1,10}:\\d{1,10}(?![^\\s"'\\\\]))(?<curl>[^\\s:"'/\\\\]{1,80}:(?![$%]|\\{\\{|<)[^\\s"'\\\\]{4}[^\\s"'\\\\]*)`,
  // A user and a password, and not a list of methods.
  `(?<![A-Za-z0-9])auth(?:${QUOTE})?\\s{0,4}[:=]\\s{0,4}[[(]\\s{0,4}${QUOTE}[^"'\\\\\\r\\n]{1,80}${QUOTE}\\s{0,4},\\s{0,4}${QUOTE}(?!${METHOD})(?=[^"'\\\\\\s]{0,80}\\d)(?=[^"'\\\\\\s]{0,80}[a-z])(?<login>[^"'\\\\\\s]{6,200})(?=${QUOTE}\\s{0,4},?\\s{0,4}[\\])])`,
  // A line of a password file of PostgreSQL: host, port, database, user, password.
  '(?<![\\w.:/@*-])[\\w.*-]{1,80}:(?:543\\d|6432|\\*):(?:[\\w-]{1,80}|\\*):[\\w.@*-]{1,80}:(?<pgpass>[^\\s:"\'\\\\]{4,200})(?![^\\s"\'\\\\])',
  '\\bmachine\\s{1,4}\\S{1,200}\\s{1,4}login\\s{1,4}\\S{1,200}\\s{1,4}password\\s{1,4}(?<netrc>\\S{3,})',
  '\\bsshpass\\s{1,4}-p\\s{0,4}(?<sshpass>\\S{3,})',
];

const PRIVATE_KEYS: readonly Form[] = [
  '-{4,5} ?BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)? ?-{4,5}(?:[^]*?-{4,5} ?END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)? ?-{4,5}|[^]*)',
  'PuTTY-User-Key-File-\\d:[^]*?(?:Private-(?:MAC|Hash):[^\\r\\n"]*|$)',
];

// An address with a password, or with a long user that is a token. Placeholders are not secret.
// A word in place of a password: documentation writes `user:password@host`.
const PLACEHOLDER =
  '(?:pass(?:word|wd|phrase)?|pwd?|secret|token|change-?me|your[-_]?\\w{0,40}|\\[[^\\[\\]@\\s]{0,60}\\]|\\$\\([^()@\\s]{0,60}\\)|%s|%\\(\\w{1,60}\\)s|\\{\\{[^{}@]{0,60}\\}\\})';
const BLANK = `(?:${PLACEHOLDER}|\\*+|x+|X+|\\.+|…|\\$\\{?\\w{1,60}\\}?|\\{\\w{1,60}\\}|<[^<>@]{0,60}>|%\\w{1,60}%|\\(hidden\\))@`;
// It may be escaped as any other character of a login.
const COLON = '(?::|%3[Aa])';
const ADDRESS =
  `(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,20}:\\/\\/(?:(?<user>[^\\s/:?#"'<>]{0,200}${COLON}(?!${BLANK})[^\\s/?#"'<>]{1,200}(?=@)` +
  `|(?=[\\w-]{0,80}\\d)[\\w-]{16,200}(?=@))` +
  // A password with an unescaped separator. Not a port or a variable before the path, and not the address of a repository.
  `|(?<unescaped>[^\\s/:?#@"'<>[\\]{}$]{0,200}:(?!${BLANK}|\\d{1,5}[/?#]|\\$?\\{|[/<%])[^\\s"'<>]{1,200}(?=@(?!sha\\d)[\\w.-]{1,200}(?![\\w@]))))`;

// A login before a host without a scheme. With a port, a path or a protocol it is certain.
const HOST = '(?:(?:[\\w-]{1,63}\\.){1,8}[a-z]{2,24}|\\d{1,3}(?:\\.\\d{1,3}){3}|\\[[0-9a-f:]{2,40}\\])';
const LABELS =
  '(?:e?mail(?:to)?|from|to|cc|bcc|contact|maintainers?|authors?|owners?|by|sips?|xmpp|acct|npm|workspace|git|https?|s?ftp|ssh|docker|image|oci|pkg|link|file|jdbc|at)';
const NOT_PASSWORD = '(?!\\/\\/|\\d{1,5}\\/)';
const CERTAIN_HOST = `(?:(?:tcp|udp|unix)\\d?\\(|${HOST}(?::\\d{2,5}(?!\\w)|\\/)|[a-z][\\w-]{0,62}:(?::\\w|\\d{2,5}(?!\\w))|\\/\\w)`;
const SCHEMELESS: readonly Form[] = [
  `(?<![\\w.%+:/@\\\\-])(?!${LABELS}:)[a-z][\\w.%+@\\\\-]{0,80}:(?!${BLANK})${NOT_PASSWORD}(?<dsn>[^\\s"'<>]{4,200})(?=@(?!sha\\d)${CERTAIN_HOST})`,
  `(?<![\\w.%+:/@\\\\-])[a-z]\\w{0,60}\\/(?<oracleEasy>[^\\s"'<>@/]{4,200})(?=@(?:\\/\\/)?[\\w.-]{1,200}:\\d{2,5}\\/)`,
];

// Places that suggest a secret, where only a random text is one.
const PARAMETERS: readonly Form[] = [
  // A parameter of an address.
  '[?&;](?:[a-z][a-z_.-]{0,20}[_.-])?(?:app|api|auth|access)?(?:key|auth|code|sign?|signature|hmac|ticket|access|session|sid|appid|k)=(?<parameter>[\\w%.~+/=-]{8,2000})',
  // The first cookie of a list in code.
  `\\bcookies?\\s{0,4}=\\s{0,4}(?:dict\\()?[^\\r\\n=:]{0,80}[=:]\\s{0,4}${QUOTE}(?<jar>[^"'\\\\\\s]{8,2000})`,
  // The id of a session in a cookie.
  '(?<![\\w.-])(?:__(?:Host|Secure)-)?(?:[a-z_.]{0,20}sess(?:ion)?_?(?:id)?|connect\\.sid|sid|sso|remember_\\w{1,20})=(?:s%3A)?(?<session>[\\w%.~+/=-]{8,2000})',
];
// After the method of a header.
const METHODS: readonly Form[] = [
  '\\b(?:basic|token|api-?key|splunk|ssws|geniekey)\\s{1,4}(?<method>[\\w.~+/=-]{12,2000})',
];
// Here a hexadecimal text is rather a hash.
const MIXED: readonly Form[] = [
  // The argument `key`, and no field of JSON.
  `(?<![\\w.-])(?:--key(?:\\s{1,4}|=)|key\\s{0,4}=\\s{0,4})(?:${QUOTE})?(?<argument>[^\\s"'\\\\,;&)]{8,2000})`,
  // A user and a password as two arguments, and not a name and its hash.
  `[(,]\\s{0,4}${QUOTE}(?!sha|md5|blake|hash|digest|e?tag|id\\b|rev|commit)[a-z][\\w.@-]{1,60}${QUOTE}\\s{0,4},\\s{0,4}${QUOTE}(?<second>[^"'\\\\\\s]{8,200})(?=${QUOTE}\\s{0,4},?\\s{0,4}\\))`,
  `[[(,]\\s{0,4}${QUOTE}root${QUOTE}\\s{0,4},\\s{0,4}${QUOTE}(?<root>[^"'\\\\\\s]{8,200})(?=${QUOTE}\\s{0,4},?\\s{0,4}[\\]),])`,
  `(?<![\\w.%+:/@\\\\-])(?!${LABELS}:)[a-z][\\w.%+@-]{0,80}:${NOT_PASSWORD}(?<login>[^\\s"'<>@]{8,200})(?=@(?:${HOST}(?![\\w@])|[a-z][\\w-]{0,62}(?![\\w@.])))`,
  `(?<![\\w.%+:/@\\\\-])[a-z]\\w{0,60}\\/(?<oracleHost>[^\\s"'<>@/]{8,200})(?=@(?:\\/\\/)?[\\w.-]{1,200}:\\d{2,5})`,
  // A user and a password after the word for both.
  `\\b(?:login|user(?:name|info|pass|pwd)?|cred(?:ential)?s?|account)\\b[^\\w\\r\\n]{1,8}(?:(?:is|are)\\s{1,4})?[\\w.@-]{1,60}\\s{0,4}[:/,]\\s{0,4}(?:${QUOTE})?(?<both>[^\\s"'\\\\,;()[\\]{}<>]{8,200})`,
  '\\blogin\\s{1,4}(?:--?[\\w-]{1,20}\\s{1,4}){0,3}(?<token>[^\\s"\'\\\\,;]{8,200})',
  `\\bsend\\s{1,4}(?:--\\s{1,4})?${QUOTE}(?<sent>[^\\s"'\\\\]{8,200})`,
  // Options that often are a password.
  `(?<![\\w.-])-(?:h?p|P|k|w)[\\s=]{0,4}(?:${QUOTE})?(?<option>[^\\s"'\\\\,;=-][^\\s"'\\\\,;]{7,200})`,
  `(?<![\\w.-])${ADMINS_AND_ROOT}(?:${QUOTE})?\\s{0,4}[:=/]\\s{0,4}(?:${QUOTE})?(?<admin>(?!\\/\\/)[^\\s"'\\\\,;@]{8,200})`,
];

// A secret key of AWS has no prefix: 40 random characters of base64, unlike a path, a word or a hash.
const AWS =
  '(?<![\\w+/=.-])(?=[A-Za-z0-9]{0,39}[+/])(?=[^0-9]{0,39}\\d)(?=(?:[^A-Z]{0,39}[A-Z]){5})(?=(?:[^a-z]{0,39}[a-z]){5})(?!.{0,34}[a-z]{6})[A-Za-z0-9][A-Za-z0-9+/]{39}(?![\\w+/=.-])';

// A password in the braces of a connection string, where `}}` is a brace.
const BRACED =
  '(?:(?<=;\\s{0,4})(?:pwd|password)=\\{(?<last>(?:[^{}\\r\\n]|\\}\\}){3,200})(?=\\})|(?<![\\w.-])(?:pwd|password)=\\{(?<first>(?:[^{}\\r\\n]|\\}\\}){3,200})(?=\\}\\s{0,4};))';
// An expression of a program that fills in the password, and a word for one: a digit is rarely within the name of a variable.
const EXPRESSION = /^[a-z_]\w*(?:\.\w+|\[[^\]]*\]|\([^)]*\)){0,20}(?:![rsa])?(?::.*)?$|^\d{0,3}$|^%/i;
const isBracedSecret = (text: string): boolean =>
  !EXPRESSION.test(text) ||
  (/^\w+$/.test(text) && /\d[a-z]/i.test(text) && !/pass|pwd|pw|secret|token|key/i.test(text));

const union = (forms: readonly Form[]): string => forms.map(form => `(?:${form})`).join('|');

const prefixed = (forms: readonly Form[]): string => `(?<![A-Za-z0-9])(?:${union(forms)})`;

/**
 * Forms with a quick test that rejects most texts. A text that passes it also passes it as lines of a longer one. A named group of the pattern is the secret
 * part of a match.
 */
export interface FormGroup {
  readonly hint: (text: string) => boolean;
  readonly pattern: () => RegExp;
  /** Which matches are secrets; all where it is absent. */
  readonly isSecret?: (text: string) => boolean;
}

const MAY_BE_NAME = lazyPattern(
  () => `^(?:${union(PREFIXED.flatMap(([prefix, , isAlsoName]) => (isAlsoName ? [prefix] : [])))})`,
  '',
);

// Keys of services, and of AWS, are part of a long run of characters. A hash is such a run too, and none of them.
const LONG_RUN = /(?<![\w.~+/=:$-])(?![0-9a-f]{14}[0-9a-f]*(?![\w.~+/=:$-]))[\w.~+/=:$-]{14}[\w.~+/=:$-]*/;
const LONG_RUNS = new RegExp(LONG_RUN, 'g');
const hasLongRun = (text: string): boolean => LONG_RUN.test(text);
// What a run with a key has: a long part without a dot or a slash, or capital letters; one prefix goes on with dots. Most paths have none of them, and the
// pattern of all prefixes takes a millisecond to compile.
const KEY_PART = /[\w-]{14}|[A-Z]|dp\./;
const PREFIX = lazyPattern(() => prefixed(PREFIXED.map(([prefix]) => prefix)), '');
// A prefix is in the run or shortly before it: `auth = "`, `Fernet(key="`. What was tested with the run before is not tested again, except for its end, where
// a prefix may begin.
const BEFORE_RUN = 120;
const LONGEST_PREFIX = 40;
function hasPrefix(text: string): boolean {
  let tested = 0;
  return matchesOf(LONG_RUNS, text).some(({ 0: run, index }) => {
    if (!KEY_PART.test(run)) return false;
    const from = Math.max(0, index - BEFORE_RUN, tested - LONGEST_PREFIX);
    tested = index + run.length;
    return PREFIX().test(text.slice(from, tested));
  });
}

const hint = (pattern: RegExp) => (text: string) => pattern.test(text);

/** All forms, in groups with a common quick test. */
export const FORMS: readonly FormGroup[] = [
  { hint: hint(/PRIVATE KEY|PuTTY-/i), pattern: lazyPattern(() => union(PRIVATE_KEYS), 'gi') },
  { hint: hint(/:\/\//), pattern: lazyPattern(ADDRESS, 'gi') },
  {
    hint: hasPrefix,
    pattern: lazyPattern(() => prefixed(PREFIXED.map(([prefix, rest]) => prefix + rest)), 'g'),
    isSecret: text => !MAY_BE_NAME().test(text) || hasKeyPart(text),
  },
  {
    hint: hint(
      /eyJ|eyA|ewo|ew0K|bearer|auth|cookie|:\d{2,5}:|:\*|AccountKey|AccessKey|sig|x-amz|x-goog|hook|telegram|anaconda|wandb|jdbc|-u|user|machine|sshpass|admin|root|postgres|echo|["']sa\b|superuser/i,
    ),
    pattern: lazyPattern(() => union(IN_CONTEXT), 'gi'),
  },
  { hint: hint(COMMAND_HINT), pattern: lazyPattern(() => union(inCommands()), 'g') },
  { hint: hint(/@(?:tcp|udp|unix|[/[\w])/i), pattern: lazyPattern(() => union(SCHEMELESS), 'gi') },
  {
    hint: hint(/[?&;][\w.-]{1,40}=|(?:cookies?\s{0,4}|sess\w{0,10}|sid|sso|remember_\w{1,20})=/i),
    pattern: lazyPattern(() => union(PARAMETERS), 'gi'),
    isSecret: isRandom,
  },
  {
    hint: hint(/\b(?:basic|token|api-?key|splunk|ssws|geniekey)\s/i),
    pattern: lazyPattern(() => union(METHODS), 'gi'),
    isSecret: isRandom,
  },
  {
    hint: hint(
      /["']\s{0,4},\s{0,4}\\{0,31}["']|@|admin|root|postgres|\bsa\b|superuser|key\s{0,4}=|--key|login|user|cred|account|send|(?<![\w.-])-[hpkw]/i,
    ),
    pattern: lazyPattern(() => union(MIXED), 'gi'),
    isSecret: isMixedAndNoName,
  },
  { hint: hint(/(?:pwd|password)=\{/i), pattern: lazyPattern(BRACED, 'gi'), isSecret: isBracedSecret },
  { hint: hasLongRun, pattern: lazyPattern(AWS, 'g') },
];
