// Which keys have secret values, and which values under such a key are not secrets.

import { asSeen } from './escapes';
import { hasMixedCase, isLettersAndDigits, isMixed, isRandom, isUuid } from './randomText';
import { recentTexts } from './recentTexts';

/**
 * How suspicious a key is. `token` may also be a count or a word of a text, so the key alone is not enough; `pair` is a token with an owner, e.g.
 * `github_token`. `short` is a short word with other meanings (`pass`), so its value has to look like a password. `weak` is any other name that ends
 * like that of a secret (`X_TOKEN`, `x_key`, `x_auth`), so its value has to look random (`isWeakSecret`).
 */
export type Suspicion = 'sure' | 'pair' | 'token' | 'short' | 'weak';

const SERVICES =
  'anthropic|auth|aws|azure|cohere|deepseek|fireworks|gcp|gemini|google|groq|hf|huggingface|master|mistral|nvidia|openai|openrouter|perplexity|replicate|service|slack|stripe|together|together_ai|wandb|xai';
const SURE = new RegExp(
  `(^|_)([a-z0-9]{0,40}api_?keys?|([a-z0-9]{0,40}api_?)?secrets?|[a-z0-9]{0,40}passwor[dt]s?|[a-z0-9]{0,40}passwd|[a-z0-9]{0,40}pwd|pass_?(?:word|phrase|code|wd)|p(?:as)?swd|(key_?|trust_?)?store_?pass|key_?pass|[a-z0-9]{0,40}(?:kennwort|wachtwoord)(?:er|e|en)?|zugangsdaten|mots?_?de_?passe|contrase[nñ]as?|senhas?|парол[ья]|парол|密[码碼]|authorization|credentials?|creds|bearer|mnemonic|(seed|recovery)_phrase|(db|database|user|mysql|pg|postgres|smtp|ftp|ssh|root|admin|redis|e?mail|sudo)_?(pass|pw)|(github|gitlab|gh|azure|devops)_pat|(secret|private|access|account|encryption|signing|ssh|subscription|hmac|jwt)_?key|(${SERVICES})_keys?)(_(value|val|prod(uction)?|dev|staging|live|old|new|backup|plain|raw|b64|base64))?(_?\\d{1,4})?$`,
);
// Any other `…token`, `…key`, `…auth` and `…pass`, the id of a session, and the name of a service alone.
const WEAK =
  /token_?\d{0,4}$|[a-z0-9]_?key_?\d{0,4}$|auth(?:_?header)?$|x_honeycomb_team$|[a-z0-9]_?(?:pass|pw)$|[a-z0-9]_pat$|(?:^|_)secret_?id$|(?:^|_)fernet$|(?:^|_)sess(?:ion)?id$|sessid$|(?:^|_)(?:session|auth)_cookie$|^(?:admin|wandb|comet|comet_ml|kaggle|neptune|openai|anthropic|groq|cohere|mistral|pinecone|tavily|serper)$/;
// A name of a secret before other words: `TOKEN_GITHUB`, `api_key_openai`.
const WEAK_START = /(?:^|_)(?:token|api_?key|secret(?:_?key)?|password|passwd|credential|access_?key)_\w{1,60}$/;
// The exceptions: tokens of a model, tokens of pages, and keys of rows, caches and random generators, whose values may be random too.
const NOT_WEAK =
  /(?:^|_)(?:(?:eos|bos|pad|mask|unk|sep|cls|eot|eom|special|start|end|stop|begin|image|audio|video|next|page|continuation|cursor|sync|trigger|placeholder|src|source|tgt|target|predicted|prediction|soft|hard|encoder|decoder|lang(?:uage)?|input|output|prompt|word|subword|text|visual|speech|learnable|class|query|memory|patch|summary|generated|sampled|draft|first|last|prev(?:ious)?|current|gold|label|noise|blank|separator|newline|assistant|system|human)_?token_?\d{0,4}|(?:primary|foreign|sort|partition|range|row|routing|group|join|unique|dedup|idempotency|cache|restore|hash|index|public|pub|publishable|gpg|pgp|object|s3|blob|content|data|dataset|config|model|experiment|run|job|trial|event|message|record|document|rng|prng|random|arch(?:itecture)?|checkpoint|ckpt|obs(?:ervation)?|action|reward|state|loss|metric|label|target|input|output|feature|image|img|text|backbone|encoder|decoder|weights?|param|batch|sample|split|column|mask|bbox|layer|module|head|optimizer|scheduler)_?key_?\d{0,4}|(?:compass|bypass|trespass|(?:low|high|band|over|under)_?pass))$/;
// Models have many tokens that are not secrets (eos_token, pad_token), so a token is suspicious only after one of these words, or alone.
const OWNED =
  /^(.*_)?(access|api|auth|azure|aws|bearer|bot|client|cohere|comet|csrf|databricks|deploy|discord|docker|github|gh|gitlab|groq|hf|hub|huggingface|id|jwt|kaggle|mistral|neptune|npm|oauth|openai|anthropic|pagerduty|private|pypi|refresh|registry|replicate|sas|secret|security|service|session|slack|telegram|user|vault|wandb|webhook|xsrf)_?tokens?(_\d{1,4})?$/;
