// Adds a line to the params or sweep block, with the line ends of the file.
import type { TextEdit } from '../../text/diagnostic';
import { span } from '../../text/span';
import { blocksOf } from '../names/scope';
import type { Block, Placed, SyntaxTree } from '../syntax/ast';
import { lineEndOf } from '../syntax/blockLines';

/** Adds a line to the first block of a kind. Without one, it adds the block: params before the first item, a sweep after the params. */
export function addLine(tree: SyntaxTree, keyword: 'params' | 'sweep', line: string): TextEdit {
  const eol = lineEndOf(tree.text);
  const block = blocksOf(tree, keyword)[0];
  if (block) return insert(endOf(block), `${eol}    ${line}`);
  const params = blocksOf(tree, 'params')[0];
  if (keyword === 'sweep' && params) return insert(endOf(params), `${eol}${eol}sweep:${eol}    ${line}`);
  const first = tree.items.find(p => p.item.kind !== 'preamble');
  return insert(first?.at ?? tree.text.length, `${keyword}:${eol}    ${line}${eol}${eol}`);
}

const insert = (at: number, text: string): TextEdit => ({ span: span(at, at), text });

// The end of the last line of the body. Comments in column 1 below it belong to the next block.
function endOf({ at, item }: Placed<Block>): number {
  const last = [...item.entries, ...item.layers].at(-1);
  if (!last) return at + item.text.trimEnd().length;
  const rest = /^[^\r\n]*/.exec(item.text.slice(last.span.end))?.[0] ?? '';
  return at + last.span.end + rest.trimEnd().length;
}
