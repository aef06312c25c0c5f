// Keys of an inner object that its document does not name, for kinds whose original refuses them (pydantic's `extra="forbid"` holds inside too).

import type { Diagnostic } from '../text/diagnostic';
import { type JsonNode, members } from '../text/jsonText';
import { suggest } from '../text/suggest';

/** A finding for each key that is none of `known`; `path` names the object. Nothing where there is no object. */
export function foreignKeys(path: string, node: JsonNode | undefined, known: readonly string[]): Diagnostic[] {
  const present = members(node);
  const free = known.filter(name => !present.has(name));
  return [...present.values()]
    .filter(({ key }) => !known.includes(key))
    .map(({ key, keySpan }) => {
      const meant = suggest(key, free);
      const message = `${path} has no field ${key}${meant === undefined ? ', and it is refused.' : `; did you mean ${meant}?`}`;
      const fixes =
        meant === undefined
          ? []
          : [{ title: `Change to ${meant}`, edits: [{ span: keySpan, text: JSON.stringify(meant) }], safe: false }];
      return { code: 'unknown-field', severity: 'error' as const, message, span: keySpan, fixes };
    });
}
