// Reports a second block of a kind that a spec can have only once.
import { type Fix, fix } from '../../text/diagnostic';
import { shift, span } from '../../text/span';
import { blocks } from '../catalogue';
import type { Check } from '../check';
import { entriesByKey } from '../names/entriesByKey';
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
    const seen = new Map<string, Placed<Block>>();
    for (const { at, item } of tree.items) {
      if (item.kind !== 'block' || !item.keyword || blocks[item.keyword].max !== 1) continue;
      const first = seen.get(item.keyword);
      if (first && !isHeaderBroken(item))
        yield {
          message: `A spec can have only one \`${item.keyword}\` block; merge this one into the block above.`,
          span: shift(item.header.span, at),
          fixes: fixesFor(first, { at, item }),
        };
      else if (!first) seen.set(item.keyword, { at, item });
    }
  },
};

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
