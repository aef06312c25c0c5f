// Texts of a file for lists and claims. Secrets in it are never shown.
import { HIDDEN } from '../text/hidden';
import { type JsonNode, member, stringMember } from '../text/jsonText';

/** The string under a key, or a sign in place of a secret; undefined where there is no string. */
export function shownText(root: JsonNode | undefined, key: string): string | undefined {
  const node = member(root, key);
  if (node?.kind !== 'string') return undefined;
  return node.secret ? HIDDEN : node.text;
}

/** The strings under some keys that are there. */
export const shownTexts = (root: JsonNode | undefined, keys: readonly string[]): string[] =>
  keys.flatMap(key => shownText(root, key) ?? []);

/** The claim of a time, as written; without it where the field is not a string. */
export function timeClaim(root: JsonNode, key: string): { readonly time?: string } {
  const time = stringMember(root, key);
  return time === undefined ? {} : { time };
}
