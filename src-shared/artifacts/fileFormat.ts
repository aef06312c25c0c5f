// How the text of a file becomes a tree. Most artifacts are JSON; a generated script and a session log are read for the one thing that concerns us.
// Every form gives the same tree, so that validation, hover and comparison know nothing of it.

import { bindingsOf } from '../python/constant';
import { type JsonMember, type JsonNode, type JsonResult, parseJson } from '../text/jsonText';
import { span } from '../text/span';

/** A form of text. It never fails: a text that is not of this form gives a problem. */
export interface FileFormat {
  /** Endings of the files that have it. Of any other file the content decides. */
  readonly endings: readonly string[];
  readonly read: (text: string) => JsonResult;
  /** Only the first line counts: a shell reads no more than this many bytes for it, and a text is looked at no further. */
  readonly head?: number;
}

/** One JSON value, as Python reads it. */
export const json: FileFormat = { endings: ['.json', '.lock'], read: parseJson };

/** JSON Lines, of which only the first line is read: the header says what the file is, and the rest may be gigabytes. */
export const jsonLines: FileFormat = { endings: ['.jsonl'], read: readFirstLine, head: 1024 * 1024 };

/** A Python script, of which only the module-level constant `CONFIG_HASH = "..."` is read; null where it is bound to anything but a plain string. */
export const scriptConstant: FileFormat = { endings: ['.py'], read: constantOf };

/** All forms. */
export const fileFormats: readonly FileFormat[] = [jsonLines, scriptConstant, json];

/** The longest first line that is read, in UTF-16 units: what `head` bytes hold at least, so that a file and a buffer are judged alike. */
export const MAX_FIRST_LINE = Math.floor((1024 * 1024) / 3);

function readFirstLine(text: string): JsonResult {
  const end = text.slice(0, MAX_FIRST_LINE).indexOf('\n');
  if (end >= 0 || text.length < MAX_FIRST_LINE) return parseJson(end < 0 ? text : text.slice(0, end));
  const message = `Only the first line is read, and of that no more than ${MAX_FIRST_LINE.toLocaleString('en-US')} characters; this one is longer, so it is not judged.`;
  return { problem: { code: 'line-too-long', severity: 'error', message, span: span(0, 1), fixes: [] } };
}

const CONSTANT = 'CONFIG_HASH';

// A binding that is no plain string is null: something is there, and it is not known what.
function constantOf(text: string): JsonResult {
  const members = bindingsOf(text, CONSTANT).map(({ at, value }): JsonMember => {
    const keySpan = span(at, at + CONSTANT.length);
    const node: JsonNode = value
      ? { kind: 'string', text: value.text, span: span(value.start, value.end) }
      : { kind: 'null', span: keySpan };
    return { key: CONSTANT, keySpan, value: node };
  });
  return { value: { kind: 'object', members, span: span(0, text.length) } };
}
