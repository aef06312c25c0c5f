// Secrets in artifacts: values that look like keys, tokens or passwords are marked in the tree, so that they are never shown.
// Source: the page of formats, section 4: an api_key is never shown or stored, and one that is found is flagged.

import { withStars } from '../../text/hidden';
import type { JsonMember, JsonNode } from '../../text/jsonText';
import {
  isPasswordLike,
  isPlaceholder,
  isPlainName,
  isWeakSecret,
  type Suspicion,
  suspicionOf,
} from '../../text/secretNames';
import { hasSecret, secretSpans } from '../../text/secretText';
import type { Span } from '../../text/span';
import { withCopies } from './copiedSecrets';

// The context of a value: its key, and how suspicious the keys of its outer values are (`within`).
interface Around {
  readonly key: string;
  readonly within?: Suspicion;
}

/**
 * The tree with each secret marked, also where a value repeats one; the same object without secrets. `key` is the key of the value. Keys are not marked,
 * `secretsOf` finds them.
 */
export function markSecrets(node: JsonNode, key = ''): JsonNode {
  const found = marked(node, { key });
  return found === node ? node : withCopies(found);
}

function marked(node: JsonNode, around: Around): JsonNode {
  switch (node.kind) {
    case 'string':
      return !node.secret && isSecretText(node.text, around) ? { ...node, secret: true } : node;
    case 'number':
      return !node.secret && isSecretNumber(node.text, around) ? { ...node, secret: true } : node;
    case 'array': {
      const name = pairName(node.items);
      const together = secretsAcross(around.key, node.items);
      const items = node.items.map((item, i) =>
        together.has(i) && item.kind === 'string'
          ? { ...item, secret: true as const }
          : marked(item, name !== undefined && i === 1 ? { key: name } : around),
      );
      return items.every((item, i) => item === node.items[i]) ? node : { ...node, items };
    }
    case 'object': {
      const members = node.members.map(m => markedMember(m, node.members, around));
      return members.every((m, i) => m === node.members[i]) ? node : { ...node, members };
    }
    default:
      return node;
  }
}

function markedMember(member: JsonMember, beside: readonly JsonMember[], around: Around): JsonMember {
  const key = memberName(member, beside);
  const outer = suspicion(around);
  const inCookies = COOKIES.test(around.key) ? 'weak' : undefined;
  const within = isCertain(outer) && !isPlainName(key) ? outer : inCookies;
  const how = suspicionOf(key);
  if (how === 'token' && neighboursOf(beside).hasWord) return member;
  const login = how === 'short' && neighboursOf(beside).hasUser ? 'pair' : undefined;
  const outermost = within ?? login;
  const value = marked(member.value, { key, ...(outermost && { within: outermost }) });
  return value === member.value ? member : { ...member, value };
}

// What some members of an object show about the others.
interface Neighbours {
  /** The first member that names a secret of any suspicion, and the first of a certain one. */
  readonly name: string | undefined;
  readonly certainName: string | undefined;
  /** Next to the name of a user, even a plain word is a password. */
  readonly hasUser: boolean;
  /** Tokens of a text have their probabilities next to them. */
  readonly hasWord: boolean;
}

const USER = /^(?:user(?:_?name)?|login)$/i;
const BESIDE_WORDS = /log_?prob|logit|^bytes$|token_?id/i;

const knownNeighbours = new WeakMap<readonly JsonMember[], Neighbours>();

// An object may repeat a key, so its members are read once for all of them.
function neighboursOf(members: readonly JsonMember[]): Neighbours {
  const known = knownNeighbours.get(members);
  if (known) return known;
  const names = members.flatMap(m => (NAMING.test(m.key) && m.value.kind === 'string' ? [m.value.text] : []));
  const found = {
    name: names.find(name => suspicionOf(name) !== undefined),
    certainName: names.find(name => isCertain(suspicionOf(name))),
    hasUser: members.some(({ key, value }) => value.kind === 'string' && USER.test(key)),
    hasWord: members.some(({ key }) => BESIDE_WORDS.test(key)),
  };
  knownNeighbours.set(members, found);
  return found;
}

const isCertain = (how: Suspicion | undefined): how is 'sure' | 'pair' => how === 'sure' || how === 'pair';

function suspicion({ key, within }: Around): Suspicion | undefined {
  const how = suspicionOf(key);
  return how === 'short' || how === 'weak' ? (within ?? how) : (how ?? within);
}

// API keys of 16 or 64 hex digits are common, so a value that looks like a hash is a secret under such a key.
function isSecretText(text: string, around: Around): boolean {
  if (hasSecret(text) || (KEYED.test(around.key) && hasSecret(assignment(around.key, text)))) return true;
  const how = suspicion(around);
  if (how === undefined || isPlaceholder(around.key, text)) return false;
  if (how === 'short') return isPasswordLike(around.key, text);
  if (how === 'weak') return isWeakSecret(around.key, text);
  if (how !== 'token') return true;
  // A token may be a word of a text.
  return text.length >= 8 && /^[\w.~+/=:-]*$/.test(text) && (/\d/.test(text) || /token$/i.test(around.key));
}

