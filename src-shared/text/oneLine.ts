// The place where text from files becomes text for people: one line without secrets and without characters that hide or reorder text.
// A file name, a key, a value or a column may contain anything. The printers add what their target needs: Markdown, annotations, colours.
import { lazyPattern } from './lazyPattern';
import { recentTexts } from './recentTexts';
import { withoutSecretForms } from './secretText';

// C0 and C1 controls, line separators, marks that turn the direction of text, invisible characters, tags, halves of surrogate pairs.
const HIDING = lazyPattern('[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}\\u2800]', 'gu');
// A quick test that rejects most texts: they are printable ASCII.
const HINT = /[^ -~]/;
// These choose between the two looks of an emoji.
const LOOKS: ReadonlySet<string> = new Set(['\ufe0e', '\ufe0f']);

function escaped(c: string): string {
  if (LOOKS.has(c)) return c;
  const code = (c.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
}

/** The text with each character that hides or reorders text, and each line end, as a readable escape such as `\u202e`. */
export const withEscapes = (text: string): string => (HINT.test(text) ? text.replace(HIDING(), escaped) : text);

/** The same, but line ends and tabs remain: for text of several lines. */
export const withEscapesInLines = (text: string): string =>
  HINT.test(text)
    ? text
        .split(/([\n\r\t])/)
        .map((part, i) => (i % 2 === 1 ? part : withEscapes(part)))
        .join('')
    : text;

const plainLine = (text: string): string => withEscapes(withoutSecretForms(text));

// Many findings may quote one long value, for example that of a param. The engine compares long texts by their identity first.
const LONG = 300;
const longLine = recentTexts(plainLine, { count: 4, longest: 4 * 1024 * 1024 });

/** Text for people on one line: secrets are hidden, and characters that hide or reorder text are escaped. */
export const oneLine = (text: string): string => (text.length > LONG ? longLine(text) : plainLine(text));

/** Text for people on several lines. */
export const manyLines = (text: string): string => withEscapesInLines(withoutSecretForms(text));
