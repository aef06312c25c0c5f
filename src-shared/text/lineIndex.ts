// Line and column of an offset, for printers of reports. Lines end at \n, \r\n and \r; both counts start at 0.
import { firstIndex } from './firstIndex';

/** The offsets at which lines start. */
export interface LineIndex {
  readonly starts: readonly number[];
  readonly length: number;
}

/** A position as in LSP: line and UTF-16 column, counted from 0. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

const CR = 13;
const LF = 10;

/** Indexes a text in one pass. */
export function lineIndex(text: string): LineIndex {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === LF || (c === CR && text.charCodeAt(i + 1) !== LF)) starts.push(i + 1);
  }
  return { starts, length: text.length };
}

/** Position of an offset; offsets outside of the text are clamped. */
export function positionAt(index: LineIndex, offset: number): Position {
  const at = Math.max(0, Math.min(offset, index.length));
  const line = firstIndex(index.starts, start => start > at) - 1;
  return { line, character: at - (index.starts[line] ?? 0) };
}
