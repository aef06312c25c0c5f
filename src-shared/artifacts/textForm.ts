// How the text of a file becomes a tree. Most artifacts are JSON; a generated script and a session log are read for the one thing that concerns us.
// Every form gives the same tree, so that validation, hover and comparison know nothing of it.
import { type JsonMember, type JsonResult, parseJson } from '../text/jsonText';
import { span } from '../text/span';

/** A form of text. It never fails: a text that is not of this form gives a problem. */
export interface TextForm {
  /** Endings of the files that have it; a form without endings takes the files that no other does. */
  readonly endings: readonly string[];
  readonly read: (text: string) => JsonResult;
}

/** One JSON value, as Python reads it. */
export const json: TextForm = { endings: [], read: parseJson };

/** JSON Lines, of which only the first line is read: the header says what the file is, and the rest may be gigabytes. */
export const jsonLines: TextForm = { endings: ['.jsonl'], read: text => parseJson(firstLineOf(text)) };

/** A Python script, of which only module-level constants that hold a plain string are read: `NAME = "text"`. */
export const pythonConstants: TextForm = { endings: ['.py'], read: constantsOf };

/** All forms; the one without endings is last. */
export const textForms: readonly TextForm[] = [jsonLines, pythonConstants, json];

const firstLineOf = (text: string): string => /^\ufeff?[^\n]*/.exec(text)?.[0] ?? '';

// Only what stands in column 1 is module level. A line inside a string of several lines could look the same; the last one counts, as in Python.
const CONSTANT = /^([A-Z][A-Z0-9_]*)[ \t]*(?::[^=\r\n]*)?=[ \t]*("[^"\\\r\n]*"|'[^'\\\r\n]*')[ \t]*(?:#[^\r\n]*)?$/dgm;

function constantsOf(text: string): JsonResult {
  const found = [...text.matchAll(CONSTANT)].flatMap((match): JsonMember[] => {
    const [, name = '', quoted = ''] = match;
    const [, key, value] = match.indices ?? [];
    if (!key || !value) return [];
    const node = { kind: 'string', text: quoted.slice(1, -1), span: span(...value) } as const;
    return [{ key: name, keySpan: span(...key), value: node }];
  });
  return { value: { kind: 'object', members: found, span: span(0, text.length) } };
}
