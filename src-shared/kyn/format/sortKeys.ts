// Brings the keys of a block into the canonical order. Lines move whole and untouched, with their comments: those above and behind them, and those
// below that are theirs. Blank lines keep groups of comments apart, or they would come to belong to another key.
import type { TextEdit } from '../../text/diagnostic';
import { span } from '../../text/span';
import type { Block } from '../syntax/ast';
import { lineEndOf } from '../syntax/blockLines';
import { isInOrder, keyRank } from './keyOrder';
import { countTrailingComments, type GapLine } from './trailingComments';

/** The edit that sorts a block's keys, its span relative to the block; undefined where there is nothing to sort or a line is not understood. */
export function sortKeys(block: Block): TextEdit | undefined {
  if (block.faults.length > 0 || block.unread || isInOrder(block)) return undefined;
  const lines = linesOf(block.text);
  const [, ...keys] = stretchesOf(block, lines);
  const sorted = keys
    .map((stretch, i) => ({ ...stretch, rank: keyRank(block, block.entries[i]?.key.text ?? '') }))
    .sort((a, b) => a.rank - b.rank)
    .flatMap(({ from, to, apart, led }, i) => [
      ...(led ? [''] : []),
      ...lines.slice(from, to).map(l => l.text),
      ...(apart && i + 1 < keys.length ? [''] : []),
    ]);
  const first = lines[keys[0]?.from ?? 0];
  const last = lines[(keys.at(-1)?.to ?? 0) - 1];
  return {
    span: span(first?.start ?? 0, (last?.start ?? 0) + (last?.text.length ?? 0)),
    // Of a text with several kinds of line ends the first is taken: moved lines could make others of them.
    text: sorted.join(lineEndOf(block.text)),
  };
}

/** The lines that belong to a header or a key. `apart`: the last of them are comments below it; `led`: the first are a group of comments of its own. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly apart: boolean;
  readonly led: boolean;
}

// The stretch of the header, then those of the keys.
function stretchesOf({ header, entries }: Block, lines: readonly TextLine[]): Stretch[] {
  const ends: number[] = [];
  for (const { span: at } of [header, ...entries.map(e => e.key)])
    ends.push(lineAfter(lines, ends.at(-1) ?? 0, at.start));
  let from = 0;
  return ends.map((end, i) => {
    const next = ends[i + 1];
    const below = lines.slice(end, next === undefined ? undefined : next - 1).map(placeOf);
    const own = countTrailingComments(below, next === undefined);
    const above = lines.slice(from, end - 1).map(placeOf);
    const stretch = { from, to: end + own, apart: own > 0, led: above.indexOf('gap') > 0 };
    from = stretch.to + (own > 0 && below[own] === 'gap' ? 1 : 0);
    return stretch;
  });
}

interface TextLine {
  readonly start: number;
  readonly text: string;
}

const linesOf = (text: string): TextLine[] =>
  [...text.matchAll(/([^\r\n]*)(?:\r\n|\n|\r|$)/g)].map(({ index, 1: line = '' }) => ({ start: index, text: line }));

// Between statements that are understood there is nothing but comments and blanks.
const placeOf = ({ text }: TextLine): GapLine =>
  text.startsWith('#') ? 'column' : text.trim() === '' ? 'gap' : 'indented';

// Index of the line after the one that holds an offset, searched from a line on.
function lineAfter(lines: readonly TextLine[], from: number, offset: number): number {
  let at = from;
  while (at < lines.length && (lines[at]?.start ?? 0) <= offset) at++;
  return at;
}
