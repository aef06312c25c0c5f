// Which files depend on which paths. Finds the files that an event affects without looking at the others.
import { dirname } from '../../../../src-shared/host/paths';
import { foldedName } from '../../../../src-shared/text/nameForm';

interface Node {
  readonly owners: Set<string>;
  /** The keys of the nodes in this folder. */
  readonly inside: Set<string>;
}

/**
 * The paths that files depend on. Paths that differ only in case or Unicode form count as one: they are one file on some systems, and a suggestion for a
 * missing file depends on all of them.
 */
export class DependencyMap {
  private readonly pathsOf = new Map<string, readonly string[]>();
  private readonly nodes = new Map<string, Node>();

  /** Writes: replaces the paths that a file depends on. */
  set(owner: string, paths: Iterable<string>): void {
    this.delete(owner);
    const keys = [...new Set([...paths].map(foldedName))];
    this.pathsOf.set(owner, keys);
    for (const key of keys) this.nodeAt(key).owners.add(owner);
  }

  /** Writes: removes a file. */
  delete(owner: string): void {
    for (const key of this.pathsOf.get(owner) ?? []) {
      this.nodes.get(key)?.owners.delete(owner);
      this.prune(key);
    }
    this.pathsOf.delete(owner);
  }

  /** All files with dependencies. */
  owners(): string[] {
    return [...this.pathsOf.keys()];
  }

  /** Whether a file depends on this path or on one inside it. Its time does not depend on the number of files. */
  has(path: string): boolean {
    return this.nodes.has(foldedName(path));
  }

  /** The files that depend on one of these paths, or on one inside of them. */
  dependentsOf(paths: Iterable<string>): ReadonlySet<string> {
    const found = new Set<string>();
    // Iterating a set includes the keys that are added meanwhile.
    const keys = new Set([...paths].map(foldedName));
    for (const key of keys) {
      const node = this.nodes.get(key);
      for (const owner of node?.owners ?? []) found.add(owner);
      for (const child of node?.inside ?? []) keys.add(child);
    }
    return found;
  }

  private nodeAt(key: string): Node {
    const existing = this.nodes.get(key);
    if (existing) return existing;
    const node: Node = { owners: new Set(), inside: new Set() };
    this.nodes.set(key, node);
    let child = key;
    for (let folder = dirname(key); folder !== child; folder = dirname(folder)) {
      const around = this.nodes.get(folder);
      if (around) {
        around.inside.add(child);
        break;
      }
      this.nodes.set(folder, { owners: new Set(), inside: new Set([child]) });
      child = folder;
    }
    return node;
  }

  // Removes a node on which nothing depends, and the folders around it that thereby become empty.
  private prune(key: string): void {
    for (let at = key; ; at = dirname(at)) {
      const node = this.nodes.get(at);
      if (!node || node.owners.size > 0 || node.inside.size > 0) return;
      this.nodes.delete(at);
      this.nodes.get(dirname(at))?.inside.delete(at);
    }
  }
}
