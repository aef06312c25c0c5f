// Which kind a file is: by its content first, then by its name.
import type { JsonNode } from '../text/jsonText';
import type { Kind } from './kind';
import { kinds } from './kinds';
import { json, type TextForm, textForms } from './textForm';

/** A kind and the rule that found it. */
export interface Detected {
  readonly kind: Kind;
  readonly by: 'content' | 'name';
}

/** The form of a file's text, by its ending. `path` may be a name alone. */
export const formOf = (path: string): TextForm =>
  textForms.find(form => form.endings.some(ending => path.endsWith(ending))) ?? json;

/** The kind of a file; undefined when it is none of ours. `root` is absent when the text does not parse; `path` may be a name alone. */
export function detectKind(path: string, root: JsonNode | undefined): Detected | undefined {
  const candidates = kindsOfForm(formOf(path));
  const byContent = root && candidates.find(kind => kind.detect(root));
  if (byContent) return { kind: byContent, by: 'content' };
  const byName = candidates.find(kind => kind.fileNames.some(name => matches(name, path)));
  return byName && { kind: byName, by: 'name' };
}

/** A kind by its identifier. */
export const kindById = (id: string): Kind | undefined => kinds.find(kind => kind.id === id);

/** Quick test whether a text can be an artifact at all, so that foreign files cost nothing. */
export const mayBeArtifact = (path: string, text: string): boolean =>
  kindsOfForm(formOf(path)).some(kind => kind.marks.some(mark => text.includes(mark))) ||
  detectKind(path, undefined) !== undefined;

const kindsOfForm = (form: TextForm): Kind[] => kinds.filter(kind => (kind.form ?? json) === form);

// A pattern names the last parts of a path.
function matches(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const parts = path.split('/').slice(-wanted.length);
  return parts.length === wanted.length && wanted.every((part, i) => matchesPart(part, parts[i] ?? ''));
}

function matchesPart(pattern: string, name: string): boolean {
  const [head = '', ...tail] = pattern.split('*');
  return tail.length === 0
    ? name === pattern
    : name.startsWith(head) && name.endsWith(tail.join('*')) && name.length >= pattern.length;
}
