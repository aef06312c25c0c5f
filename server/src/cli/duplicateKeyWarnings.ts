// Warnings about duplicate keys in JSON. Python takes the last value; other readers may take another one.
import { duplicateField } from '../../../src-shared/artifacts/findings/duplicateField';
import type { JsonNode } from '../../../src-shared/text/jsonText';
import { lineIndex, positionAt } from '../../../src-shared/text/lineIndex';

const MAX_WARNINGS = 3;

/** A JSON file. Offsets in `root` refer to `text`. */
interface JsonFileText {
  readonly label: string;
  readonly text: string;
  readonly root: JsonNode;
}

/** A warning for each of the first duplicate keys, by position: the key itself may be a secret. */
export function duplicateKeyWarnings({ label, text, root }: JsonFileText): string[] {
  const found = [...duplicateField.find(root)];
  if (found.length === 0) return [];
  const lines = lineIndex(text);
  const warnings = found.slice(0, MAX_WARNINGS).map(({ span }) => {
    const { line, character } = positionAt(lines, span.start);
    return `${label}:${line + 1}:${character + 1}: duplicate key. The last value counts, as in Python.`;
  });
  const more = found.length - MAX_WARNINGS;
  return more > 0 ? [...warnings, `${label}: ${more} more duplicate keys.`] : warnings;
}
