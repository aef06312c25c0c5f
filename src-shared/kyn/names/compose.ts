// Imports: which other files a spec is made of, in the order in which they count. Reading files is the caller's; this only walks.
import type { Import, Placed, SyntaxTree } from '../syntax/ast';

/** A file that an import names, as the caller found it. `id` tells files apart, `label` names it for people. */
export type Loaded =
  | { readonly id: string; readonly label: string; readonly tree: SyntaxTree }
  | { readonly id: string; readonly label: string; readonly problem: 'missing' | 'unreadable' | 'not-utf8' };

/** Finds the file that `path` names in the file `from`. Must answer at once and the same for the whole walk. */
export type Load = (from: string, path: string) => Loaded;

/** An imported file, with the import of the root through which it came. */
export interface ImportedFile {
  readonly id: string;
  readonly label: string;
  readonly tree: SyntaxTree;
  readonly via: Placed<Import>;
}

/** Something wrong with an import; told at the root's import that leads to it. */
export interface ImportProblem {
  readonly kind: 'missing' | 'unreadable' | 'not-utf8' | 'cycle';
  readonly via: Placed<Import>;
  /** Labels of the files on the way, the root's import first; for a cycle up to the file that closes it. */
  readonly trail: readonly string[];
}

/** All files of a spec but itself: depth first, in text order, each once. */
export interface Composition {
  readonly files: readonly ImportedFile[];
  readonly problems: readonly ImportProblem[];
}

/** A spec that imports nothing. */
export const nothingImported: Composition = { files: [], problems: [] };

/** The import statements of a tree that name a file. */
export function importsOf(tree: SyntaxTree): Placed<Import>[] {
  return tree.items.filter((p): p is Placed<Import> => p.item.kind === 'import' && p.item.path !== undefined);
}

/** Walks the imports of a spec, transitively. */
export function compose(root: { id: string; tree: SyntaxTree }, load: Load): Composition {
  const imports = importsOf(root.tree);
  if (imports.length === 0) return nothingImported;
  const files: ImportedFile[] = [];
  const problems: ImportProblem[] = [];
  const seen = new Set([root.id]);
  const visit = (
    from: string,
    statement: Placed<Import>,
    way: { via: Placed<Import>; ids: string[]; trail: string[] },
  ): void => {
    const loaded = load(from, statement.item.path?.value ?? '');
    const trail = [...way.trail, loaded.label];
    if (way.ids.includes(loaded.id)) problems.push({ kind: 'cycle', via: way.via, trail });
    else if ('problem' in loaded) problems.push({ kind: loaded.problem, via: way.via, trail });
    else if (!seen.has(loaded.id)) {
      seen.add(loaded.id);
      files.push({ id: loaded.id, label: loaded.label, tree: loaded.tree, via: way.via });
      const ids = [...way.ids, loaded.id];
      for (const inner of importsOf(loaded.tree)) visit(loaded.id, inner, { via: way.via, ids, trail });
    }
  };
  for (const statement of imports) visit(root.id, statement, { via: statement, ids: [root.id], trail: [] });
  return { files, problems };
}

/** What is wrong with an import, and what to do. */
export function importProblemText({ kind, trail }: ImportProblem): string {
  const target = trail.at(-1) ?? '';
  const by = trail.length > 1 ? ` (imported by ${trail.slice(0, -1).join(', then ')})` : '';
  switch (kind) {
    case 'missing':
      return `There is no file ${target}${by}; the path is relative to the importing file.`;
    case 'unreadable':
      return `${target}${by} cannot be read; is it a file, and may you read it?`;
    case 'not-utf8':
      return `${target}${by} is not UTF-8 text, so it is no spec; save it as UTF-8.`;
    case 'cycle':
      return trail.length > 1
        ? `Imports go in a circle: this file imports ${trail.join(', which imports ')} again; remove one of the imports.`
        : `This file imports itself (${target}); remove the import.`;
  }
}
