// The files in which a name has the same meaning. A model or dataset is visible in the file that declares it and in the files that import that file.
// The params of a spec also apply to the datasets and models that it imports, so a `$name` in a library refers to the param of every importer.
import { blockOccurrences, type Occurrence } from '../../../../src-shared/kyn/names/occurrences';
import { blocksOf } from '../../../../src-shared/kyn/names/scope';
import type { SyntaxTree } from '../../../../src-shared/kyn/syntax/ast';
import type { FeatureContext } from '../protocol/featureContext';
import { distinct, identityOf, importedFiles, importersOf, type NamedFile } from './nameOccurrences';

/** The files in which a name has the same meaning: for a model or dataset, the declaring file and the files that import it. */
export function filesReferencing(context: FeatureContext, file: NamedFile, { kind, name }: Occurrence): NamedFile[] {
  if (kind === 'param') return paramFiles(context, file, name);
  if (file.path === undefined) return [file];
  const visible = [file, ...importedFiles(context, file)];
  // Two declarations are an error, and both are shown.
  const declaring = visible.filter(f => declares(f.tree, kind, name));
  if (declaring.length === 0) return visible;
  return distinct(context, [file, ...declaring, ...importersOf(context, declaring)]);
}

/** The files that may declare a name of a file. A param is declared in the file itself, else in the files that import it. */
export function filesDeclaring(context: FeatureContext, file: NamedFile, name: Occurrence): NamedFile[] {
  if (name.kind !== 'param') return filesReferencing(context, file, name);
  if (declaresParam(file.tree, name.name) || !usesParam(file.tree, name.name)) return [file];
  return importersOf(context, [file]);
}

const declares = (tree: SyntaxTree, kind: 'model' | 'dataset', name: string): boolean =>
  blocksOf(tree, kind).some(({ item }) => item.name?.text === name);

const declaresParam = (tree: SyntaxTree, name: string): boolean =>
  blocksOf(tree, 'params').some(({ item }) => item.entries.some(({ key }) => key.text === name));

/** Whether the importable part of a file, its datasets and models, uses a param. */
export const usesParam = (tree: SyntaxTree, name: string): boolean =>
  (['dataset', 'model'] as const).some(keyword =>
    blocksOf(tree, keyword).some(({ item }) => blockOccurrences(item).some(o => o.kind === 'param' && o.name === name)),
  );

// The file, its imports that use the param, the importers of these, and so on.
function paramFiles(context: FeatureContext, file: NamedFile, name: string): NamedFile[] {
  const found = new Map([[identityOf(context, file), file]]);
  const add = (files: readonly NamedFile[]): void => {
    for (const f of files) {
      const id = identityOf(context, f);
      if (!found.has(id)) found.set(id, f);
    }
  };
  // Iterating a map includes the entries that are added meanwhile.
  for (const one of found.values()) {
    add(importedFiles(context, one).filter(f => usesParam(f.tree, name)));
    if (usesParam(one.tree, name)) add(importersOf(context, [one]));
  }
  return [...found.values()];
}