const ALONE = /^(tokens?|jwts?|totp)$/;
const SHORT = /^(pass|pw|pat)$/;
// The last part of `db/password`, `x:password` or `db[user][password]`. A path in a file system or of an address begins with its separator.
const LAST_PART = /^\w[\w.-]*(?:(?:[:/]|\]?\[)[\w.-]+){0,100}(?:[:/]|\]?\[)([\w.-]+)\]?$/;

const snakeCase = (key: string): string =>
  asSeen(key)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[\s.-]+/g, '_')
    .toLowerCase();

// Options of a command line; Java sets properties with `-D`.
const DASHES = /^(?:-D|-+)/;

/** How suspicious a key is; undefined where it is not. */
export const suspicionOf = (written: string): Suspicion | undefined => recentSuspicion(written).how;

// The files of a folder have most of their keys in common.
const recentSuspicion = recentTexts((written): { readonly how: Suspicion | undefined } => ({ how: judged(written) }), {
  count: 1000,
});

function judged(written: string): Suspicion | undefined {
  const key = asSeen(written);
  if (key.length > LONGEST || !HINT.test(key)) return undefined;
  const name = snakeCase(key.replace(DASHES, ''));
  if (SURE.test(name)) return 'sure';
  if (OWNED.test(name)) return 'pair';
  if (ALONE.test(name)) return 'token';
  if (SHORT.test(name)) return 'short';
  const last = LAST_PART.exec(key)?.[1];
  if (last !== undefined && SURE.test(snakeCase(last))) return 'sure';
  if (NOT_WEAK.test(name)) return undefined;
  return WEAK.test(name) || (WEAK_START.test(name) && !PLAIN.test(name)) ? 'weak' : undefined;
}

const LOGIN = /^(?<user>[^\s:/]{1,80}):(?<password>[^\s:]{4,200})$/;
// `basic_auth` has a password after its colon; `auth` may have a method: `aws:iam`.
const BASIC = /(?:basic|http|proxy|redis|ftp|smtp|db)_?auth$/;

/** Whether the value of a `weak` key is a secret: random, or a login. A name of the environment, in capital letters, needs less. */
export function isWeakSecret(key: string, value: string): boolean {
  const written = key.replace(DASHES, '');
  const name = snakeCase(written);
  if (/token_?\d{0,4}$|secret_?id$/.test(name)) return isRandom(value) || isUuid(value) || isLettersAndDigits(value);
  if (isRandom(value)) return true;
  if (name.endsWith('auth')) {
    const password = LOGIN.exec(value)?.groups?.password;
    return password !== undefined && (BASIC.test(name) || isLettersAndDigits(password) || isMixed(password));
  }
  return /^[A-Z][A-Z0-9_]*KEY$/.test(written) && hasMixedCase(value);
}

// A count of tokens, which may be a string with a unit: `300B`. An id of one token is a short number.
const COUNT = /^[-+]?\d[\d.,_]{0,20}\s?(?:[kmbt]|bn|mio)?$/i;
const TOKEN_ID = /^\d{1,6}$/;
const isCount = (key: string, value: string): boolean =>
  (/tokens$/i.test(key) && COUNT.test(value)) || (/token$/i.test(key) && TOKEN_ID.test(value));

// Parts of the template of a chat: `USER:`, `### Human: v2`, `<|im_start|>user`, and names of roles.
const TEMPLATE = /^<[|\w/]|^\[\w{1,20}\]|[:：]$|\s|^(?:user|assistant|system|human|bot|model|tool|gpt|ai)$/i;
const isTemplate = (key: string, value: string): boolean =>
  /tokens?_?\d{0,4}$/i.test(key) && TEMPLATE.test(value) && !isRandom(value);

// Other names that end in `key` are also keys of rows and steps, whose values are words.
const OTHER_KEY =
  /(?:^|_)(?:(?:access|account|encryption|signing|ssh|subscription|hmac|jwt)_?key|(?:auth|master|service|stripe|together|replicate|fireworks|gemini|mistral|cohere)_keys?)$/;
const isWordOfKey = (key: string, value: string): boolean =>
  (value.length < 8 || /^[A-Za-z]+(?:[_.-][A-Za-z]+){0,20}$/.test(value)) &&
  OTHER_KEY.test(snakeCase(key)) &&
  !isRandom(value);

// Names with a number, numbers with a unit, dates and files.
const LABEL =
  /^(?:pass|phase|stage|step|epoch|run|round|iter(?:ation)?|part|fold|level|version|v|fp|bf|u?int|float|train|test|val|eval|rank|gpu|cuda|batch|layer|block|seed|trial|try)[-_. :=]?v?\d[\d._-]*$|^[-+]?\d[\d.,:_/-]*(?:e[-+]?\d+)?[a-z%]{0,4}$|^\d{4}-\d\d.*|\.[a-z]\w{0,4}$/i;
const MIXED = /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[\w-]{16}[\w-]*$/;
// A token of Azure DevOps.
const UNMIXED = /^(?=[a-z]*\d)[a-z0-9]{52}[a-z0-9]*$/;

