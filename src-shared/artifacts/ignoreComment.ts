// Whether a script opts out with a comment `kynml: ignore` near its top. JSON files cannot contain comments; a setting excludes them.
import { pythonLines } from '../python/logicalLines';
import { type FileFormat, scriptConstant } from './fileFormat';

// The comment must start in this part of the script, in UTF-16 units.
const HEAD = 2000;
const WORDS = 'kynml: ignore';
const COMMENT = /^[ \t\f]*#.*\bkynml: ignore\b/s;

/** Whether a text opts out. Only a line that is a comment in Python counts: not inside a string, and U+2028 does not end a line. */
export function hasIgnoreComment(form: FileFormat, text: string): boolean {
  if (form !== scriptConstant || !text.slice(0, HEAD).includes(WORDS)) return false;
  const { lines, whole } = pythonLines(text);
  const isCode = (at: number): boolean => lines.some(line => line.start <= at && at < line.end);
  return whole && physicalLines(text.slice(0, HEAD)).some(line => COMMENT.test(line.text) && !isCode(line.start));
}

function physicalLines(text: string): { readonly start: number; readonly text: string }[] {
  return [...text.matchAll(/[^\r\n]+/g)].map(match => ({ start: match.index, text: match[0] }));
}
