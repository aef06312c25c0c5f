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
export function mayBeArtifact(path: string, text: string): boolean {
  const form = formOf(path);
  const seen = form.head === undefined ? text : text.slice(0, form.head);
  const marked = kindsOfForm(form).some(kind => kind.marks.some(mark => seen.includes(mark)));
  return marked || detectKind(path, undefined) !== undefined;
}

/** The kind of a text that cannot be read, by its beginning. */
export function detectBeginning(path: string, text: string): Detected | undefined {
  const kind = kindsOfForm(formOf(path)).find(k => k.beginning?.test(text.slice(0, BEGINNING)));
  return kind && { kind, by: 'content' };
}

/** So much of a text is looked at for its beginning, in UTF-16 units. */
const BEGINNING = 1000;

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
