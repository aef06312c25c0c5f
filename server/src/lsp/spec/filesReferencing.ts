// Which files share a name. A model or dataset is known where it is declared and where that file is imported. The params of a spec are in force for
// the datasets and models that it imports, so a `$name` in one of these stands for the param of every spec that imports it: they all have one name.

import { blockOccurrences, type Occurrence } from '../../../../src-shared/kyn/names/occurrences';
import { blocksOf } from '../../../../src-shared/kyn/names/scope';
import type { SyntaxTree } from '../../../../src-shared/kyn/syntax/ast';
import type { FeatureContext } from '../protocol/featureContext';
import { distinct, importedFiles, importersOf, type NamedFile } from './nameOccurrences';

/** The files in which a name stands for the same: of a model or dataset the file that declares it and those that import that one. */
export function filesReferencing(context: FeatureContext, file: NamedFile, { kind, name }: Occurrence): NamedFile[] {
  if (kind === 'param') return paramFiles(context, file, name);
  if (file.path === undefined) return [file];
  const own = [file, ...importedFiles(context, file)];
  // More than one is a mistake of which both places are worth seeing.
  const homes = own.filter(f => declares(f.tree, kind, name));
  if (homes.length === 0) return own;
  return distinct([file, ...homes, ...importersOf(context, homes)]);
}

/** The files that may say what a name of a file stands for. A param is declared in the file itself, else in those that import it. */
export function filesDeclaring(context: FeatureContext, file: NamedFile, name: Occurrence): NamedFile[] {
  if (name.kind !== 'param') return filesReferencing(context, file, name);
  if (declaresParam(file.tree, name.name) || !usesParam(file.tree, name.name)) return [file];
  return importersOf(context, [file]);
}

const declares = (tree: SyntaxTree, kind: 'model' | 'dataset', name: string): boolean =>
  blocksOf(tree, kind).some(({ item }) => item.name?.text === name);

const declaresParam = (tree: SyntaxTree, name: string): boolean =>
  blocksOf(tree, 'params').some(({ item }) => item.entries.some(({ key }) => key.text === name));

/** Whether the part of a file that others import uses a param: its datasets and models. */
export const usesParam = (tree: SyntaxTree, name: string): boolean =>
  (['dataset', 'model'] as const).some(keyword =>
    blocksOf(tree, keyword).some(({ item }) => blockOccurrences(item).some(o => o.kind === 'param' && o.name === name)),
  );

// The file, what of its imports uses the param, what imports these, and so on.
function paramFiles(context: FeatureContext, file: NamedFile, name: string): NamedFile[] {
  const found = new Map([[file.path, file]]);
  const add = (files: readonly NamedFile[]): void => {
    for (const f of files) if (!found.has(f.path)) found.set(f.path, f);
  };
  // A map is walked in the order of its entries, those that are added on the way too.
  for (const one of found.values()) {
    add(importedFiles(context, one).filter(f => usesParam(f.tree, name)));
    if (usesParam(one.tree, name)) add(importersOf(context, [one]));
  }
  return [...found.values()];
}
