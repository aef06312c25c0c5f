// Sorts the keys of a block into the canonical order. Lines move unchanged together with their comments. Blank lines
// separate groups of comments, so that a comment never attaches to another key.
import type { TextEdit } from '../../text/diagnostic';
import { span } from '../../text/span';
import type { Block } from '../syntax/ast';
import { lineEndOf } from '../syntax/blockLines';
import { isInOrder, keyRank } from './keyOrder';
import { countTrailingComments, type GapLine } from './trailingComments';

/**
 * The edit that sorts the keys of a block, its span relative to the block; undefined if they are sorted or a line has a
 * fault.
 */
export function sortKeys(block: Block): TextEdit | undefined {
  if (block.faults.length > 0 || block.unread || isInOrder(block)) return undefined;
  const lines = linesOf(block.text);
  const [, ...keys] = groupsOf(block, lines);
  const sorted = keys
    .map((group, i) => ({ ...group, rank: keyRank(block, block.entries[i]?.key.text ?? '') }))
    .sort((a, b) => a.rank - b.rank)
    .flatMap(({ from, to, hasTrailing, hasLeadingGroup }, i) => [
      ...(hasLeadingGroup ? [''] : []),
      ...lines.slice(from, to).map(l => l.text),
      ...(hasTrailing && i + 1 < keys.length ? [''] : []),
    ]);
  const first = lines[keys[0]?.from ?? 0];
  const last = lines[(keys.at(-1)?.to ?? 0) - 1];
  return {
    span: span(first?.start ?? 0, (last?.start ?? 0) + (last?.text.length ?? 0)),
    // In a text with mixed line endings the first one is used everywhere, because moved lines could pair up CR and LF.
    text: sorted.join(lineEndOf(block.text)),
  };
}

/**
 * The lines of a header or a key with its comments. `hasTrailing`: they end with trailing comments; `hasLeadingGroup`:
 * they start with a separate group.
 */
interface LineGroup {
  readonly from: number;
  readonly to: number;
  readonly hasTrailing: boolean;
  readonly hasLeadingGroup: boolean;
}

// The group of the header, then those of the keys.
function groupsOf({ header, entries }: Block, lines: readonly TextLine[]): LineGroup[] {
  const ends: number[] = [];
  for (const { span: at } of [header, ...entries.map(e => e.key)])
    ends.push(lineAfter(lines, ends.at(-1) ?? 0, at.start));
  let from = 0;
  return ends.map((end, i) => {
    const next = ends[i + 1];
    const below = lines.slice(end, next === undefined ? undefined : next - 1).map(kindOf);
    const trailing = countTrailingComments(below, next === undefined);
    const above = lines.slice(from, end - 1).map(kindOf);
    const group = {
      from,
      to: end + trailing,
      hasTrailing: trailing > 0,
      hasLeadingGroup: above.indexOf('blank') > 0,
    };
    from = group.to + (trailing > 0 && below[trailing] === 'blank' ? 1 : 0);
    return group;
  });
}

interface TextLine {
  readonly start: number;
  readonly text: string;
}

const linesOf = (text: string): TextLine[] =>
  [...text.matchAll(/([^\r\n]*)(?:\r\n|\n|\r|$)/g)].map(({ index, 1: line = '' }) => ({ start: index, text: line }));

// Without faults, the lines between statements are only comments and blank lines.
const kindOf = ({ text }: TextLine): GapLine =>
  text.startsWith('#') ? 'column' : text.trim() === '' ? 'blank' : 'indented';

// The index of the line after the one that contains an offset, searched from line `from`.
function lineAfter(lines: readonly TextLine[], from: number, offset: number): number {
  let at = from;
  while (at < lines.length && (lines[at]?.start ?? 0) <= offset) at++;
  return at;
}
