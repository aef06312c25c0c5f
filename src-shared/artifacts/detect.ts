// Which kind a file is: by its content first, then by its name.
import type { JsonNode } from '../text/jsonText';
import { type FileFormat, fileFormats, json, jsonLines } from './fileFormat';
import type { Kind } from './kind';
import { kinds } from './kinds';

/** A kind and the rule that found it. */
export interface Detected {
  readonly kind: Kind;
  readonly by: 'content' | 'name';
}

/** The form of a file's text: by its ending, of a file whose ending says nothing by its text where that is given. `path` may be a name alone, or `-`. */
export const fileFormatOf = (path: string, text?: string): FileFormat =>
  fileFormats.find(form => form.endings.some(ending => path.endsWith(ending))) ??
  (text !== undefined && isOfLines(text) ? jsonLines : json);

// One JSON value that a kind knows is that; else the first line may be a header of ours, also a broken one.
function isOfLines(text: string): boolean {
  const kindsOfLines = kindsOfForm(jsonLines);
  if (!isMarked(jsonLines, text)) return false;
  const [whole, first] = [json.read(text).value, jsonLines.read(text).value];
  if (whole && kindsOfForm(json).some(kind => kind.detect(whole))) return false;
  const isHeader = first !== undefined && kindsOfLines.some(kind => kind.detect(first));
  return isHeader || (!whole && kindsOfLines.some(kind => kind.headPattern?.test(text.slice(0, BEGINNING))));
}

/**
 * The kind of a file; undefined when it is none of ours. `root` is absent when the text does not parse; `path` may be a name alone. `form` is that of
 * the text.
 */
export function detectKind(path: string, root: JsonNode | undefined, form = fileFormatOf(path)): Detected | undefined {
  const candidates = kindsOfForm(form);
  const byContent = root && candidates.find(kind => kind.detect(root));
  if (byContent) return { kind: byContent, by: 'content' };
  const byName = candidates.find(kind => kind.fileNames.some(name => matches(name, path)));
  return byName && { kind: byName, by: 'name' };
}

/** A kind by its identifier. */
export const kindById = (id: string): Kind | undefined => kinds.find(kind => kind.id === id);

/** Quick test whether a text can be an artifact at all, so that foreign files cost nothing. */
export function mayBeArtifact(path: string, text: string): boolean {
  return isMarked(fileFormatOf(path, text), text) || detectKind(path, undefined) !== undefined;
}

function isMarked(form: FileFormat, text: string): boolean {
  const seen = form.head === undefined ? text : text.slice(0, form.head);
  return kindsOfForm(form).some(kind => kind.requiredKeys.some(mark => seen.includes(mark)));
}

/** The kind of a text that cannot be read: by its beginning, by what stands before the fault, or by its keys where only one kind has them. */
export function detectBroken(path: string, text: string, partial: JsonNode | undefined): Detected | undefined {
  const candidates = kindsOfForm(fileFormatOf(path, text));
  const begins = candidates.find(k => k.headPattern?.test(text.slice(0, BEGINNING)));
  const marked = markedByKey(candidates, text);
  const kind =
    begins ?? (partial && candidates.find(k => k.detect(partial))) ?? (marked.length === 1 ? marked[0] : undefined);
  return kind && { kind, by: 'content' };
}

/** Whether a text that may not be readable looks like one of the kinds: by its beginning, or by a key in its first part. */
export function isMarkedByKey(path: string, text: string): boolean {
  const candidates = kindsOfForm(fileFormatOf(path));
  const head = text.slice(0, BEGINNING);
  return candidates.some(k => k.headPattern?.test(head)) || markedByKey(candidates, text).length > 0;
}

/** So much of a text is looked at for keys, in UTF-16 units; so many bytes of a file that cannot be read whole. */
export const KEYS_HEAD = 1024 * 1024;

function markedByKey(candidates: readonly Kind[], text: string): Kind[] {
  const head = text.slice(0, KEYS_HEAD);
  return candidates.filter(kind => kind.requiredKeys.some(mark => isKeyIn(head, mark)));
}

function isKeyIn(text: string, mark: string): boolean {
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1))
    if (/^\s{0,40}[:=]/.test(text.slice(at + mark.length, at + mark.length + 41))) return true;
  return false;
}

/** So much of a text is looked at for its beginning, in UTF-16 units. */
const BEGINNING = 1000;

const kindsOfForm = (form: FileFormat): Kind[] => kinds.filter(kind => (kind.fileFormat ?? json) === form);

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
