// The files of `.kynml/notes` and `.kynml/baselines`: one for each run and for each spec, so that two people rarely change the same file. They may come
// with a repository, so a file without the documented form is not used.
import * as z from 'zod/mini';
import { exactValue, field, hash64, isNumber } from '../../artifacts/exact';
import { parseJson } from '../../text/jsonText';
import { oneLine } from '../../text/oneLine';
import { shortText } from '../../text/shortText';
import { isTag, MAX_NAME, MAX_NOTE, MAX_TAG, MAX_TAGS } from './noteText';

/** What a person wrote about a run. Names and notes are as they were written; make them fit for people where they are shown. */
export interface RunNote {
  readonly name?: string;
  readonly note?: string;
  readonly tags: readonly string[];
}

/** The content of a note file. `run`: the id of the run; `path`: where it was when the note was written. */
export interface NoteFile extends RunNote {
  readonly run: string;
  readonly path?: string;
}

/** The content of a baseline file. `spec`: its path, relative to the workspace folder where it is inside; `run`: null where the baseline was removed. */
export interface BaselineFile {
  readonly spec: string;
  readonly run: string | null;
  readonly path?: string;
}

/** The content of a file, or what is wrong with it, as the end of a sentence. */
export type FileContent<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: string };

/** Reads a note. */
export function readNote(content: string): FileContent<NoteFile> {
  const found = contentOf(content, NOTE);
  if (!found.ok) return found;
  const { run, name, note, tags = [], path } = found.value;
  return { ok: true, value: { run, tags, ...(name && { name }), ...(note && { note }), ...(path && { path }) } };
}

/** Reads a baseline. */
export function readBaseline(content: string): FileContent<BaselineFile> {
  const found = contentOf(content, BASELINE);
  if (!found.ok) return found;
  const { run, spec, path } = found.value;
  return { ok: true, value: { run, spec, ...(path && { path }) } };
}

/** The text of a note. Absent texts and empty lists are left out. */
export const noteFileText = ({ name, note, path, run, tags }: NoteFile): string =>
  fileText({ name: name || undefined, note: note || undefined, path, run, tags: tags.length > 0 ? tags : undefined });

/** The text of a baseline. */
export const baselineFileText = ({ spec, run, path }: BaselineFile): string => fileText({ path, run, spec });

// Sorted keys. People read it, so other scripts are not escaped.
const fileText = (fields: Readonly<Record<string, unknown>>): string =>
  `${JSON.stringify({ ...fields, version: Number(VERSION) }, null, 2)}\n`;

const VERSION = '1';

/** The longest path of common systems. */
const MAX_PATH = 4096;

const isText =
  (max: number) =>
  (v: unknown): v is string =>
    typeof v === 'string' && v.length <= max;
const text = (max: number, doc: string): z.ZodMiniType<string> =>
  field({ expected: `a text of at most ${max} characters`, doc, schema: { type: 'string' } }, isText(max));
const path = (doc: string): z.ZodMiniType<string> =>
  field({ expected: 'a path', doc, schema: { type: 'string' } }, isText(MAX_PATH));
const version = field<symbol>(
  { expected: `the integer ${VERSION}`, doc: 'Version of the file format.', schema: { const: Number(VERSION) } },
  (v): v is symbol => isNumber(v, token => token === VERSION),
);
const tags = field<readonly string[]>(
  {
    expected: `a list of at most ${MAX_TAGS} tags`,
    doc: `Tags of at most ${MAX_TAG} characters, without quotes, blanks and commas.`,
    schema: { type: 'array' },
  },
  (v): v is readonly string[] =>
    Array.isArray(v) && v.length <= MAX_TAGS && v.every(t => typeof t === 'string' && isTag(t)),
);
const ID =
  'the SHA-256 of the text of its file; for an entry of a sweep, of the entry as Python prints it with sorted keys and an indentation of 2, with the fields of its manifest in it';
const WHERE =
  'Where the run was when this was written. It tells the run from others with the same content, as long as it is there.';

/** The form of a note file. */
export const NOTE = z.strictObject({
  name: z.optional(text(MAX_NAME, 'The name of the run.')),
  note: z.optional(text(MAX_NOTE, 'A note about it, in one or more lines.')),
  path: z.optional(path(WHERE)),
  run: hash64(
    `The run: ${ID}. It is also the name of the file; the notes of further runs with the same content end in \`-2\`, \`-3\` and so on.`,
  ),
  tags: z.optional(tags),
  version,
});

/** The form of a baseline file. */
export const BASELINE = z.strictObject({
  path: z.optional(path(WHERE)),
  run: z.nullable(hash64('The run, as in a note; null after the baseline was removed.')),
  spec: path('The spec, relative to the folder that contains `.kynml`, or absolute where it is not inside.'),
  version,
});

function contentOf<T>(content: string, schema: z.ZodMiniType<T>): FileContent<T> {
  const { value: root, problem } = parseJson(content);
  if (!root || problem) return { ok: false, fault: 'it is not valid JSON' };
  const result = schema.safeParse(exactValue(root));
  return result.success ? { ok: true, value: result.data } : { ok: false, fault: faultText(result.error.issues[0]) };
}

function faultText(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === 'unrecognized_keys') return `it has the unknown field ${named(issue.keys[0] ?? '')}`;
  const field = issue?.path[0];
  return field === undefined ? 'it is not a JSON object' : `${named(String(field))} must be ${issue?.message}`;
}

const named = (key: string): string => `\`${shortText(oneLine(key))}\``;
