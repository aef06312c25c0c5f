// The imports of a spec, from open documents and from files. In a workspace that is not trusted, only files inside of its folders are read.
import { dirname, isInside, joinWritten, relativeTo } from '../../../../src-shared/host/paths';
import {
  type Composition,
  compose,
  type ImportProblem,
  importsOf,
  type Loaded,
  type NearImport,
  nothingImported,
} from '../../../../src-shared/kyn/names/compose';
import type { SyntaxTree } from '../../../../src-shared/kyn/syntax/ast';
import { importProblem } from '../../../../src-shared/repro/files/importProblem';
import { similarPath } from '../../../../src-shared/repro/files/similarPath';
import type { WorkspaceView } from './workspaceView';

/** What imports are loaded from. */
type Source = Pick<
  WorkspaceView,
  'host' | 'folders' | 'trusted' | 'folderOf' | 'label' | 'documentAt' | 'treeAt' | 'read'
>;

/** The imported files of a spec, transitively. `path` is undefined for a document that is not a file. */
export function compositionOf(source: Source, path: string | undefined, tree: SyntaxTree): Composition {
  // Each request asks for it, and most specs have no import.
  if (importsOf(tree).length === 0) return nothingImported;
  const loader = new Loader(source);
  return compose({ id: path === undefined ? '' : loader.identity(path), tree }, loader.load);
}

class Loader {
  private realFolders: readonly string[] | undefined;

  constructor(private readonly source: Source) {}

  /** The same file may be reached by many paths: through links, or a path that does not exist yet. */
  identity(path: string): string {
    return this.source.host.realPath(path) ?? path;
  }

  readonly load = (from: string, target: string): Loaded => {
    const { source } = this;
    const path = joinWritten(dirname(from), target);
    const [id, label] = [this.identity(path), source.label(path)];
    const open = source.documentAt(path) ?? source.documentAt(id);
    const openTree = open && !open.disk.fault ? source.treeAt(open.path ?? id) : undefined;
    if (openTree) return { id, label, tree: openTree };
    if (!this.mayRead(id)) return { id, label, problem: 'untrusted' };
    const tree = open ? undefined : source.treeAt(id);
    if (tree) return { id, label, tree };
    return { id, label, ...importProblem(source.read(open?.path ?? id), () => this.nearImport(from, path)) };
  };

  private nearImport(from: string, path: string): NearImport | undefined {
    const { source } = this;
    const folder = source.folderOf(path) ?? (isInside(dirname(from), path) ? dirname(from) : undefined);
    const similar = folder === undefined ? undefined : similarPath(at => source.host.list(at), folder, path);
    if (!similar || !this.mayRead(this.identity(similar.path))) return undefined;
    return { path: relativeTo(dirname(from), similar.path), difference: similar.difference };
  }

  // Text of other files would appear in messages and completions.
  private mayRead(realPath: string): boolean {
    if (this.source.trusted) return true;
    this.realFolders ??= this.source.folders.map(folder => this.identity(folder));
    return this.realFolders.some(folder => isInside(folder, realPath));
  }
}

/** Whether two compositions of one tree have the same files and problems, so that an analysis of the one is that of the other. */
export const sameComposition = (a: Composition, b: Composition): boolean =>
  a.files.length === b.files.length &&
  a.problems.length === b.problems.length &&
  a.files.every((f, i) => f.tree === b.files[i]?.tree && f.id === b.files[i]?.id && f.via.at === b.files[i]?.via.at) &&
  a.problems.every((p, i) => sameProblem(p, b.problems[i]));

const sameProblem = (a: ImportProblem, b: ImportProblem | undefined): boolean =>
  a.kind === b?.kind &&
  a.via.at === b.via.at &&
  JSON.stringify([a.trail, a.near]) === JSON.stringify([b.trail, b.near]);
