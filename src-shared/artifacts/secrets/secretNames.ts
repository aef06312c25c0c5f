// Which keys of a file say that their value is a secret, and which values in the place of one are none.

/** How sure a key makes it. `token` may be a count or a word of a text as well, so it takes more than the key; `pair` is a token of somebody. */
export type Suspicion = 'sure' | 'pair' | 'token';

const SERVICES =
  'anthropic|auth|aws|azure|cohere|deepseek|fireworks|gcp|gemini|google|groq|hf|huggingface|master|mistral|nvidia|openai|openrouter|perplexity|replicate|service|slack|stripe|together|together_ai|wandb|xai';
const SURE = new RegExp(
  `(^|_)(api_?keys?|secrets?|passwords?|passwd|pwd|passphrase|authorization|credentials?|bearer|(secret|private|access|account|encryption|signing|ssh|subscription)_key|(${SERVICES})_keys?)(_?\\d{1,4})?$`,
);
// A model has many kinds of tokens that are no secrets (eos_token, pad_token), so a token counts only with one of these before it, or alone.
const OWNED =
  /^(.*_)?(access|api|auth|bearer|bot|client|github|gh|gitlab|hf|hub|huggingface|id|openai|anthropic|refresh|secret|session|slack|user|wandb)_tokens?(_\d{1,4})?$/;
const ALONE = /^tokens?$/;

const written = (key: string): string =>
  key
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[\s.-]+/g, '_')
    .toLowerCase();

/** What a key makes of its value; undefined where it says nothing of secrets. */
export function suspicionOf(key: string): Suspicion | undefined {
  if (key.length > LONGEST || !HINT.test(key)) return undefined;
  const name = written(key);
  if (SURE.test(name)) return 'sure';
  if (OWNED.test(name)) return 'pair';
  return ALONE.test(name) ? 'token' : undefined;
}

// Most keys are looked at no further than this.
const LONGEST = 200;
const HINT = /key|secret|pass|pwd|authorization|credential|bearer|token/i;

/** Whether the value of a key of this name is a secret. */
export const isSecretName = (key: string): boolean => suspicionOf(key) !== undefined;

// Beside a secret stands what it is for. Hashes are told by these names and never by their form: many keys are hex digits.
const PLAIN =
  /^(user|user_?name|login|account|names?|title|description|doc|help|(.+_)?id|type|kind|format|pattern|enum|required|provider|vendor|service|project|organi[sz]ation|role|url|uri|host|hostname|port|region|endpoint|scopes?|email|(.+_)?(path|file|env|var|variable|header)|source|location|expires.*|(.+_)?at|created|updated|version|length|count|(.+_)?(hash|sha|sha1|sha256|sha512|md5|checksum|digest|fingerprint))$/;

/** Whether a key inside of something secret names a value that is none. */
export const isPlainName = (key: string): boolean => key.length <= LONGEST && PLAIN.test(written(key));

// What stands in the place of a secret: blanked out, a variable that holds it, a word for nothing, a hash that says that it is one.
const PLACEHOLDERS: readonly RegExp[] = [
  /^(\*+|x+|\.+|-+|<[^>]*>|\[[^\]]*\]|\{[^}]*\}|\$\{?\w+\}?|%\w+%|env:\s?\$?\{?[A-Z][A-Z0-9_]*\}?|os\.environ.*|your[-_ ].*|\(hidden\))$/,
  /^(x+|your[-_ ].*|none|null|empty|hidden|redacted|masked|unset|missing|removed|changeme|dummy|basic|bearer|true|false)$/i,
  /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/,
  /^(sha256|md5):[0-9a-f]+$/,
];
// The shell keeps its working folder under this name.
const FOLDER_NAME = /^(.*_)?pwd$/;
const FOLDER = /^([/~.]|[A-Za-z]:[\\/])/;

/** Whether a text in the place of the secret of a key is none. */
export function isPlaceholder(key: string, value: string): boolean {
  const text = value.trim();
  if (text === '' || PLACEHOLDERS.some(form => form.test(text))) return true;
  return FOLDER.test(text) && FOLDER_NAME.test(written(key));
}
