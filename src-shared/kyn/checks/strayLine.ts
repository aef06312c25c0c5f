// Reports lines that are not part of any block.
import type { Fix } from '../../text/diagnostic';
import { span as spanOf } from '../../text/span';
import type { Check } from '../check';
import type { Item } from '../syntax/ast';
import { afterLineEnd, lineEnd } from '../syntax/chunks';
import { significantLines } from '../syntax/lines';

/** A line is not part of any block. */
export const strayLine: Check = {
  code: 'stray-line',
  severity: 'error',
  stage: 'syntax',
  summary: 'A line is not part of any block.',
  example: '    epochs = 3\n',
  fix: 'Write a block header above it, or remove it.',
  fault: ({ span }, item) => ({
    message: 'This line is not part of any block; a spec starts with a header such as `dataset Name:` in column 1.',
    span,
    fixes: removal(item),
  }),
};

// One finding covers all such lines. With more of them the file is probably not a spec, and removing them could empty it.
const MAX_LINES = 20;

function removal(item: Item): Fix[] {
  const found = significantLines(item.text, MAX_LINES + 2).slice(item.kind === 'import' ? 1 : 0);
  if (found.length > MAX_LINES) return [];
  const edits = found.map(({ indent }) => {
    const end = afterLineEnd(item.text, lineEnd(item.text, indent.end));
    return { span: spanOf(indent.start, end), text: '' };
  });
  const title = found.length === 1 ? 'Remove this line' : `Remove these ${found.length} lines`;
  return [{ title, edits, safe: false, deletes: true }];
}
