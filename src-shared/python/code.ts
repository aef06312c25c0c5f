// Python code as a type of its own, so that text of a user cannot be pasted into a program: only `python` templates and the printers of literals make it.

/** A piece of a Python program: lines without indentation, without a final newline. */
export interface Code {
  readonly lines: readonly string[];
}

/** What a template may contain: code, or nothing. */
export type Hole = Code | undefined | false;

/** Code of lines that are trusted; for the printers of this folder only. */
export const codeOf = (...lines: readonly string[]): Code => ({ lines });

/**
 * Code as it is written in the template, without the indentation that all lines share. Backslashes are Python's; only \` is a backtick.
 * A hole that is alone in its line takes the indentation of the line, or removes the line if it is empty; any other hole is code of one line.
 */
export function python(template: TemplateStringsArray, ...holes: readonly Hole[]): Code {
  const marked = template.raw
    .map(part => part.replaceAll('\\`', '`'))
    .reduce((text, part, i) => `${text}${markOf(i - 1)}${part}`);
  const lines = withoutMargin(marked.split('\n'));
  return { lines: lines.flatMap(line => fill(line, holes)) };
}

/** Pieces one after the other, with blank lines between them. */
export function join(pieces: readonly Hole[], blankLines: number): Code {
  const blank = Array<string>(blankLines).fill('');
  const present = pieces.flatMap(piece => (piece && piece.lines.length > 0 ? [piece] : []));
  return { lines: present.flatMap((piece, i) => (i === 0 ? piece.lines : [...blank, ...piece.lines])) };
}

/** The text of a program. */
export const programText = ({ lines }: Code): string => `${lines.join('\n')}\n`;

// A hole is marked by a character that no template contains.
const markOf = (index: number): string => `\0${index}\0`;
const ALONE = /^( *)\0(\d+)\0$/;

function fill(line: string, holes: readonly Hole[]): readonly string[] {
  const alone = ALONE.exec(line);
  if (alone) {
    const [, indent = '', index] = alone;
    const hole = holes[Number(index)];
    return hole ? hole.lines.map(inner => (inner === '' ? '' : indent + inner)) : [];
  }
  return [line.replace(/\0(\d+)\0/g, (_, index) => inlineOf(holes[Number(index)]))];
}

function inlineOf(hole: Hole): string {
  const lines = hole ? hole.lines : [];
  if (lines.length !== 1) throw new Error('A hole inside a line needs code of exactly one line.');
  return lines[0] as string;
}

// The first and the last line of a template of several lines are blank.
function withoutMargin(lines: readonly string[]): string[] {
  const inner = [...lines];
  if (inner.length > 1 && inner[0]?.trim() === '') inner.shift();
  if (inner.length > 1 && inner.at(-1)?.trim() === '') inner.pop();
  const margin = Math.min(...inner.filter(line => line.trim() !== '').map(line => line.search(/[^ ]/)));
  return inner.map(line => line.slice(margin).trimEnd());
}
