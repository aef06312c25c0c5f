// Secrets in artifacts: what looks like a key, a token or a password is marked in the tree, told, and never shown again.
// Source: the page of formats, section 4: an api_key is never shown or stored, and one that is found is flagged.
import type { Diagnostic } from '../text/diagnostic';
import { HIDDEN } from '../text/hidden';
import type { JsonMember, JsonNode } from '../text/jsonText';
import type { Span } from '../text/span';

// Forms that keys of well-known services have, wherever they stand in a text. All lengths are bounded, so that a long text costs no more than its length.
const FORMS: readonly RegExp[] = [
  /(?<![A-Za-z0-9])sk-(?=[\w-]{0,200}\d)[\w-]{16}/,
  /(?<![A-Za-z0-9])hf_[A-Za-z0-9]{16,}/,
  /(?<![A-Za-z0-9])(?:gh[pousr]_|github_pat_)\w{16,}/,
  /(?<![A-Za-z0-9])glpat-[\w-]{16,}/,
  /(?<![A-Za-z0-9])(?:AKIA|ASIA)[0-9A-Z]{16}(?![0-9A-Za-z])/,
  /(?<![A-Za-z0-9])AIza[\w-]{35}/,
  /(?<![A-Za-z0-9])xox[abeoprs]-[\w-]{10,}/,
  /(?<![A-Za-z0-9])eyJ[\w-]{8,200}\.eyJ[\w-]{8}/,
  /\bBearer\s{1,4}(?=[\w.~+/-]{0,200}\d)[\w.~+/-]{12}/i,
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----/,
  /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,20}:\/\/[^\s/:@]{0,200}:[^\s/:@]{1,200}@/i,
];

const NAMES =
  /(^|_)(api_?keys?|secrets?|secret_key|client_secret|passwords?|passwd|passphrase|authorization|credentials?|private_key|access_key|secret_access_key|bearer)$/;
// A model has many kinds of tokens that are no secrets (eos_token, pad_token), so a token counts only with one of these before it, or alone.
const TOKENS =
  /^(.*_)?(access|api|auth|bearer|bot|client|github|gh|gitlab|hf|hub|huggingface|id|openai|anthropic|refresh|secret|session|slack|user|wandb)_tokens?$|^tokens?$/;

// What stands in the place of a secret: blanked out, a variable that holds it, a word for nothing, or a hash of the forms that fingerprints have.
const PLACEHOLDERS: readonly RegExp[] = [
  /^(\*+|x+|\.+|-+|<[^>]*>|\[[^\]]*\]|\{[^}]*\}|\$\{?\w+\}?|%\w+%|env:.*|os\.environ.*|your[-_ ].*|\(hidden\))$/i,
  /^(none|null|empty|hidden|redacted|masked|unset|missing|removed|changeme|dummy|basic|bearer|true|false)$/i,
  /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/,
  /^([0-9a-f]{16}|[0-9a-f]{64}|(sha256|md5):[0-9a-f]+)$/,
];

const isPlaceholder = (text: string): boolean => text === '' || PLACEHOLDERS.some(form => form.test(text));

/** Whether the value of a key of this name is a secret. */
export function isSecretName(key: string): boolean {
  const name = key
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[\s.-]+/g, '_')
    .toLowerCase();
  return NAMES.test(name) || TOKENS.test(name);
}

/** Whether a text holds a secret of a well-known form. */
export const hasSecretForm = (text: string): boolean =>
  text.length >= SHORTEST && HINT.test(text) && FORMS.some(form => form.test(text));

// Reports hold megabytes of what models wrote; one pass tells that nothing in a text can have any of the forms.
const SHORTEST = 8;
const HINT = /sk-|hf_|gh[pousr]_|github_|glpat-|A[KS]IA|AIza|xox|eyJ|[bB][eE][aA][rR]|-BEGIN|:\/\//;

const isSecret = (key: string, text: string): boolean =>
  hasSecretForm(text) || (isSecretName(key) && !isPlaceholder(text.trim()));

/** The same tree with each secret marked; the tree itself where there is none. `key` is the one that the value belongs to. */
export function markSecrets(node: JsonNode, key = ''): JsonNode {
  switch (node.kind) {
    case 'string':
      return !node.secret && isSecret(key, node.text) ? { ...node, secret: true } : node;
    case 'array': {
      const items = node.items.map(item => markSecrets(item, key));
      return items.every((item, i) => item === node.items[i]) ? node : { ...node, items };
    }
    case 'object': {
      const members = node.members.map(markMember);
      return members.every((m, i) => m === node.members[i]) ? node : { ...node, members };
    }
    default:
      return node;
  }
}

function markMember(member: JsonMember): JsonMember {
  const value = markSecrets(member.value, member.key);
  return value === member.value ? member : { ...member, value };
}

/** A marked value, with the key that it belongs to. */
export interface Secret {
  readonly key: string;
  readonly text: string;
  readonly span: Span;
}

/** All secrets of a marked tree, in the order of the text; those of duplicate keys too. */
export function secretsOf(node: JsonNode, key = ''): Secret[] {
  switch (node.kind) {
    case 'string':
      return node.secret ? [{ key, text: node.text, span: node.span }] : [];
    case 'array':
      return node.items.flatMap(item => secretsOf(item, key));
    case 'object':
      return node.members.flatMap(m => secretsOf(m.value, m.key));
    default:
      return [];
  }
}

/** The code of its findings. */
export const SECRET_CODE = 'secret-in-file';

/** A finding for each secret of a marked tree. It names the key and never the value. */
export const secretFindings = (root: JsonNode): Diagnostic[] =>
  secretsOf(root).map(({ key, span }) => ({
    code: SECRET_CODE,
    severity: 'warning',
    message: `${nameOf(key)} looks like a secret. Take it out of the file and make it invalid where it was issued: whoever has the file has it.`,
    span,
    fixes: [],
  }));

const nameOf = (key: string): string =>
  key === '' ? 'This value' : `The value of ${hasSecretForm(key) ? 'this key' : key}`;

/** A text in which no secret of a marked tree stands any more: a message that was made without looking. */
export function withoutSecrets(text: string, secrets: readonly Secret[]): string {
  return secrets.reduce((all, { text: secret }) => (secret.length > 3 ? all.replaceAll(secret, HIDDEN) : all), text);
}

/** The text of a file with a star for each character of a secret, so that its lines can be shown. Places stay what they are. */
export function maskSecrets(text: string, root: JsonNode | undefined): string {
  const parts: string[] = [];
  let at = 0;
  for (const { span } of root ? secretsOf(root) : []) {
    parts.push(text.slice(at, span.start), '*'.repeat(span.end - span.start));
    at = span.end;
  }
  return parts.length === 0 ? text : parts.join('') + text.slice(at);
}
