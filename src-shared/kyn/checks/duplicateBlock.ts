// Reports a second block of a kind that a spec can have only once.
import { type Fix, fix } from '../../text/diagnostic';
import { shift, span } from '../../text/span';
import { blocks } from '../catalogue';
import type { BlockKeyword } from '../catalogue/types';
import type { Check } from '../check';
import { entriesByKey } from '../names/entriesByKey';
import { blocksOf, indicesOf } from '../names/scope';
import type { Block, Placed } from '../syntax/ast';
import { blockLines, endOfBody } from '../syntax/blockLines';
import { isHeaderBroken } from '../syntax/headerFault';

/** A spec has two blocks of a kind that is allowed once. */
export const duplicateBlock: Check = {
  code: 'duplicate-block',
  severity: 'error',
  stage: 'meaning',
  summary: 'A spec can have at most one `params`, `sweep`, `train`, `evaluate` and `export` block.',
  example: 'evaluate:\n    metrics = [mae]\n\nevaluate:\n    metrics = [rmse]\n',
  fix: 'Merge the blocks into one.',
  *file({ tree }) {
    const repeated = ONCE.flatMap(keyword => {
      const [first, ...others] = indicesOf(tree, keyword).length > 1 ? blocksOf(tree, keyword) : [];
      return first ? others.map(placed => ({ keyword, first, placed })) : [];
    });
    for (const { keyword, first, placed } of repeated.sort((x, y) => x.placed.at - y.placed.at))
      if (!isHeaderBroken(placed.item))
        yield {
          message: `A spec can have only one \`${keyword}\` block; merge this one into the block above.`,
          span: shift(placed.item.header.span, placed.at),
          fixes: fixesFor(first, placed),
        };
  },
};

const ONCE = (Object.keys(blocks) as BlockKeyword[]).filter(keyword => blocks[keyword].max === 1);

function fixesFor(first: Placed<Block>, second: Placed<Block>): Fix[] {
  const lines = shift(blockLines(second.item), second.at);
  const removal = fix('Remove this block', lines, '', false);
  const keys = entriesByKey(first.item);
  const isMergeable =
    [first, second].every(p => p.item.faults.length === 0) && second.item.entries.every(e => !keys.has(e.key.text));
  const body = isMergeable && bodyOf(second.item);
  if (!body) return [removal];
  const end = first.at + endOfBody(first.item);
  const edits = [
    { span: span(end, end), text: body },
    { span: lines, text: '' },
  ];
  return [{ title: 'Move its lines into the block above', edits, safe: false }, removal];
}

// The text after the header line, including the line end before it. Undefined if it is empty, or if a comment after the header would be lost.
const bodyOf = (block: Block): string | undefined =>
  /^[^#\r\n]*((?:\r\n|\n|\r)[\s\S]*)$/.exec(block.text.slice(0, endOfBody(block)))?.[1];
