// The lines that kyn adds to a .gitattributes file. They are at its start, because later lines take precedence: those of the user.

const START = '# kyn git-setup: start';
// Such a file is removed with the lines.
const START_OF_NEW = `${START} of a new file`;
const END = '# kyn git-setup: end';

// The lines of kyn in a file. Offsets; `end` is after the line end.
interface Block {
  readonly start: number;
  readonly end: number;
  readonly isOfNewFile: boolean;
}

// The first block that is whole: from the last line that starts one to the first line that ends it.
function findBlock(text: string): Block | undefined {
  let at = text.startsWith('\ufeff') ? 1 : 0;
  let open: Omit<Block, 'end'> | undefined;
  while (at < text.length) {
    const next = text.indexOf('\n', at) + 1 || text.length;
    const line = text.slice(at, next).replace(/\r?\n$/, '');
    if (line === START || line === START_OF_NEW) open = { start: at, isOfNewFile: line === START_OF_NEW };
    else if (line.startsWith(START)) open = undefined;
    else if (line === END && open) return { ...open, end: next };
    at = next;
  }
  return undefined;
}

const without = (text: string, { start, end }: Block): string => text.slice(0, start) + text.slice(end);

/** Whether only a part of the lines is left, so that nothing can be replaced. */
export const isBrokenBlock = (text: string): boolean => {
  const found = findBlock(text);
  const rest = found ? without(text, found) : text;
  return rest.includes(START) || rest.includes(END);
};

/** The text of the file with the lines; `text` is undefined where there is no file. */
export function withBlock(text: string | undefined, lines: readonly string[]): string {
  const found = text === undefined ? undefined : findBlock(text);
  const start = text === undefined || found?.isOfNewFile ? START_OF_NEW : START;
  const eol = text !== undefined && /^[^\n]*\r\n/.test(text) ? '\r\n' : '\n';
  const block = [start, ...lines, END].map(line => line + eol).join('');
  if (text === undefined) return block;
  if (found) return text.slice(0, found.start) + block + text.slice(found.end);
  const mark = text.startsWith('\ufeff') ? 1 : 0;
  return text.slice(0, mark) + block + text.slice(mark);
}

/** The text without the lines; undefined if the file was made for them and has no others, so that it must be removed. */
export function withoutBlock(text: string): string | undefined {
  const found = findBlock(text);
  if (!found) return text;
  const rest = without(text, found);
  return rest === '' && found.isOfNewFile ? undefined : rest;
}