// The names of cookies are chosen by their sites.
const COOKIES = /^cookies?$/i;
// Some forms are recognized only after their key.
const KEYED = /^(?:set-?)?cookies?$|auth$/i;

const assignment = (key: string, text: string): string => `${JSON.stringify(key)}: ${JSON.stringify(text)}`;

// A private key by its lines, arguments of a command, and a login.
const SPLIT = /^--?[A-Za-z]|PRIVATE KEY|PuTTY-|^(?:admin(?:istrator)?|root|postgres|sa|sysadmin|superuser|wandb)$/i;

// The items of a list that are part of a secret only together with their neighbours, found in the text of the list.
function secretsAcross(key: string, items: readonly JsonNode[]): ReadonlySet<number> {
  const isSplit = KEYED.test(key) || items.some(item => item.kind === 'string' && SPLIT.test(item.text));
  if (items.length < 2 || !isSplit) return NOTHING;
  const before = `${JSON.stringify(key)}: [`;
  const texts = items.map(item => (item.kind === 'string' ? JSON.stringify(item.text) : 'null'));
  const secrets = secretSpans(`${before}${texts.join(', ')}]`);
  const found = new Set<number>();
  let at = before.length;
  let next = 0;
  for (const [i, text] of texts.entries()) {
    const end = at + text.length;
    while ((secrets[next]?.end ?? end) <= at) next++;
    if ((secrets[next]?.start ?? end) < end) found.add(i);
    at = end + ', '.length;
  }
  return found;
}

const NOTHING: ReadonlySet<number> = new Set();

// Only integers that are long enough for a password: `tokens` and `secrets` may be counts.
const isSecretNumber = (token: string, around: Around): boolean =>
  /^\d{4}\d*$/.test(token) && suspicion(around) === 'sure';

// HTTP headers are written as pairs, `["x-api-key", "…"]`, or as `{"name": "x-api-key", "value": "…"}`.
function pairName(items: readonly JsonNode[]): string | undefined {
  const [first, second] = items;
  if (items.length !== 2 || first?.kind !== 'string' || (second?.kind !== 'string' && second?.kind !== 'number'))
    return undefined;
  const how = suspicionOf(first.text);
  // A list of two names is not a pair; a secret is not a plain word.
  const isValue = isCertain(how)
    ? /[\d\s]|.{16}/.test(second.text)
    : how === 'weak' && isWeakSecret(first.text, second.text);
  return isValue ? first.text : undefined;
}

const NAMING = /^(?:name|key|field|header|variable|var|env|option|param(?:eter)?|property)$/i;
const VALUE = /^(?:value|val)$/i;
const VALUE_OR_CONTENT = /^(?:val(?:ue)?|content)$/i;
// Keys of prose as well, which has blanks.
const CONTENT = /^content$/i;

function memberName({ key, value }: JsonMember, beside: readonly JsonMember[]): string {
  if (!VALUE_OR_CONTENT.test(key)) return key;
  const isContent = CONTENT.test(key) && value.kind === 'string' && !/\s/.test(value.text);
  if (!VALUE.test(key) && !isContent) return key;
  const { name, certainName } = neighboursOf(beside);
  // A message may be named `token` as well.
  return (isContent ? certainName : name) ?? key;
}

/** A marked value with its key, or a key that is itself a secret (`isKey`). `key` can be shown. */
export interface Secret {
  readonly key: string;
  readonly text: string;
  readonly span: Span;
  readonly isKey?: true;
}

/** All secrets of a marked tree, in the order of the text, including those of duplicate keys. */
export function secretsOf(node: JsonNode, key = ''): Secret[] {
  const found: Secret[] = [];
  addSecrets(node, key, found);
  return found;
}

// Most trees have no secret, so nothing is made for the values without one.
function addSecrets(node: JsonNode, key: string, found: Secret[]): void {
  switch (node.kind) {
    case 'string':
    case 'number':
      if (node.secret) found.push({ key: hasSecret(key) ? '' : key, text: node.text, span: node.span });
      return;
    case 'array': {
      const name = pairName(node.items);
      for (const [i, item] of node.items.entries()) addSecrets(item, i === 1 && name !== undefined ? name : key, found);
      return;
    }
    case 'object':
      for (const m of node.members) {
        if (hasSecret(m.key)) found.push({ key: '', text: m.key, span: m.keySpan, isKey: true });
        addSecrets(m.value, specificName(memberName(m, node.members), key), found);
      }
  }
}

// In `{"api_key": {"value": "…"}}` the outer key is more specific.
const specificName = (inner: string, outer: string): string =>
  suspicionOf(inner) === undefined && suspicionOf(outer) !== undefined ? outer : inner;

/** The text of a file with a star for each character of a secret, for showing its lines. Offsets do not change. Without a tree use `maskUnread`. */
export function maskSecrets(text: string, root: JsonNode): string {
  const marked = secretsOf(root).map(s => s.span);
  // The tree of a script has only its constants.
  const masked = withStars(text, marked);
  return withStars(masked, secretSpans(masked));
}
