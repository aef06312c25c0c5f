// The forms of secrets: keys of well-known services, passwords in addresses, headers, private keys. Used on any text.
// Every quantifier that something must follow is bounded or starts at a boundary, so the time is linear in the length of the text.

/** A source of a regular expression. Its group `secret` is the part to hide; the whole match where it is absent. */
type Form = string;

/** A quote; JSON inside of a string has a backslash before it, and more of them at each further level. */
export const QUOTE = '\\\\{0,31}["\']';

const REST = '[\\w.~+/=-]*';
// Words in prose do not have a digit among the next characters.
const DIGIT = '(?=[\\w-]{0,80}\\d)';

// A random text has small and capital letters and digits, unlike words and names.
const RANDOM = '(?=[\\w+/-]{0,40}\\d)(?=[\\w+/-]{0,40}[A-Z])(?=[\\w+/-]{0,40}[a-z])';
// Keys that start with a prefix of their service. The prefix starts at a boundary.
const PREFIXED: readonly Form[] = [
  `sk-${DIGIT}[\\w-]{16}${REST}`,
  `[csp]sk-${DIGIT}[\\w-]{20}${REST}`,
  `(?:[srp]k_(?:live|test)|whsec|shippo_(?:live|test))_[A-Za-z0-9]{8}${REST}`,
  `sk_[0-9a-f]{40}${REST}`,
  `(?:gsk|npm|r8|fw|jina|figd|glsa|tgp_v1|wandb_v1|esecret|lin_(?:api|oauth)|sbp|tfp|rdme|ntn|secret|pscale_(?:tkn|pw|oauth)|sntry[su]|dckr_[op]at)_${DIGIT}[\\w-]{16}${REST}`,
  `(?:nvapi|xai|pplx|PMAK|NRAK|xkeysib|CFPAT|pul|GOCSPX|sq0(?:atp|csp))-${DIGIT}[\\w-]{16}${REST}`,
  `lsv2_(?:pt|sk)_${DIGIT}[\\w-]{16}${REST}`,
  `pypi-${DIGIT}\\w{16}${REST}`,
  `(?:hf_|api_org_)[A-Za-z0-9]{16}${REST}`,
  `(?:gh[pousr]_|github_pat_)\\w{16}${REST}`,
  `gl(?:pat|dt|rt|cbt|ptt|ft|soat|imt|agent|oas|rtr)-[\\w-]{16}${REST}`,
  'GR1348941[\\w-]{20}',
  '(?:AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{16}(?![0-9A-Za-z])',
  `AIza[\\w-]{35}${REST}`,
  `ya29\\.[\\w-]{16}${REST}`,
  `1\\/{1,2}0[\\w-]{30}${REST}`,
  `xox[abeoprs](?:\\.xox[bp])?-[\\w-]{10}${REST}`,
  `xapp-\\d-[\\w-]{10}${REST}`,
  `do[por]_v1_[0-9a-f]{32}${REST}`,
  `dp\\.(?:pt|st|sa|ct|scim|audit)\\.${DIGIT}[\\w.-]{16}${REST}`,
  `shp(?:at|ca|pa|ss)_[0-9a-fA-F]{16}${REST}`,
  `SG\\.[\\w-]{16,40}\\.[\\w-]{30}${REST}`,
  '(?:SK|dapi|(?<![-_])key-)(?=[0-9A-Za-z]{0,31}\\d)[0-9A-Za-z]{32}(?![0-9A-Za-z])(?:-\\d)?',
  `hv[bsr]\\.[\\w-]{20}${REST}`,
  `[A-Za-z0-9]{14}\\.atlasv1\\.[\\w-]{40}${REST}`,
  `AT[AC]TT3[\\w-]{20}${REST}`,
  `EAA[A-Za-z0-9]{60}${REST}`,
  `[\\w~.-]{3}8Q~[\\w~.-]{31}${REST}`,
  'AGE-SECRET-KEY-1[0-9A-Z]{20,}',
  `ops_eyJ[\\w-]{20}${REST}`,
  '\\d{6,12}:AA[\\w-]{30,40}',
  `(?:rubygems|sq[apu]|bku[ar])_[0-9a-f]{40}${REST}`,
  `(?:rpa|nf[copu]|pn[bu]|npg|apify_api|glc|fm[12][a-z]?|CCIPAT|pcsk|sb_secret|vercel_blob_rw)_${RANDOM}[\\w+/-]{12}${REST}`,
  `(?:tvly-(?:dev-)?|HRKU-|pa-|tskey-[a-z]{3,9}-)${RANDOM}(?=[A-Za-z0-9]{12})[\\w-]{20}${REST}`,
  `a[ks]-${RANDOM}[A-Za-z0-9]{22}(?![\\w-])`,
  `(?:LTAI|AKID)${RANDOM}[A-Za-z0-9]{12,40}(?![A-Za-z0-9])`,
  `(?:AKCp|ABSK|cmVmdGtuOj)[\\w+/=-]{40}${REST}`,
  'pat[A-Za-z0-9]{14}\\.[0-9a-f]{64}(?![0-9a-f])',
  `[0-9a-f]{32}\\.${RANDOM}[A-Za-z0-9]{16}(?![\\w.])`,
  '[0-9a-f]{32}-us\\d{1,2}(?![\\w-])',
  'access_token\\$(?:production|sandbox)\\$[0-9a-z]{16}\\$[0-9a-f]{32}',
  `_?auth(?:${QUOTE})?\\s{0,4}[:=]\\s{0,4}(?:${QUOTE})?(?<auth>(?!OAuth)${RANDOM}(?=[A-Za-z0-9]{12})[\\w+/-]{16}${REST})`,
  '(?<!-)[MNO][\\w-]{23,27}\\.[\\w-]{6}\\.[\\w-]{27,40}',
];

