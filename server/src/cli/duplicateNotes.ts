// What is said of keys that stand twice. JSON allows them, and what counts is the last one for Python; other readers may take another.
import { duplicateField } from '../../../src-shared/artifacts/findings/duplicateField';
import type { JsonNode } from '../../../src-shared/text/jsonText';
import { lineIndex, positionAt } from '../../../src-shared/text/lineIndex';

const MOST = 3;

/** A file as it was read. Places count in `text`. */
export interface ReadFile {
  readonly label: string;
  readonly text: string;
  readonly root: JsonNode;
}

/** A warning for each of the first keys of a file that stand twice in one object, by its place: a key may itself hold what must not be shown. */
export function duplicateNotes({ label, text, root }: ReadFile): string[] {
  const found = duplicateField.find(root);
  const lines = found.length === 0 ? undefined : lineIndex(text);
  if (!lines) return [];
  const more = found.length > MOST ? [`${label}: ${found.length - MOST} more keys stand twice.`] : [];
  const notes = found.slice(0, MOST).map(({ span }) => {
    const { line, character } = positionAt(lines, span.start);
    return `${label}:${line + 1}:${character + 1}: this key stands twice in its object; the last one counts, as in Python.`;
  });
  return [...notes, ...more];
}
