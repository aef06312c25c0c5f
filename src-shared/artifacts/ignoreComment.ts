// Whether a script says that it is none of ours: a comment `kynml: ignore` near its top. A JSON file has no comments; for it there is a setting.
import { pythonLines } from '../python/logicalLines';
import { type FileFormat, scriptConstant } from './fileFormat';

// So far a comment is looked for, in UTF-16 units.
const HEAD = 2000;
const WORDS = 'kynml: ignore';
const COMMENT = /^[ \t\f]*#.*\bkynml: ignore\b/s;

/** Whether a text of a form is switched off. Only a line that is a comment to Python counts: none inside of a string, and U+2028 ends no line. */
export function hasIgnoreComment(form: FileFormat, text: string): boolean {
  if (form !== scriptConstant || !text.slice(0, HEAD).includes(WORDS)) return false;
  const { lines, whole } = pythonLines(text);
  const isCode = (at: number): boolean => lines.some(line => line.start <= at && at < line.end);
  return whole && physicalLines(text.slice(0, HEAD)).some(line => COMMENT.test(line.text) && !isCode(line.start));
}

function physicalLines(text: string): { readonly start: number; readonly text: string }[] {
  return [...text.matchAll(/[^\r\n]+/g)].map(match => ({ start: match.index, text: match[0] }));
}
