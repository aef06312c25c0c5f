// Which kind a JSON file is: by its content first, then by its name.
import type { JsonNode } from '../text/jsonText';
import type { Kind } from './kind';
import { kinds } from './kinds';

/** A kind and the rule that found it. */
export interface Detected {
  readonly kind: Kind;
  readonly by: 'content' | 'name';
}

/** The kind of a file; undefined when it is none of ours. `root` is absent when the text does not parse. */
export function detectKind(fileName: string, root: JsonNode | undefined): Detected | undefined {
  const byContent = root && kinds.find(kind => kind.detect(root));
  if (byContent) return { kind: byContent, by: 'content' };
  const byName = kinds.find(kind => kind.fileNames.some(name => matches(name, fileName)));
  return byName && { kind: byName, by: 'name' };
}

/** A kind by its identifier. */
export const kindById = (id: string): Kind | undefined => kinds.find(kind => kind.id === id);

function matches(pattern: string, name: string): boolean {
  const [head = '', ...tail] = pattern.split('*');
  return tail.length === 0
    ? name === pattern
    : name.startsWith(head) && name.endsWith(tail.join('*')) && name.length >= pattern.length;
}

/** Quick test whether a text can be an artifact at all, so that foreign JSON files cost nothing. */
export const mayBeArtifact = (fileName: string, text: string): boolean =>
  text.includes('"config_hash"') || text.includes('"schema_version"') || detectKind(fileName, undefined) !== undefined;
