// Whether the combination of a sweep and the texts of `params` in its manifest say the same. The built-in compiler records both.
import { numberForm } from '../python/numberForm';
import { readFloat, readInt } from '../python/readNumber';
import { type JsonMember, type JsonNode, members } from '../text/jsonText';

/** The members of `params` whose text has another value than the member of a combination with the same name. */
export function contradictingTexts(combo: JsonNode | undefined, params: JsonNode | undefined): JsonMember[] {
  const texts = members(params);
  return [...members(combo)].flatMap(([name, { value }]) => {
    const text = texts.get(name);
    return text?.value.kind === 'string' && contradicts(value, text.value.text) ? [text] : [];
  });
}

// What a list may contain besides values: a reference or a call is not evaluated, so nothing is claimed about it.
const NOT_EVALUATED = /[$(]/;

function contradicts(value: JsonNode, text: string): boolean {
  if (value.kind === 'null' || value.kind === 'object') return false;
  if (value.kind !== 'array') return !isScalar(value, text);
  if (NOT_EVALUATED.test(text)) return false;
  const tokens = text.match(/"[^"]*"|[[\],]|[^\s[\],"]+/g) ?? [];
  const expected = flat(value);
  return tokens.length !== expected.length || !expected.every((item, i) => isToken(item, tokens[i] ?? ''));
}

// The brackets, commas and values of a list in their order.
function flat(node: JsonNode): (string | JsonNode)[] {
  if (node.kind !== 'array') return [node];
  return ['[', ...node.items.flatMap((item, i) => (i > 0 ? [',', ...flat(item)] : flat(item))), ']'];
}

const isToken = (item: string | JsonNode, token: string): boolean =>
  typeof item === 'string' ? item === token : isScalar(item, token.replace(/^"(.*)"$/s, '$1'));

function isScalar(value: JsonNode, text: string): boolean {
  switch (value.kind) {
    case 'string':
      return value.text === text;
    case 'bool':
      return text.toLowerCase() === String(value.value);
    case 'number': {
      const number = readInt(text) ?? readFloat(text);
      return number !== undefined && numberForm(number) === numberForm(value.text);
    }
    default:
      return false;
  }
}