// Between a name and its value, both in quotes.
const QUOTED_COLON = `${QUOTE}\\s{0,4}:\\s{0,4}${QUOTE}`;

// Methods of authentication whose names have digits.
const METHOD = '(?:o?auth|oidc|aws|s3v|x509|ed25519|hmac|md|sha|[hre]s\\d|http|tls|ntlm|api)';

// Parts of addresses, headers, command lines and connection strings.
const IN_CONTEXT: readonly Form[] = [
  // The token of a JSON web token starts with `{"`.
  `(?<![\\w-])eyJ[\\w-]{8,}\\.[\\w-]{4,}\\.?${REST}`,
  `\\b(?:bearer)\\s{1,4}(?=[\\w.~+/-]{0,80}\\d)(?<bearer>[\\w.~+/-]{12}${REST})`,
  `\\bauthorization(?:${QUOTE})?\\s{0,4}[:=,]\\s{0,4}(?:${QUOTE})?(?:basic|token|apikey|digest|bearer|negotiate)\\s{1,4}(?<header>[\\w+/-]{4}${REST})`,
  `\\b(?:set-?)?cookies?(?:${QUOTE})?\\s{0,4}[:=]\\s{0,4}(?:${QUOTE})?(?<cookie>[\\w.-]{1,80}=[^\\r\\n"']{8,})`,
  `\\b(?:AccountKey|SharedAccessKey)=(?<account>[\\w+/%-]{8}${REST})`,
  `[?&;](?:sig|signature|x-amz-(?:signature|security-token)|x-goog-signature)=(?<signature>[\\w%-]{16}${REST}(?:%[\\w%.~+/=-]*)?)`,
  `\\bhooks\\.slack\\.com\\/(?:services|workflows|triggers)\\/(?<slack>[\\w-]{4}${REST})`,
  `\\bdiscord(?:app)?\\.com\\/api\\/(?:v\\d{1,2}\\/)?webhooks\\/\\d{5,25}\\/(?<discord>[\\w-]{16}${REST})`,
  `\\bwebhook\\.office\\.com\\/webhookb2\\/(?<teams>[\\w-]{8}[\\w.~+/=@-]*)`,
  `\\bhooks\\.zapier\\.com\\/hooks\\/catch\\/(?<zapier>\\d{3}${REST})`,
  `\\bapi\\.telegram\\.org\\/bot(?<telegram>\\d{3}[\\w:-]{10,})`,
  `\\bwandb\\.login\\([^)\\r\\n]{0,200}?\\bkey\\s{0,4}=\\s{0,4}${QUOTE}(?<wandbkey>[0-9a-f]{40})`,
  `["']username${QUOTED_COLON}[^"'\\\\]{1,80}${QUOTE}\\s{0,4},\\s{0,4}${QUOTE}key${QUOTED_COLON}(?<kaggle>[0-9a-f]{32})`,
  '\\bjdbc:oracle:\\w{1,20}:[^\\s/@:]{1,80}\\/(?<oracle>[^\\s@/]{2,200})(?=@)',
  '\\bwandb\\s{1,4}login\\s{1,4}(?:--\\w{1,20}\\s{1,4}){0,4}(?<wandb>[0-9a-f]{40})',
  // Numbers are the ids of a user and a group.
  `(?:^|[\\s"'])(?:-u|--user|--proxy-user)(?:[\\s=]{1,4}(?:${QUOTE})?|${QUOTE}\\s{0,4},\\s{0,4}${QUOTE})(?!\\d{1,10}:\\d{1,10}(?![^\\s"'\\\\]))(?<curl>[^\\s:"'/\\\\]{1,80}:[^\\s"'\\\\]{4,})`,
  // A user and a password, and not a list of methods.
  `(?<![A-Za-z0-9])auth(?:${QUOTE})?\\s{0,4}[:=]\\s{0,4}[[(]\\s{0,4}${QUOTE}[^"'\\\\\\r\\n]{1,80}${QUOTE}\\s{0,4},\\s{0,4}${QUOTE}(?!${METHOD})(?=[^"'\\\\\\s]{0,80}\\d)(?=[^"'\\\\\\s]{0,80}[a-z])(?<login>[^"'\\\\\\s]{6,200})(?=${QUOTE}\\s{0,4},?\\s{0,4}[\\])])`,
  // A line of a password file of PostgreSQL: host, port, database, user, password.
  '(?<![\\w.:/@*-])[\\w.*-]{1,80}:(?:543\\d|6432|\\*):(?:[\\w-]{1,80}|\\*):[\\w.@*-]{1,80}:(?<pgpass>[^\\s:"\'\\\\]{4,200})(?![^\\s"\'\\\\])',
  '\\bmachine\\s{1,4}\\S{1,200}\\s{1,4}login\\s{1,4}\\S{1,200}\\s{1,4}password\\s{1,4}(?<netrc>\\S{3,})',
  '\\bsshpass\\s{1,4}-p\\s{0,4}(?<sshpass>\\S{3,})',
];