/** Whether the value of a `short` key looks like a password or a token, and not like a pattern, a count or a label. */
export function isPasswordLike(key: string, value: string): boolean {
  if (value.length > LONGEST || (!MIXED.test(value) && LABEL.test(value))) return false;
  if (/^-*pat$/i.test(key)) return MIXED.test(value) || UNMIXED.test(value);
  return value.length >= 6 && /^(?=.*\d)(?=.*[A-Za-z])[^\s(){}]*$/.test(value);
}

// A quick test that rejects most keys.
const LONGEST = 200;
const HINT =
  /key|secret|pass|kennwort|zugangsdaten|contrase|senha|wachtwoord|парол|密[码碼]|pwd|pswd|pw(?![a-z])|auth(?!ors?(?![a-z]))|cred|bearer|token|_pat|\bpat\b|jwt|totp|mnemonic|phrase|identified|honeycomb|sess|fernet|admin|wandb|comet|kaggle|neptune|openai|anthropic|groq|cohere|mistral|pinecone|tavily|serper/i;

/** Whether a text may contain the name of a secret; a quick test in one pass. */
export const mayBeSecretName = (text: string): boolean => HINT.test(text);

/** Whether any value of a key of this name may be a secret, and not only a random one. */
export function isSecretName(key: string): boolean {
  const how = suspicionOf(key);
  return how !== undefined && how !== 'weak';
}

/** Whether a value of a key of this name is a secret unless it is a placeholder. */
export function isCertainName(key: string): boolean {
  const how = suspicionOf(key);
  return how === 'sure' || how === 'pair';
}

// Fields that describe a secret. Hashes are recognized by these names and never by their form, because many keys are hex digits.
const PLAIN =
  /^(user|user_?name|login|account|names?|title|description|doc|help|(.+_)?id|type|kind|format|pattern|enum|required|provider|vendor|service|project|organi[sz]ation|role|url|uri|host|hostname|port|region|endpoint|scopes?|email|(.+_)?(path|file|env|var|variable|header)|source|location|expires.*|(.+_)?at|created|updated|version|length|count|(.+_)?(hash|sha|sha1|sha256|sha512|md5|checksum|digest|fingerprint))$/;

/** Whether a key inside a secret value has a value that is not secret. */
export const isPlainName = (key: string): boolean => key.length <= LONGEST && PLAIN.test(snakeCase(key));

// Values in place of a secret: masked, the name of a variable, a word for "nothing", a labelled hash.
const PLACEHOLDERS: readonly RegExp[] = [
  /^(\*+|x+|\.+|…+|•+|█+|-+|\w{0,8}[*.…•]{3,}\w{0,4}|<[^>]*>|\[[^\]]*\]|\{[^}]*\}|\{\{.*\}\}|\$\{?\w+\}?|\$\{\{.*\}\}|\$\(.*\)|%\w+%|env:\s?\$?\{?[A-Z][A-Z0-9_]*\}?|os\.environ.*|your[-_ ].*|\(hidden\))$/,
  /^(x+|your[-_ ].*|none|null|nil|empty|hidden|redacted|masked|unset|missing|removed|changeme|change[-_]me|dummy|example|placeholder|todo|tbd|basic|bearer|true|false|yes|no|optional|required|str|string|string\?|text|bytes|password|passwd|secret|token|api[-_]?key|sk-|hf_)$/i,
  /^(?!.*__)[A-Z][A-Z0-9]*_[A-Z0-9_]*[A-Z0-9]$/,
  /^(sha256|md5):[0-9a-f]+$/,
];
// The shell stores its working folder under this name.
const FOLDER_NAME = /pwd$/;
const FOLDER = /^([/~.]|[A-Za-z]:[\\/])/;
// A key may be given by the path of its file.
const FILE = /^(~|\.{1,2}|[A-Za-z]:)[\\/][^\s]*$/;
// Also by the path of an object, by the name of a stored secret, or, where it is not a password, by the name of a file.
const STORED =
  /^(?:gs|s3a?|abfss?|az|wasbs?|hdfs|dbfs|r2|oss|file|op|vault|sm|awssm|azurekeyvault|keyring|secret|ssm):\/\/[^\s@]{1,400}$|^arn:aws[\w-]{0,10}:|^projects\/[\w-]{1,80}\/secrets\//;
const KEY_FILE = /^[\w./~-]{1,200}\.(?:json|pem|key|p12|pfx|crt|cer|ya?ml|txt|env|jks|gpg)$/i;

/** Whether the value of a suspicious key is a placeholder and not a secret. */
export function isPlaceholder(key: string, value: string): boolean {
  const text = value.trim();
  if (text === '' || PLACEHOLDERS.some(form => form.test(text))) return true;
  if (STORED.test(text) || isCount(key, text) || isTemplate(key, text) || isWordOfKey(key, text)) return true;
  if (KEY_FILE.test(text) && /key|cred|token|secret/i.test(key)) return true;
  return FILE.test(text) || (FOLDER.test(text) && FOLDER_NAME.test(snakeCase(key)));
}
