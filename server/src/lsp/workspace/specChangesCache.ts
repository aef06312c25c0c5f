// The settings that changed in a spec since an older version, so that a state that is shown often compares the texts once.
import type { SyntaxTree } from '../../../../src-shared/kyn/syntax/ast';
import { parse } from '../../../../src-shared/kyn/syntax/parse';
import { type ChangesSinceVersion, changesSince } from '../../../../src-shared/kyn/training/specChanges';
import { withoutBom } from '../../../../src-shared/repro/hash/configHash';

const MAX_OLDER = 100;

/** Compares trees with older texts, which are identified by their CONFIG_HASH. */
export class SpecChangesCache {
  private readonly older = new Map<string, SyntaxTree>();
  private readonly compared = new WeakMap<
    SyntaxTree,
    { readonly hash: string; readonly changes: ChangesSinceVersion }
  >();

  since(tree: SyntaxTree, { hash, text }: { readonly hash: string; readonly text: string }): ChangesSinceVersion {
    const cached = this.compared.get(tree);
    if (cached?.hash === hash) return cached.changes;
    const changes = changesSince(this.olderTree(hash, text), tree);
    this.compared.set(tree, { hash, changes });
    return changes;
  }

  private olderTree(hash: string, text: string): SyntaxTree {
    const tree = this.older.get(hash) ?? parse(withoutBom(text));
    if (this.older.size >= MAX_OLDER) this.older.clear();
    this.older.set(hash, tree);
    return tree;
  }
}
