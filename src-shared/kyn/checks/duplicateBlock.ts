// More than one block of a kind that a spec has once.
import { shift } from '../../text/span';
import { blocks } from '../catalogue';
import type { Check } from '../check';

/** A block that a spec may have once stands twice. */
export const duplicateBlock: Check = {
  code: 'duplicate-block',
  severity: 'error',
  stage: 'meaning',
  summary: 'A spec has at most one params, sweep, train, evaluate and export block.',
  example: 'evaluate:\n    metrics = [mae]\n\nevaluate:\n    metrics = [rmse]\n',
  cure: 'Put everything into one block.',
  *file({ tree }) {
    const seen = new Set<string>();
    for (const { at, item } of tree.items) {
      if (item.kind !== 'block' || !item.keyword || blocks[item.keyword].max !== 1) continue;
      if (seen.has(item.keyword))
        yield {
          message: `The ${item.keyword} block above is the only one that a spec may have; put all into one.`,
          span: shift(item.header.span, at),
        };
      seen.add(item.keyword);
    }
  },
};
