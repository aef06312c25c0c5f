// Predicates that describe the shape of a kind's content, for `Kind.detect`. A file name is not proof: most names are used by other programs too.
import { type JsonNode, member } from '../text/jsonText';

/** Whether an object has all of these keys, with any values. */
export const hasAll = (node: JsonNode | undefined, ...keys: readonly string[]): boolean =>
  keys.every(key => member(node, key) !== undefined);

/** Whether an object has one of these keys, with any value. */
export const hasAny = (node: JsonNode | undefined, ...keys: readonly string[]): boolean =>
  keys.some(key => member(node, key) !== undefined);

/** Whether an object has no other keys than these. */
export const hasOnly = (node: JsonNode | undefined, keys: readonly string[]): boolean =>
  node?.kind === 'object' && node.members.every(({ key }) => keys.includes(key));

/** Whether a value is an object, also an empty one. */
export const isObjectNode = (node: JsonNode | undefined): boolean => node?.kind === 'object';

/** Whether a value is an object with at least one member. */
export const isFilledObject = (node: JsonNode | undefined): boolean =>
  node?.kind === 'object' && node.members.length > 0;

/** The number of these keys that an object has. */
export const countKeys = (node: JsonNode | undefined, keys: readonly string[]): number =>
  keys.reduce((n, key) => n + (hasAny(node, key) ? 1 : 0), 0);

/** Whether a value is a SHA-256 in hex. Digits in upper case also identify the field; that they are wrong is reported. */
export const isSha256 = (node: JsonNode | undefined): boolean =>
  node?.kind === 'string' && /^[0-9a-f]{64}$/i.test(node.text);
