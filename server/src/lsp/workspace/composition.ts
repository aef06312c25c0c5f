// The imports of a spec, from open documents and from files. In a workspace that is not trusted, only files inside of its folders are read.
import { memoized } from '../../../../src-shared/host/memoized';
import { dirname, isInside, relativeTo } from '../../../../src-shared/host/paths';
import { resolveWritten } from '../../../../src-shared/host/resolveParents';
import {
  type Composition,
  compose,
  type ImportedFile,
  type ImportProblem,
  importsOf,
  type Loaded,
  type NearImport,
  nothingImported,
} from '../../../../src-shared/kyn/names/compose';
import type { SyntaxTree } from '../../../../src-shared/kyn/syntax/ast';
import { importProblem, leadsTo } from '../../../../src-shared/repro/files/importProblem';
import { similarPath } from '../../../../src-shared/repro/files/similarPath';
import type { RecentResults } from '../base/recentResults';
import { clientPath } from './fileIdentity';
import { readGate } from './readGate';
import type { WorkspaceView } from './workspaceView';

/** What imports are loaded from. */
type Source = Pick<
  WorkspaceView,
  'host' | 'folders' | 'readableFolders' | 'trusted' | 'folderOf' | 'label' | 'documentAt' | 'treeAt' | 'read'
>;

/** Where an import leads: the path as written, its target after following links and as the client knows it, and once it is needed, the file on disk. */
interface ImportTarget {
  readonly path: string;
  readonly real: string;
  readonly id: string;
  readonly label: string;
  onDisk?: Loaded;
}

/** The imports of all specs that were looked up within the last second. */
export type ImportLookups = RecentResults<ImportTarget>;

/** This many imports of a spec are looked up for each request, so that a change without an event is noticed at once. */
const ALWAYS_LOOKED_UP = 50;

// A suggestion takes time for each file of a folder. A spec with more missing imports than this was moved.
const MAX_SUGGESTIONS = 100;

/** The imported files of a spec, transitively. `path` is undefined for a document that is not a file. */
export function compositionOf(
  source: Source,
  { path, tree }: { readonly path: string | undefined; readonly tree: SyntaxTree },
  lookups: ImportLookups,
): Composition {
  // Each request asks for it, and most specs have no import.
  if (importsOf(tree).length === 0) return nothingImported;
  const loader = new Loader(source, lookups);
  return compose({ id: path === undefined ? '' : loader.identity(path), tree }, loader.load);
}

class Loader {
  private readonly targets = new Map<string, ImportTarget>();
  private readonly list = memoized(folder => this.source.host.list(folder));
  // Text of other files would appear in messages and completions.
  private readonly mayRead: (realPath: string) => boolean;
  private readonly clientPath: (real: string) => string;
  private suggestions = 0;

  constructor(
    private readonly source: Source,
    private readonly lookups: ImportLookups,
  ) {
    this.mayRead = readGate(source);
    this.clientPath = clientPath(source.host, source.readableFolders);
  }

  /** The same file may be reached by many paths: through links, or a path that does not exist yet. */
  identity(path: string): string {
    return this.clientPath(this.realPath(path));
  }

  private realPath(path: string): string {
    return this.source.host.realPath(path) ?? path;
  }

  readonly load = (from: string, written: string): Loaded => {
    const { source } = this;
    const target = this.targetOf(dirname(from), written);
    const { path, real, id, label } = target;
    const open = source.documentAt(path) ?? source.documentAt(id);
    const tree = open && !open.disk.fault ? source.treeAt(open.path ?? id) : undefined;
    if (tree) return { id, label, tree };
    // The label of a path outside has only its last two parts, which would look like a path inside.
    if (!this.mayRead(real))
      return {
        id,
        label: written,
        problem: 'untrusted',
        ...leadsTo(source.host, [dirname(from), ...source.folders], { path, id: real }),
      };
    if (open) return { id, label, ...importProblem(source.read(open.path ?? id), () => this.nearImport(from, path)) };
    target.onDisk ??= this.read(from, target);
    return target.onDisk;
  };

  private targetOf(folder: string, written: string): ImportTarget {
    const key = `${folder}\0${written}`;
    const recent = this.targets.size < ALWAYS_LOOKED_UP ? undefined : this.lookups.get(key);
    const target = this.targets.get(key) ?? recent ?? this.lookUp(resolveWritten(this.source.host, folder, written));
    this.targets.set(key, target);
    this.lookups.set(key, target);
    return target;
  }

  private lookUp(path: string): ImportTarget {
    const real = this.realPath(path);
    return { path, real, id: this.clientPath(real), label: this.source.label(path) };
  }

  private read(from: string, { path, id, label }: ImportTarget): Loaded {
    const { source } = this;
    const tree = source.treeAt(id);
    if (tree) return { id, label, tree };
    return { id, label, ...importProblem(source.read(id), () => this.nearImport(from, path)) };
  }

  private nearImport(from: string, path: string): NearImport | undefined {
    const { source } = this;
    if (this.suggestions++ >= MAX_SUGGESTIONS) return undefined;
    const folder = source.folderOf(path) ?? (isInside(dirname(from), path) ? dirname(from) : undefined);
    const similar = folder === undefined ? undefined : similarPath(this.list, folder, path);
    if (!similar || !this.mayRead(this.realPath(similar.path))) return undefined;
    return { path: relativeTo(dirname(from), similar.path), difference: similar.difference };
  }
}

/** Whether two compositions of one tree have the same files and problems, so that an analysis of the one is that of the other. */
export const sameComposition = (a: Composition, b: Composition): boolean =>
  a.files.length === b.files.length &&
  a.problems.length === b.problems.length &&
  a.files.every((f, i) => sameFile(f, b.files[i])) &&
  a.problems.every((p, i) => sameProblem(p, b.problems[i]));

const sameFile = (a: ImportedFile, b: ImportedFile | undefined): boolean =>
  a.tree === b?.tree && a.id === b.id && a.label === b.label && a.via.at === b.via.at && a.direct?.at === b.direct?.at;

const sameProblem = (a: ImportProblem, b: ImportProblem | undefined): boolean =>
  a.kind === b?.kind &&
  a.via.at === b.via.at &&
  JSON.stringify([a.trail, a.near, a.leadsTo]) === JSON.stringify([b.trail, b.near, b.leadsTo]);
