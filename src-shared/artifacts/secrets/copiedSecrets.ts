// Values that contain a secret which only its name shows elsewhere in the file: the password of a variable, and the command line that has it too.
import { distinctSecrets } from '../../text/distinctSecret';
import type { JsonNode } from '../../text/jsonText';

/** The tree with the copies of its marked secrets marked as well; the same object without any. */
export function withCopies(root: JsonNode): JsonNode {
  const known = distinctSecrets(markedTexts(root));
  return known.length === 0 ? root : marked(root, text => known.some(secret => text.includes(secret)));
}

function* markedTexts(node: JsonNode): Iterable<string> {
  if (node.kind === 'array') for (const item of node.items) yield* markedTexts(item);
  else if (node.kind === 'object') for (const { value } of node.members) yield* markedTexts(value);
  else if (node.kind === 'string' && node.secret) yield node.text;
}

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