const PRIVATE_KEYS: readonly Form[] = [
  '-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:[^]*?-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|[^]*)',
  'PuTTY-User-Key-File-\\d:[^]*?(?:Private-(?:MAC|Hash):[^\\r\\n"]*|$)',
];

// Passwords that are an argument of a known program, before anything that ends its command. Other programs use the same letters for other
// options: `-p` is often a port.
const GAP = '[ \\t"\',\\\\]{1,8}';
const WORD = '[^\\s"\',\\\\;|&-][^\\s"\',\\\\;|&]{0,200}';
const OPTIONS = `(?:${GAP}(?!(?:and|or|with|without|has|is|uses|using)\\b)${WORD})?(?:${GAP}-[^\\s"',\\\\;|&]{1,200}(?:${GAP}${WORD})?){0,12}?`;
// A quoted argument ends with its quote. Names of variables are not secret.
const ARGUMENT = `(?![-$<{*%])(?:(?<=")[^"\\\\\\r\\n]{3,200}|(?<=')[^'\\\\\\r\\n]{3,200}|(?<!["'])[^\\s"',\\\\;|&\`]{3,200})`;
const QUOTES = '[\\\\"\']{0,2}';

// The program, the options before the password, and the option of the password up to the password.
const COMMANDS: readonly (readonly [program: string, options: string, password: string])[] = [
  ['mysql(?:dump|admin|import|show|check|slap|sh)?|mariadb(?:-\\w{1,20})?', OPTIONS, `-p${QUOTES}`],
  ['redis-cli', OPTIONS, `(?:-a|--pass)${GAP}`],
  ['mongo(?:sh|dump|restore|import|export)?', OPTIONS, `-p${GAP}`],
  [`(?:docker|podman|helm${GAP}registry|az|oc)${GAP}login`, OPTIONS, `-p${GAP}`],
  // `sshpass -e ssh -p 22` sets a port.
  ['sshpass', `(?:${GAP}-(?:v|P${GAP}${WORD})){0,2}`, `-p(?:${GAP}|${QUOTES})`],
  ['curl', OPTIONS, `-u(?:${GAP}|${QUOTES})[^\\s:"'/\\\\]{1,80}:`],
];

