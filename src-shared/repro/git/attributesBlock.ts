// The lines that kyn adds to a .gitattributes file. They are at its start, because later lines take precedence: those of the user.

const START = '# kyn git-setup: start';
// Such a file is removed with the lines.
const START_OF_NEW = `${START} of a new file`;
const END = '# kyn git-setup: end';
const BLOCK = new RegExp(
  `(?<=^\\ufeff?)${START}( of a new file)?\\r?\\n(?:(?!${START}).*\\r?\\n)*?${END}(?:\\r?\\n|$)`,
  'm',
);

/** Whether only a part of the lines is left, so that nothing can be replaced. */
export const isBrokenBlock = (text: string): boolean => {
  const rest = text.replace(BLOCK, '');
  return rest.includes(START) || rest.includes(END);
};

/** The text of the file with the lines; `text` is undefined where there is no file. */
export function withBlock(text: string | undefined, lines: readonly string[]): string {
  const found = text === undefined ? undefined : BLOCK.exec(text);
  const start = text === undefined || found?.[1] !== undefined ? START_OF_NEW : START;
  const eol = text !== undefined && /^[^\n]*\r\n/.test(text) ? '\r\n' : '\n';
  const block = [start, ...lines, END].map(line => line + eol).join('');
  if (text === undefined) return block;
  if (found) return text.slice(0, found.index) + block + text.slice(found.index + found[0].length);
  const mark = text.startsWith('\ufeff') ? 1 : 0;
  return text.slice(0, mark) + block + text.slice(mark);
}

/** The text without the lines; undefined if the file was made for them and has no others, so that it must be removed. */
export function withoutBlock(text: string): string | undefined {
  const found = BLOCK.exec(text);
  if (!found) return text;
  const rest = text.slice(0, found.index) + text.slice(found.index + found[0].length);
  return rest === '' && found[1] !== undefined ? undefined : rest;
}
