// Detects the kind of a file: by its content first, then by its name.
import type { JsonNode } from '../text/jsonText';
import { type FileFormat, fileFormats, json, jsonLines } from './fileFormat';
import type { Kind } from './kind';
import { kinds } from './kinds';
import { isTemporaryFile } from './temporaryFile';

/** A kind and the rule that detected it. */
export interface Detected {
  readonly kind: Kind;
  readonly by: 'content' | 'name';
}

/** The format of a file: by its ending, for an unknown ending by its text if given. `path` may be a name alone, or `-`. */
export const fileFormatOf = (path: string, text?: string): FileFormat =>
  fileFormats.find(format => format.endings.some(ending => path.endsWith(ending))) ??
  (text !== undefined && isJsonLines(text) ? jsonLines : json);

// A text that is one JSON value of a known kind is JSON. Otherwise its first line may be a header, possibly a broken one.
function isJsonLines(text: string): boolean {
  const lineKinds = kindsOf(jsonLines);
  if (!isMarked(jsonLines, text)) return false;
  const [whole, first] = [json.read(text).value, jsonLines.read(text).value];
  if (whole && kindsOf(json).some(kind => kind.detect(whole))) return false;
  const isHeader = first !== undefined && lineKinds.some(kind => kind.detect(first));
  return isHeader || (!whole && lineKinds.some(kind => kind.headPattern?.test(text.slice(0, BEGINNING))));
}

/** The kind of a file; undefined when it does not have one. `root` is absent when the text cannot be read; `path` may be a name alone. */
export function detectKind(
  path: string,
  root: JsonNode | undefined,
  format = fileFormatOf(path),
): Detected | undefined {
  const candidates = kindsOf(format);
  const byContent = root && candidates.find(kind => kind.detect(root));
  if (byContent) return { kind: byContent, by: 'content' };
  const byName = candidates.find(kind => kind.fileNames.some(name => matches(name, path)));
  return byName && { kind: byName, by: 'name' };
}

/** A kind by its identifier. */
export const kindById = (id: string): Kind | undefined => kinds.find(kind => kind.id === id);

/** A quick test whether a text can be an artifact, so that other files are not read. */
export function mayBeArtifact(path: string, text: string): boolean {
  if (isTemporaryFile(path)) return false;
  return isMarked(fileFormatOf(path, text), text) || detectKind(path, undefined) !== undefined;
}

function isMarked(format: FileFormat, text: string): boolean {
  const head = format.head === undefined ? text : text.slice(0, format.head);
  return kindsOf(format).some(kind => kind.requiredKeys.some(key => head.includes(key)));
}

/** The kind of a text that cannot be read: by its beginning, by the part before the fault, or by a key that only one kind requires. */
export function detectBroken(path: string, text: string, partial: JsonNode | undefined): Detected | undefined {
  const candidates = kindsOf(fileFormatOf(path, text));
  const byHead = candidates.find(k => k.headPattern?.test(text.slice(0, BEGINNING)));
  const byKey = withRequiredKey(candidates, text);
  const kind =
    byHead ?? (partial && candidates.find(k => k.detect(partial))) ?? (byKey.length === 1 ? byKey[0] : undefined);
  return kind && { kind, by: 'content' };
}

/** Whether a text, readable or not, resembles one of the kinds: by its beginning, or by a key in its first part. */
export function isMarkedByKey(path: string, text: string): boolean {
  const candidates = kindsOf(fileFormatOf(path));
  const head = text.slice(0, BEGINNING);
  return candidates.some(k => k.headPattern?.test(head)) || withRequiredKey(candidates, text).length > 0;
}

/** Keys are searched in this part of a text, in UTF-16 units, and in this many bytes of a file that is too large to read. */
export const KEYS_HEAD = 1024 * 1024;

function withRequiredKey(candidates: readonly Kind[], text: string): Kind[] {
  const head = text.slice(0, KEYS_HEAD);
  return candidates.filter(kind => kind.requiredKeys.some(key => isKeyIn(head, key)));
}

function isKeyIn(text: string, key: string): boolean {
  for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1))
    if (/^\s{0,40}[:=]/.test(text.slice(at + key.length, at + key.length + 41))) return true;
  return false;
}

/** The beginning of a text, in UTF-16 units. */
const BEGINNING = 1000;

const kindsOf = (format: FileFormat): Kind[] => kinds.filter(kind => (kind.fileFormat ?? json) === format);

// A pattern matches the last parts of a path.
function matches(pattern: string, path: string): boolean {
  const expected = pattern.split('/');
  const parts = path.split('/').slice(-expected.length);
  return expected.every((part, i) => matchesPart(part, parts[i] ?? ''));
}

function matchesPart(pattern: string, name: string): boolean {
  const [head = '', ...tail] = pattern.split('*');
  return tail.length === 0
    ? name === pattern
    : name.startsWith(head) && name.endsWith(tail.join('*')) && name.length >= pattern.length;
}
