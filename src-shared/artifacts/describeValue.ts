// A JSON value in the words of a message.
import { HIDDEN } from '../text/hidden';
import type { JsonNode } from '../text/jsonText';
import { oneLine } from '../text/oneLine';

const LONGEST = 40;
const SHOWN = 12;

/** A value with its article: `an object`, `null`, `7.0`, `"abc"`. Long values are cut, line ends are escaped, objects and lists are not repeated, secrets are hidden. */
export function describeValue(node: JsonNode): string {
  switch (node.kind) {
    case 'object':
      return 'an object';
    case 'array':
      return 'a list';
    case 'null':
      return '`null`';
    case 'bool':
      return `\`${node.value}\``;
    case 'number':
      if (node.secret) return HIDDEN;
      return node.text.length > LONGEST ? `\`${node.text.slice(0, SHOWN)}…\`` : `\`${node.text}\``;
    case 'string':
      if (node.secret) return HIDDEN;
      return node.text.length > LONGEST
        ? `"${oneLine(node.text.slice(0, SHOWN))}…" (${node.text.length} characters)`
        : `"${oneLine(node.text)}"`;
  }
}

/** The same text with a capital letter at its start. */
export const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
