// Values that contain a secret which only its name shows elsewhere in the file: the password of a variable, and the command line that has it too.
import type { JsonNode } from '../../text/jsonText';
import { isUuid } from '../../text/randomText';
import { hasSecret } from '../../text/secretText';

// Each value is searched for each of them.
const MOST = 10;
const LONGEST = 64;

/** The tree with the copies of its marked secrets marked as well; the same object without any. Only the first ones that are no longer than a password count. */
export function withCopies(root: JsonNode): JsonNode {
  const known = new Set<string>();
  addDistinct(root, known);
  return known.size === 0 ? root : marked(root, text => [...known].some(secret => text.includes(secret)));
}

function addDistinct(node: JsonNode, known: Set<string>): void {
  if (known.size === MOST) return;
  if (node.kind === 'array') for (const item of node.items) addDistinct(item, known);
  else if (node.kind === 'object') for (const { value } of node.members) addDistinct(value, known);
  else if (node.kind === 'string' && node.secret && isDistinct(node.text)) known.add(node.text);
}

// Secrets that have a form are found everywhere. A word or a short number may be another thing elsewhere, and so may a hash or an id.
const isDistinct = (text: string): boolean =>
  text.length <= LONGEST &&
  (text.length >= 16 || (text.length >= 8 && /\d/.test(text) && /[a-z]/i.test(text))) &&
  !/^[0-9a-f]+$/i.test(text) &&
  !isUuid(text) &&
  !hasSecret(text);

function marked(node: JsonNode, isCopy: (text: string) => boolean): JsonNode {
  switch (node.kind) {
    case 'string':
      return !node.secret && isCopy(node.text) ? { ...node, secret: true } : node;
    case 'array': {
      const items = node.items.map(item => marked(item, isCopy));
      return items.every((item, i) => item === node.items[i]) ? node : { ...node, items };
    }
    case 'object': {
      const members = node.members.map(m => {
        const value = marked(m.value, isCopy);
        return value === m.value ? m : { ...m, value };
      });
      return members.every((m, i) => m === node.members[i]) ? node : { ...node, members };
    }
    default:
      return node;
  }
}
