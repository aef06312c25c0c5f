// Resolves the imports of a spec transitively, in import order. Reading files is left to the caller.
import type { Import, Placed, SyntaxTree } from '../syntax/ast';

/** An imported file as the caller loaded it. `id` identifies the file, `label` is its name in messages. */
export type Loaded =
  | { readonly id: string; readonly label: string; readonly tree: SyntaxTree }
  | { readonly id: string; readonly label: string; readonly problem: 'missing' | 'unreadable' | 'not-utf8' };

/**
 * Loads the file that the import `path` in the file `from` refers to. Must return the same result for the whole
 * traversal.
 */
export type Load = (from: string, path: string) => Loaded;

/** An imported file, with the import statement of the root that leads to it. */
export interface ImportedFile {
  readonly id: string;
  readonly label: string;
  readonly tree: SyntaxTree;
  readonly via: Placed<Import>;
}

/** A problem with an import; reported at the import statement of the root that leads to it. */
export interface ImportProblem {
  readonly kind: 'missing' | 'unreadable' | 'not-utf8' | 'cycle';
  readonly via: Placed<Import>;
  /**
   * Labels of the files along the import chain, starting with the root's import; for a cycle up to the file that closes
   * it.
   */
  readonly trail: readonly string[];
}

/** All files that a spec imports: depth first, in text order, each once. */
export interface Composition {
  readonly files: readonly ImportedFile[];
  readonly problems: readonly ImportProblem[];
}

/** The composition of a spec without imports. */
export const nothingImported: Composition = { files: [], problems: [] };

/** The import statements of a tree that name a file. */
export function importsOf(tree: SyntaxTree): Placed<Import>[] {
  return tree.items.filter((p): p is Placed<Import> => p.item.kind === 'import' && p.item.path !== undefined);
}

/** Resolves the imports of a spec, transitively. */
export function compose(root: { id: string; tree: SyntaxTree }, load: Load): Composition {
  const imports = importsOf(root.tree);
  if (imports.length === 0) return nothingImported;
  const files: ImportedFile[] = [];
  const problems: ImportProblem[] = [];
  const seen = new Set([root.id]);
  const visit = (
    from: string,
    statement: Placed<Import>,
    chain: { via: Placed<Import>; ids: string[]; trail: string[] },
  ): void => {
    const loaded = load(from, statement.item.path?.value ?? '');
    const trail = [...chain.trail, loaded.label];
    if (chain.ids.includes(loaded.id)) problems.push({ kind: 'cycle', via: chain.via, trail });
    else if ('problem' in loaded) problems.push({ kind: loaded.problem, via: chain.via, trail });
    else if (!seen.has(loaded.id)) {
      seen.add(loaded.id);
      files.push({ id: loaded.id, label: loaded.label, tree: loaded.tree, via: chain.via });
      const ids = [...chain.ids, loaded.id];
      for (const inner of importsOf(loaded.tree)) visit(loaded.id, inner, { via: chain.via, ids, trail });
    }
  };
  for (const statement of imports) visit(root.id, statement, { via: statement, ids: [root.id], trail: [] });
  return { files, problems };
}

/** The message for a problem with an import. */
export function importProblemText({ kind, trail }: ImportProblem): string {
  const target = trail.at(-1) ?? '';
  const importers = trail.length > 1 ? ` (imported by ${trail.slice(0, -1).join(', then ')})` : '';
  switch (kind) {
    case 'missing':
      return `File not found: ${target}${importers}. Import paths are relative to the importing file.`;
    case 'unreadable':
      return `${target}${importers} cannot be read. Check that it is a file and that you have permission to read it.`;
    case 'not-utf8':
      return `${target}${importers} is not UTF-8 text. Save it as UTF-8.`;
    case 'cycle':
      return trail.length > 1
        ? `Import cycle: this file imports ${trail.join(', which imports ')} again. Remove one of the imports.`
        : `This file imports itself (${target}). Remove the import.`;
  }
}