const IN_COMMANDS = COMMANDS.map(
  ([program, options, password], i) =>
    `(?<![\\w.-])(?:${program})(?=${GAP})${options}${GAP}${password}(?<argument${i}>${ARGUMENT})`,
);

// An address with a password, or with a long user that is a token. Placeholders are not secret.
const BLANK = '(?:\\*+|x+|X+|\\.+|…|\\$\\{?\\w{1,60}\\}?|\\{\\w{1,60}\\}|<[^<>@]{0,60}>|%\\w{1,60}%|\\(hidden\\))@';
const ADDRESS =
  `(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,20}:\\/\\/(?<user>[^\\s/:?#"'<>]{0,200}:(?!${BLANK})[^\\s/?#"'<>]{1,200}(?=@)` +
  `|(?=[\\w-]{0,80}\\d)[\\w-]{16,200}(?=@))`;

// A secret key of AWS has no prefix: 40 random characters of base64, unlike a path, a word or a hash.
const AWS =
  '(?<![\\w+/=.-])(?=[A-Za-z0-9]{0,39}[+/])(?=[^0-9]{0,39}\\d)(?=(?:[^A-Z]{0,39}[A-Z]){5})(?=(?:[^a-z]{0,39}[a-z]){5})(?!.{0,34}[a-z]{6})[A-Za-z0-9][A-Za-z0-9+/]{39}(?![\\w+/=.-])';

const union = (forms: readonly Form[]): string => forms.map(form => `(?:${form})`).join('|');

/** Forms with a quick test that rejects most texts. A named group of the pattern is the secret part of a match. */
export interface FormGroup {
  readonly hint: RegExp;
  readonly pattern: RegExp;
}

const LONG_RUN = /[\w.~+/=:-]{14}/;

/** All forms, in groups with a common quick test. */
export const FORMS: readonly FormGroup[] = [
  { hint: /PRIVATE KEY|PuTTY-/, pattern: new RegExp(union(PRIVATE_KEYS), 'g') },
  { hint: /:\/\//, pattern: new RegExp(ADDRESS, 'gi') },
  { hint: LONG_RUN, pattern: new RegExp(`(?<![A-Za-z0-9])(?:${union(PREFIXED)})`, 'g') },
  {
    hint: /eyJ|bearer|auth|cookie|:543|:6432|:\*|AccountKey|AccessKey|sig|x-amz|x-goog|hook|telegram|wandb|jdbc|-u|user|machine|sshpass/i,
    pattern: new RegExp(union(IN_CONTEXT), 'gi'),
  },
  { hint: /mysql|mariadb|redis-cli|mongo|login|sshpass|curl/, pattern: new RegExp(union(IN_COMMANDS), 'g') },
  { hint: LONG_RUN, pattern: new RegExp(AWS, 'g') },
];
