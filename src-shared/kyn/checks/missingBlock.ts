// A spec without a dataset, a model or a train block. A file with nothing but datasets and models is a library for imports.
import type { Placed } from '../ast';
import type { Check } from '../check';
import { blocksOf } from '../scope';

/** A spec needs at least one dataset, one model and one train block. */
export const missingBlock: Check = {
  code: 'missing-block',
  severity: 'error',
  stage: 'meaning',
  summary:
    'A spec needs at least one dataset, at least one model and one train block. A file that holds only datasets and models is a library: it can be imported, and this is a hint.',
  example: 'train:\n    epochs = 3\n',
  cure: 'Add the block, or import a file that has it.',
  *file({ tree, scope }) {
    const has = {
      dataset: scope.datasets.length > 0 || blocksOf(tree, 'dataset').length > 0,
      model: scope.models.length > 0 || blocksOf(tree, 'model').length > 0,
      train: blocksOf(tree, 'train').length > 0,
    };
    const missing = Object.entries(has).flatMap(([keyword, there]) => (there ? [] : [keyword]));
    // What cannot be read is reported itself, and may be or hold the block that is missing.
    const unread = has.train ? !scope.complete : tree.items.some(isUnknown);
    if (missing.length === 0 || unread) return;
    const span = { start: 0, end: firstLineEnd(tree.text) };
    const library = tree.items.every(
      ({ item }) => item.kind !== 'block' || item.keyword === 'dataset' || item.keyword === 'model',
    );
    if (library && (has.dataset || has.model))
      yield { message: 'This file has no train block, so it can be imported but not trained.', span, severity: 'hint' };
    else
      yield {
        message: `This spec has no ${missing.join(' and no ')} block; it needs a dataset, a model and a train block.`,
        span,
      };
  },
};

const isUnknown = ({ item }: Placed): boolean => item.kind === 'block' && item.keyword === undefined;

const firstLineEnd = (text: string): number => /^[^\r\n]*/.exec(text)?.[0].length ?? 0;
