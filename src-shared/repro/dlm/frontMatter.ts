// The two parts of a .dlm document: the front matter, which is YAML between two `---` lines at the beginning, and the body.

const OPENING = /^\ufeff?---(?:\r\n|\r|\n)/;
const CLOSING = /(?<=^|[\r\n])---(?=[\r\n]|$)/g;

/** Offsets of the YAML between the two lines, and of the body after them. */
export interface FrontMatter {
  readonly start: number;
  readonly end: number;
  /** After the closing `---`; undefined when it is missing, and the front matter then goes to the end of the text. */
  readonly body: number | undefined;
}

/** The front matter of a document; undefined without an opening `---` line. `limit`: how many characters of YAML are searched for its end. */
export function frontMatterOf(text: string, limit = Number.POSITIVE_INFINITY): FrontMatter | undefined {
  const start = OPENING.exec(text)?.[0].length;
  if (start === undefined) return undefined;
  const head = text.slice(start, start + limit + '---\n'.length);
  CLOSING.lastIndex = 0;
  const at = CLOSING.exec(head)?.index;
  return at === undefined
    ? { start, end: start + head.length, body: undefined }
    : { start, end: start + at, body: start + at + '---'.length };
}
