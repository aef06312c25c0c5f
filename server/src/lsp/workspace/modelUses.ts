// How often other specs of the workspace use the models of a file, for the lenses above them. Asked with every keystroke, so what closed files say is
// kept until a file event tells that one of them changed; open ones are asked anew, which costs nothing where they did not change.

import { importsOf } from '../../../../src-shared/kyn/names/compose';
import { blockOccurrences } from '../../../../src-shared/kyn/names/occurrences';
import { blocksOf } from '../../../../src-shared/kyn/names/scope';
import type { SyntaxTree } from '../../../../src-shared/kyn/syntax/ast';
import type { Inventory } from './inventory';
import type { Workspace } from './workspace';

/** Where the specs are. */
interface Specs {
  readonly workspace: Workspace;
  readonly inventory: Inventory;
}

/** A spec's uses of models, and the files that it imports, transitively. */
interface Uses {
  readonly names: readonly string[];
  readonly imports: ReadonlySet<string>;
}

const NONE: Uses = { names: [], imports: new Set() };

/** The names of models that the train blocks of a file use, one for each use. */
export const modelNames = (tree: SyntaxTree): string[] =>
  blocksOf(tree, 'train').flatMap(({ item }) =>
    blockOccurrences(item).flatMap(o => (o.role === 'use' && o.kind === 'model' ? [o.name] : [])),
  );

/** What closed specs use. */
export class ModelUses {
  private revision = -1;
  private readonly closed = new Map<string, Uses>();

  /** The uses of models in the specs that import a file, by name, one for each use. */
  importing(path: string, { workspace, inventory }: Specs): string[] {
    if (this.revision !== inventory.revision) this.closed.clear();
    this.revision = inventory.revision;
    const open = [...workspace.allDocuments()].flatMap(d => (d.path?.endsWith('.kyn') ? [d.path] : []));
    const others = new Set([...inventory.specs.keys(), ...open].filter(p => p !== path));
    return [...others].flatMap(other => {
      const uses = workspace.documentAt(other) ? usesOf(other, workspace) : this.usesOfClosed(other, workspace);
      return uses.imports.has(path) ? uses.names : [];
    });
  }

  private usesOfClosed(path: string, workspace: Workspace): Uses {
    const uses = this.closed.get(path) ?? usesOf(path, workspace);
    this.closed.set(path, uses);
    return uses;
  }
}

// Following imports looks at files, so it is done only for a spec that has imports and trains a model.
function usesOf(path: string, workspace: Workspace): Uses {
  const tree = workspace.treeAt(path);
  const names = tree && importsOf(tree).length > 0 ? modelNames(tree) : [];
  if (!tree || names.length === 0) return NONE;
  return { names, imports: new Set(workspace.composition(path, tree).files.map(f => f.id)) };
}
