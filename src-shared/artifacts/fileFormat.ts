// How the text of a file becomes a tree. Most artifacts are JSON; of a generated script and a session log only a part is read.
// Every format gives the same kind of tree, so that validation, hover and comparison do not depend on the format.

import { bindingsOf } from '../python/constant';
import { outlineJson } from '../text/jsonOutline';
import { type JsonMember, type JsonNode, type JsonProblem, type JsonResult, parseJson } from '../text/jsonText';
import { lfsPointer } from '../text/lfsPointer';
import { anyConflicts, type MergeConflict, mergeConflicts, textOfSide } from '../text/mergeConflicts';
import { type Span, span } from '../text/span';

/** Why a text cannot be read, with its span. */
export type TextProblem =
  | JsonProblem
  | { readonly fault: 'long-first-line' | 'lfs-pointer'; readonly span: Span }
  | { readonly fault: 'conflict'; readonly span: Span; readonly conflicts: readonly MergeConflict[] };

/** The result of reading a text; see JsonResult. `partial` has as much of a broken text as its outline shows. */
export interface TextTree extends Omit<JsonResult, 'problem'> {
  readonly problem?: TextProblem;
}

/** A text format. Reading never fails: a text that does not have the format gives a problem. */
export interface FileFormat {
  /** Endings of the files that have it. For any other file the content decides. */
  readonly endings: readonly string[];
  readonly read: (text: string) => TextTree;
  /** Only the first line is read, and at most this many bytes of it; of a text that begins with a conflict marker, this many bytes. */
  readonly head?: number;
}

/** One JSON value, as Python reads it. */
export const json: FileFormat = { endings: ['.json', '.lock'], read: withConflicts(readJson) };

/**
 * The outline of a text that is not JSON is made from this part of it, in UTF-16 units, or from the part before the fault where that is longer; and
 * from this many bytes of a file that is too large to read.
 */
export const OUTLINE_HEAD = 1024 * 1024;

// What Git LFS leaves in place of the file is not a mistake in the JSON.
function readJson(text: string): TextTree {
  if (lfsPointer(text)) return { problem: { fault: 'lfs-pointer', span: span(0, 0) } };
  return withOutline(parseJson(text), text);
}

// A byte order mark hides nothing of the text after it.
function withOutline({ value, problem }: JsonResult, text: string): TextTree {
  if (!problem) return { ...(value && { value }) };
  const partial = problem.fault === 'byte-order-mark' ? valueAfter(problem.span.end, text) : outlineOf(problem, text);
  return { problem, ...(partial && { partial }) };
}

function valueAfter(mark: number, text: string): JsonNode | undefined {
  const rest = text.slice(mark);
  const { value, partial = value } = withOutline(parseJson(rest), rest);
  return partial;
}

const outlineOf = (problem: JsonProblem, text: string): JsonNode | undefined =>
  outlineJson(text.slice(0, Math.max(OUTLINE_HEAD, problem.span.end)));

/** JSON Lines. Only the first line, the header, is read: the rest may be gigabytes. A merge conflict counts where the text begins with it. */
export const jsonLines: FileFormat = { endings: ['.jsonl'], read: readHeader, head: 1024 * 1024 };

/** A Python script. Only the module-level constant `CONFIG_HASH = "..."` is read; null where it is not bound to a plain string. */
export const scriptConstant: FileFormat = {
  endings: ['.py'],
  // A string of a script may contain a marker, so only whole conflicts count.
  read: withConflicts(constantOf, text => mergeConflicts(text).filter(conflict => !conflict.isLeftover)),
};

/** All formats. */
export const fileFormats: readonly FileFormat[] = [jsonLines, scriptConstant, json];

// A conflict is one problem, whatever the reader of the format reports for its markers. The side above `=======` shows the kind of file, or the other one
// where that is empty.
function withConflicts(
  read: (text: string) => TextTree,
  conflictsIn: (text: string) => readonly MergeConflict[] = anyConflicts,
): (text: string) => TextTree {
  return text => {
    const conflicts = conflictsIn(text);
    const [first] = conflicts;
    if (!first) return read(text);
    const side = first.ours.start === first.ours.end ? 'theirs' : 'ours';
    const { value, partial = value } = read(textOfSide(text, conflicts, side));
    return { problem: { fault: 'conflict', span: first.marker, conflicts }, ...(partial && { partial }) };
  };
}

/** The longest first line that is read, in UTF-16 units: `head` bytes always contain that many, so a file and a buffer give the same result. */
export const MAX_FIRST_LINE = Math.floor((1024 * 1024) / 3);

/** Whether the first line is a marker of a merge conflict, so that the header is below it. */
export const startsWithConflict = (text: string): boolean => {
  const end = text.indexOf('\n');
  return anyConflicts(end < 0 ? text : text.slice(0, end)).length > 0;
};

function readHeader(text: string): TextTree {
  const beginning = text.slice(0, MAX_FIRST_LINE);
  if (!startsWithConflict(beginning)) return readFirstLine(text);
  const isCut = beginning.length < text.length;
  return withConflicts(readFirstLine)(isCut ? beginning.slice(0, beginning.lastIndexOf('\n') + 1) : text);
}

function readFirstLine(text: string): TextTree {
  const beginning = text.slice(0, MAX_FIRST_LINE);
  const end = beginning.indexOf('\n');
  const isLong = end < 0 && text.length >= MAX_FIRST_LINE;
  const { value, problem }: TextTree = isLong
    ? { problem: { fault: 'long-first-line', span: span(0, 1) } }
    : parseJson(end < 0 ? text : text.slice(0, end));
  const partial = problem && outlineJson(FILLED_LINE.exec(beginning)?.[0] ?? '');
  return { ...(value && { value }), ...(problem && { problem }), ...(partial && { partial }) };
}

// Blank lines before the header are a fault, but do not hide it.
const FILLED_LINE = /[^\s\ufeff][^\n]*/;

const CONSTANT = 'CONFIG_HASH';

// A binding to anything but a plain string is null: the constant exists, but its value is unknown.
function constantOf(text: string): TextTree {
  const members = bindingsOf(text, CONSTANT).map(({ at, value }): JsonMember => {
    const keySpan = span(at, at + CONSTANT.length);
    const node: JsonNode = value
      ? { kind: 'string', text: value.text, span: span(value.start, value.end) }
      : { kind: 'null', span: keySpan };
    return { key: CONSTANT, keySpan, value: node };
  });
  return { value: { kind: 'object', members, span: span(0, text.length) } };
}
