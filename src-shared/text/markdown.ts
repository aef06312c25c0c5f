// Untrusted text in Markdown. The content of a spec or an artifact must not become a link, a heading or HTML in a hover or a report.
import { largestOf } from './largestOf';
import { oneLine } from './oneLine';
import { cutText } from './shortText';

// Inside a word `_` is not markup, and many names contain it.
const MARKUP = /[\\`*[\]<>|#~&!@]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g;
// Renderers turn bare addresses into links; an escaped colon or dot prevents that.
const ADDRESS = /:(?=\/\/)|(?<=\bwww)\./gi;

/** The longest piece of untrusted text that is shown, in UTF-16 units. */
const LONGEST = 400;

const cut = (text: string): string => cutText(text, LONGEST);

/** Text for a paragraph or a table cell, with all markup escaped. */
export const inlineText = (text: string): string =>
  oneLine(text.replace(/\s+/g, ' '))
    .replace(MARKUP, c => `\\${c}`)
    .replace(ADDRESS, c => `\\${c}`);

/** A message of this tool inside of a paragraph: what is in backticks becomes code, and nothing else is markup. */
export const messageText = (message: string): string =>
  message
    .split(/`([^`]+)`/)
    .map((part, i) => (i % 2 === 1 ? codeSpan(part) : inlineText(part)))
    .join('');

/** Whether code in a paragraph shows the whole text. */
export const fitsCodeSpan = (text: string): boolean => spanText(text).length <= LONGEST;

const spanText = (text: string): string => oneLine(text.replace(/\s+/g, ' '));

/** Text as code in a paragraph, truncated if it is long. Not for table cells, because a `|` would end the cell. */
export function codeSpan(text: string): string {
  const code = cut(spanText(text));
  if (code.trim() === '') return '*(empty)*';
  const fence = longerFence(code, 1);
  const gap = /^`|`$|^ .* $/.test(code) ? ' ' : '';
  return fence + gap + code + gap + fence;
}

/** Lines as a block of code. */
export function codeBlock(lines: readonly string[]): string {
  const text = lines.map(line => cut(oneLine(line))).join('\n');
  const fence = longerFence(text, 3);
  return `${fence}text\n${text}\n${fence}`;
}

// Code ends at a run of backticks of the same length, so the fence is longer than each run in the text.
function longerFence(code: string, least: number): string {
  const runs = code.match(/`+/g) ?? [];
  return '`'.repeat(
    largestOf(
      runs.map(run => run.length + 1),
      least,
    ),
  );
}
