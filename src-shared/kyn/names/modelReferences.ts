// The models that the train blocks of a spec use.
import type { SyntaxTree } from '../syntax/ast';
import { blockOccurrences } from './occurrences';
import { blocksOf } from './scope';

/** The names of the models that the train blocks of a file use, one for each use. */
export const modelReferences = (tree: SyntaxTree): string[] =>
  blocksOf(tree, 'train').flatMap(({ item }) =>
    blockOccurrences(item).flatMap(o => (o.role === 'use' && o.kind === 'model' ? [o.name] : [])),
  );
