// How often other specs of the workspace use the models of a file, for the lenses above them. Requested at each keystroke, so the uses in closed files
// are cached until a file changes; the analysis of open files is cached by the workspace.

import { importsOf } from '../../../../src-shared/kyn/names/compose';
import { modelReferences } from '../../../../src-shared/kyn/names/modelReferences';
import { isSpecPath } from '../../../../src-shared/repro/files/findFiles';
import type { InventoryView, ModelUsesView, WorkspaceView } from './workspaceView';

/** The models that a spec uses, and the files that it imports, transitively. */
interface Uses {
  readonly names: readonly string[];
  readonly imports: ReadonlySet<string>;
}

const NO_USES: Uses = { names: [], imports: new Set() };

/** Uses of models across specs, with a cache for closed specs. */
export class ModelUses implements ModelUsesView {
  private revision = -1;
  private readonly closed = new Map<string, Uses>();

  constructor(
    private readonly workspace: WorkspaceView,
    private readonly inventory: InventoryView,
    private readonly diskRevision: () => number,
  ) {}

  inImporters(path: string): string[] {
    const { workspace, inventory } = this;
    const revision = this.diskRevision();
    if (this.revision !== revision) this.closed.clear();
    this.revision = revision;
    const open = [...workspace.allDocuments()].flatMap(d =>
      d.path !== undefined && isSpecPath(d.path) ? [d.path] : [],
    );
    const id = workspace.identity(path) ?? path;
    const others = new Set([...inventory.specs.keys(), ...open].filter(p => p !== path));
    return [...others].flatMap(other => {
      const uses = workspace.documentAt(other) ? usesOf(other, workspace) : this.usesOfClosed(other);
      return uses.imports.has(id) ? uses.names : [];
    });
  }

  private usesOfClosed(path: string): Uses {
    const uses = this.closed.get(path) ?? usesOf(path, this.workspace);
    this.closed.set(path, uses);
    return uses;
  }
}

// Resolving imports reads files, so it is done only for a spec that has imports and trains a model.
function usesOf(path: string, workspace: WorkspaceView): Uses {
  const tree = workspace.treeAt(path);
  const names = tree && importsOf(tree).length > 0 ? modelReferences(tree) : [];
  if (!tree || names.length === 0) return NO_USES;
  return { names, imports: new Set(workspace.composition(path, tree).files.map(f => f.id)) };
}
