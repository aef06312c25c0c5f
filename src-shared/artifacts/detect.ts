// Detects the kind of a file by its content. A file name alone is not proof, because most of these names are used by other programs too.
import { type JsonNode, stringMember } from '../text/jsonText';
import { memoizedByIdentity } from '../text/memoizedByIdentity';
import { type FileFormat, fileFormats, json, jsonLines } from './fileFormat';
import type { Kind } from './kind';
import { kinds } from './kinds';
import { countKeys } from './shape';
import { isTemporaryFile } from './temporaryFile';
import { fieldsOf } from './validate';

/** A kind and how it was detected: `own-name`: no other program uses the name. `name`: only the name identifies a text that cannot be parsed and whose readable part does not have the shape of a kind. */
export interface Detected {
  readonly kind: Kind;
  readonly by: 'content' | 'schema' | 'own-name' | 'name';
}

/** The format of a file: by its ending, for an unknown ending by its text if given. `path` may be a name alone, or `-`. */
export const fileFormatOf = (path: string, text?: string): FileFormat =>
  fileFormats.find(format => format.endings.some(ending => path.endsWith(ending))) ??
  (text !== undefined && isJsonLines(text) ? jsonLines : json);

// A text that is one JSON value of a known kind is JSON. Otherwise its first line may be a header, possibly a broken one.
function isJsonLines(text: string): boolean {
  const lineKinds = kindsOf(jsonLines);
  if (!isMarked(jsonLines, text)) return false;
  const whole = json.read(text).value;
  const { value, problem, partial } = jsonLines.read(text);
  const first = problem?.fault === 'conflict' ? partial : value;
  if (whole && kindsOf(json).some(kind => kind.detect(whole))) return false;
  const isHeader = first !== undefined && lineKinds.some(kind => kind.detect(first));
  return isHeader || (!whole && lineKinds.some(kind => kind.headPattern?.test(text.slice(0, BEGINNING))));
}

/** The kind of a value that was read; undefined when it does not have one. A `$schema` of this tool sets the kind. */
export function detectKind(path: string, root: JsonNode, format = fileFormatOf(path)): Detected | undefined {
  const candidates = kindsOf(format);
  const own = ownerOf(path);
  if (own) return { kind: own, by: 'own-name' };
  const named = stringMember(root, '$schema');
  const forced = named === undefined ? undefined : candidates.find(kind => isSchemaOf(kind, named, root));
  if (forced) return { kind: forced, by: 'schema' };
  const kind = candidates.find(k => k.detect(root));
  return kind && { kind, by: 'content' };
}

const ownerOf = (path: string): Kind | undefined => kinds.find(kind => kind.ownsNames && hasNameOf(kind, path));

// Whether a `$schema` names the schema of a kind: by its identifier; or by the file name of a generated schema, because a project may have a copy
// anywhere. Other programs have schemas with most of these names too, so the content must agree unless KynML is part of the name.
function isSchemaOf(kind: Kind, address: string, root: JsonNode): boolean {
  if (address === kind.schemaId) return true;
  const name = address.split('/').at(-1);
  if (name !== `${kind.id}.schema.json` && name !== `${kind.id}.editor.json`) return false;
  return kind.id.startsWith('kynml-') || kind.detect(root) || hasMostFields(root, kind);
}

// A file in which one required field is missing or mistyped is still of the kind that its `$schema` states.
function hasMostFields(root: JsonNode, kind: Kind): boolean {
  const required = fieldsOf(kind, 'required');
  return countKeys(root, required) >= required.length - 1 && countKeys(root, fieldsOf(kind)) >= 2;
}

/** The kind whose files usually have the name of a path. Use it only for a text that cannot be parsed. */
export function kindOfName(path: string): Kind | undefined {
  return kindsOf(fileFormatOf(path)).find(kind => hasNameOf(kind, path));
}

/** A kind by its identifier. */
export const kindById = (id: string): Kind | undefined => kinds.find(kind => kind.id === id);

/** A quick test whether a text can be an artifact, so that other files are not read. */
export function mayBeArtifact(path: string, text: string): boolean {
  if (isTemporaryFile(path)) return false;
  return isMarked(fileFormatOf(path, text), text) || kindOfName(path) !== undefined;
}

function isMarked(format: FileFormat, text: string): boolean {
  const head = format.head === undefined ? text : text.slice(0, format.head);
  const namesSchema = (kind: Kind): boolean => head.includes(kind.id) || head.includes(kind.schemaId ?? kind.id);
  const candidates = kindsOf(format);
  return (
    candidates.some(kind => kind.requiredKeys.some(key => head.includes(key))) ||
    (head.includes('"$schema"') && candidates.some(namesSchema))
  );
}

/** The kind of a text that cannot be parsed: by the fields that can be read (`partial`, see TextTree), or by its name. */
export function detectBroken(path: string, text: string, partial: JsonNode | undefined): Detected | undefined {
  const own = ownerOf(path);
  if (own) return { kind: own, by: 'own-name' };
  const format = fileFormatOf(path, text);
  const byContent = partial && detectKind(path, partial, format);
  if (byContent || isWholeBehindMark(format, text)) return byContent;
  const named = kindOfName(path);
  return named && { kind: named, by: 'name' };
}

// A byte order mark does not hide the content, so the content decides.
function isWholeBehindMark(format: FileFormat, text: string): boolean {
  const behind = text.replace(/^\ufeff+/, '');
  return behind !== text && format.read(behind).problem === undefined;
}

/** The beginning of a text, in UTF-16 units. */
const BEGINNING = 1000;

// The list of kinds never changes, and each file of a workspace is compared with it.
const kindsOf = memoizedByIdentity((format: FileFormat): readonly Kind[] =>
  kinds.filter(kind => (kind.fileFormat ?? json) === format),
);

/** A pattern of the last parts of a path. `folders`: those before the name, outermost first; `head` and `tail`: around its `*`. */
interface NamePattern {
  readonly folders: readonly string[];
  readonly head: string;
  readonly tail: string | undefined;
}

const patternsOf = memoizedByIdentity((kind: Kind): readonly NamePattern[] =>
  kind.fileNames.map(pattern => {
    const folders = pattern.split('/');
    const [head = '', ...tail] = (folders.pop() ?? '').split('*');
    return { folders, head, tail: tail.length === 0 ? undefined : tail.join('*') };
  }),
);

function hasNameOf(kind: Kind, path: string): boolean {
  const start = path.lastIndexOf('/') + 1;
  return patternsOf(kind).some(pattern => matchesName(pattern, path, start) && matchesFolders(pattern, path));
}

// Most names are rejected without a copy of a part of the path.
function matchesName({ head, tail }: NamePattern, path: string, start: number): boolean {
  const length = path.length - start;
  if (!path.startsWith(head, start)) return false;
  return tail === undefined ? length === head.length : length > head.length + tail.length && path.endsWith(tail);
}

function matchesFolders({ folders }: NamePattern, path: string): boolean {
  if (folders.length === 0) return true;
  const parts = path.split('/').slice(-folders.length - 1);
  return folders.every((folder, i) => folder === parts[i]);
}
