// Which keys have secret values, and which values under such a key are not secrets.

/**
 * How suspicious a key is. `token` may also be a count or a word of a text, so the key alone is not enough; `pair` is a token with an owner, e.g.
 * `github_token`. `short` is a short word with other meanings (`pass`), so its value has to look like a password.
 */
export type Suspicion = 'sure' | 'pair' | 'token' | 'short';

const SERVICES =
  'anthropic|auth|aws|azure|cohere|deepseek|fireworks|gcp|gemini|google|groq|hf|huggingface|master|mistral|nvidia|openai|openrouter|perplexity|replicate|service|slack|stripe|together|together_ai|wandb|xai';
const SURE = new RegExp(
  `(^|_)([a-z0-9]{0,40}api_?keys?|([a-z0-9]{0,40}api_?)?secrets?|[a-z0-9]{0,40}passwor[dt]s?|[a-z0-9]{0,40}passwd|pwd|passphrase|passcode|authorization|credentials?|creds|bearer|mnemonic|(seed|recovery)_phrase|(db|database|user|mysql|pg|postgres|smtp|ftp|ssh|root|admin|redis|e?mail|sudo)_?(pass|pw)|(github|gitlab|gh|azure|devops)_pat|(secret|private|access|account|encryption|signing|ssh|subscription|hmac|jwt)_?key|(${SERVICES})_keys?)(_?\\d{1,4})?$`,
);
// Models have many tokens that are not secrets (eos_token, pad_token), so a token is suspicious only after one of these words, or alone.
const OWNED =
  /^(.*_)?(access|api|auth|azure|aws|bearer|bot|client|cohere|comet|csrf|databricks|deploy|discord|docker|github|gh|gitlab|groq|hf|hub|huggingface|id|jwt|kaggle|mistral|neptune|npm|oauth|openai|anthropic|pagerduty|private|pypi|refresh|registry|replicate|sas|secret|security|service|session|slack|telegram|user|vault|wandb|webhook|xsrf)_?tokens?(_\d{1,4})?$/;
const ALONE = /^(tokens?|jwts?|totp)$/;
const SHORT = /^(pass|pw|pat)$/;
// The last part of `db/password`, `x:password` or `db[user][password]`. A path in a file system or of an address begins with its separator.
const LAST_PART = /^\w[\w.-]*(?:(?:[:/]|\]?\[)[\w.-]+){0,100}(?:[:/]|\]?\[)([\w.-]+)\]?$/;

const snakeCase = (key: string): string =>
  key
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[\s.-]+/g, '_')
    .toLowerCase();

/** How suspicious a key is; undefined where it is not. */
export function suspicionOf(key: string): Suspicion | undefined {
  if (key.length > LONGEST || !HINT.test(key)) return undefined;
  const name = snakeCase(key.replace(/^-+/, ''));
  if (SURE.test(name)) return 'sure';
  if (OWNED.test(name)) return 'pair';
  if (ALONE.test(name)) return 'token';
  if (SHORT.test(name)) return 'short';
  const last = LAST_PART.exec(key)?.[1];
  return last !== undefined && SURE.test(snakeCase(last)) ? 'sure' : undefined;
}

// Names with a number, numbers with a unit, dates and files.
const LABEL =
  /^(?:pass|phase|stage|step|epoch|run|round|iter(?:ation)?|part|fold|level|version|v|fp|bf|u?int|float|train|test|val|eval|rank|gpu|cuda|batch|layer|block|seed|trial|try)[-_. :=]?v?\d[\d._-]*$|^[-+]?\d[\d.,:_/-]*(?:e[-+]?\d+)?[a-z%]{0,4}$|^\d{4}-\d\d.*|\.[a-z]\w{0,4}$/i;
const MIXED = /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[\w-]{16,}$/;
// A token of Azure DevOps.
const UNMIXED = /^(?=[a-z]*\d)[a-z0-9]{52,}$/;

/** Whether the value of a `short` key looks like a password or a token, and not like a pattern, a count or a label. */
export function isPasswordLike(key: string, value: string): boolean {
  if (value.length > LONGEST || (!MIXED.test(value) && LABEL.test(value))) return false;
  if (/^-*pat$/i.test(key)) return MIXED.test(value) || UNMIXED.test(value);
  return /^(?=.*\d)(?=.*[A-Za-z])[^\s(){}]{6,}$/.test(value);
}

// A quick test that rejects most keys.
const LONGEST = 200;
const HINT = /key|secret|pass|pwd|pw(?![a-z])|authorization|cred|bearer|token|_pat|\bpat\b|jwt|totp|mnemonic|phrase/i;

/** Whether a text may contain the name of a secret; a quick test in one pass. */
export const mayBeSecretName = (text: string): boolean => HINT.test(text);

/** Whether the value of a key of this name is a secret. */
export const isSecretName = (key: string): boolean => suspicionOf(key) !== undefined;

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
const FOLDER_NAME = /^(.*_)?pwd$/;
const FOLDER = /^([/~.]|[A-Za-z]:[\\/])/;
// A key may be given by the path of its file.
const FILE = /^(~|\.{1,2}|[A-Za-z]:)[\\/][^\s]*$/;

/** Whether the value of a suspicious key is a placeholder and not a secret. */
export function isPlaceholder(key: string, value: string): boolean {
  const text = value.trim();
  if (text === '' || PLACEHOLDERS.some(form => form.test(text))) return true;
  return FILE.test(text) || (FOLDER.test(text) && FOLDER_NAME.test(snakeCase(key)));
}
