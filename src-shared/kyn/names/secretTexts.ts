// The secrets of a spec and its imports as texts, for removing them from messages.

import type { SyntaxTree } from '../syntax/ast';
import { secretsOfSpec } from '../syntax/secretValues';
import type { Composition } from './compose';

/** The secret texts of a spec and of the files that it imports. */
export function secretTexts(tree: SyntaxTree, { files }: Composition): string[] {
  const trees = [tree, ...files.map(file => file.tree)];
  return [...new Set(trees.flatMap(one => secretsOfSpec(one).map(s => one.text.slice(s.start, s.end))))];
}
