// Brings the keys of a block into the canonical order. Lines move whole and untouched, with the comments above and behind them.
import type { TextEdit } from '../text/diagnostic';
import { span } from '../text/span';
import type { Block } from './ast';
import { lineEndOf } from './format';
import { isInOrder, keyRank } from './keyOrder';

/** The edit that sorts a block's keys, its span relative to the block; undefined where there is nothing to sort or a line is not understood. */
export function sortKeys(block: Block): TextEdit | undefined {
  if (block.faults.length > 0 || block.unread || isInOrder(block)) return undefined;
  const lines = linesOf(block.text);
  const first = lineAfter(lines, 0, block.header.span.start);
  let from = first;
  const groups = block.entries.map(({ key }) => {
    const to = lineAfter(lines, from, key.span.start);
    const texts = lines.slice(from, to).map(l => l.text);
    from = to;
    return { rank: keyRank(block, key.text), texts };
  });
  const sorted = groups.sort((a, b) => a.rank - b.rank).flatMap(g => g.texts);
  const last = lines[from - 1];
  return {
    span: span(lines[first]?.start ?? 0, (last?.start ?? 0) + (last?.text.length ?? 0)),
    // Of a text with several kinds of line ends the first is taken: moved lines could make others of them.
    text: sorted.join(lineEndOf(block.text)),
  };
}

interface TextLine {
  readonly start: number;
  readonly text: string;
}

const linesOf = (text: string): TextLine[] =>
  [...text.matchAll(/([^\r\n]*)(?:\r\n|\n|\r|$)/g)].map(({ index, 1: line = '' }) => ({ start: index, text: line }));

// Index of the line after the one that holds an offset, searched from a line on.
function lineAfter(lines: readonly TextLine[], from: number, offset: number): number {
  let at = from;
  while (at < lines.length && (lines[at]?.start ?? 0) <= offset) at++;
  return at;
}
