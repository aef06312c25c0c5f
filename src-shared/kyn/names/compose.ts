// Resolves the imports of a spec transitively, in import order. Reading files is left to the caller.
import { differenceText, type NameDifference } from '../../text/nameForm';
import { numberText } from '../../text/numberText';
import { oneLine } from '../../text/oneLine';
import { textOrLength } from '../../text/shortText';
import type { Import, Placed, SyntaxTree } from '../syntax/ast';
import { matching } from '../syntax/matching';

/** An imported file as the caller loaded it. `id` identifies the file, `label` is its name in messages. */
export type Loaded =
  | { readonly id: string; readonly label: string; readonly tree: SyntaxTree }
  | {
      readonly id: string;
      readonly label: string;
      readonly problem: LoadProblem;
      readonly near?: FindNear;
      /** The place outside that a link inside leads to. */
      readonly leadsTo?: string;
    };

/** Searches a file that a missing import may mean: it takes time for each file of a folder, so it is called for what is reported only. */
export type FindNear = () => NearImport | undefined;

/** A file that exists and differs from a missing import only in the form of its letters. `path` is relative to the importing file. */
export interface NearImport {
  readonly path: string;
  readonly difference: NameDifference;
}

/**
 * Why a file was not loaded. `untrusted`: it is outside the folders of a workspace that is not trusted. `outside`: it is
 * outside the folders that a command line may read.
 */
export type LoadProblem =
  | 'missing'
  | 'broken-link'
  | 'not-in-annex'
  | 'unreadable'
  | 'not-utf8'
  | 'utf-16'
  | 'untrusted'
  | 'outside';

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
  /** The first import statement of the root that names the file itself; absent where only other files import it. */
  readonly direct?: Placed<Import>;
}

/** A problem with an import; reported at the import statement of the root that leads to it. */
export interface ImportProblem {
  readonly kind: LoadProblem | 'cycle' | 'too-deep' | 'too-many';
  readonly via: Placed<Import>;
  /** Whether the root itself has the problem: it names the file, is part of the cycle, or imports too much. Otherwise it is also that of another file. */
  readonly isOwn: boolean;
  /**
   * Labels of the files along the import chain, starting with the root's import; for a cycle up to the file that closes
   * it.
   */
  readonly trail: readonly string[];
  readonly near?: NearImport;
  /** The place outside that a link inside leads to. */
  readonly leadsTo?: string;
}

/** All files that a spec imports: depth first, in text order, each once. Of the problems of imported files, the first of each kind behind each import. */
export interface Composition {
  readonly files: readonly ImportedFile[];
  readonly problems: readonly ImportProblem[];
}

/** The number of files that a spec may import, directly and through other files. Files that cannot be read count too. */
export const MAX_IMPORTED_FILES = 1000;
/** The length of a chain of imports. */
export const MAX_IMPORT_DEPTH = 100;

/** The composition of a spec without imports. */
export const nothingImported: Composition = { files: [], problems: [] };

const withPath = matching(item => item.kind === 'import' && item.path !== undefined);

/** The import statements of a tree that name a file. */
export function importsOf(tree: SyntaxTree): Placed<Import>[] {
  return withPath(tree).map(i => tree.items[i] as Placed<Import>);
}

/** Resolves the imports of a spec, transitively. */
export const compose = (root: Root, load: Load): Composition => composer(load)(root);

/** A spec whose imports are resolved. */
export interface Root {
  readonly id: string;
  readonly tree: SyntaxTree;
}

/** The same for many specs: what each file imports is loaded once, and only as far as it is needed. `load` must return the same result for all of them. */
export function composer(load: Load): (root: Root) => Composition {
  const numbers = new Map<string, number>();
  const numberOf = (id: string): number => {
    const number = numbers.get(id) ?? numbers.size;
    numbers.set(id, number);
    return number;
  };
  const edgesIn = (from: string, tree: SyntaxTree): Edges => {
    const imports = importsOf(tree);
    const edges: Edge[] = [];
    const at = (i: number): Edge => (edges[i] ??= edgeOf(load(from, imports[i]?.item.path?.value ?? ''), imports[i]));
    const edgeOf = (loaded: Loaded, statement: Placed<Import> | undefined): Edge => {
      // A resolved path has another form, in which a secret would no longer be recognised.
      const shown = statement?.item.path?.shown;
      return { loaded, file: numberOf(loaded.id), label: shown === undefined ? loaded.label : oneLine(shown) };
    };
    return { count: imports.length, at };
  };
  const known = new Map<string, Edges>();
  const edgesOf = (id: string, tree: SyntaxTree): Edges => {
    const edges = known.get(id) ?? edgesIn(id, tree);
    known.set(id, edges);
    return edges;
  };
  return root => {
    const imports = importsOf(root.tree);
    if (imports.length === 0) return nothingImported;
    const walk = new Walk(numberOf(root.id), edgesOf);
    return walk.all(imports, edgesIn(root.id, root.tree));
  };
}

/** An import of a file: what it leads to, the number of that file, and its name in messages. */
interface Edge {
  readonly loaded: Loaded;
  readonly file: number;
  readonly label: string;
}

/** The imports of a file, in text order. */
interface Edges {
  readonly count: number;
  readonly at: (i: number) => Edge;
}

// Files that all import each other have far more imports than files, so what is done for an import of a file that was visited must be cheap.
class Walk {
  private readonly files: ImportedFile[] = [];
  private readonly problems: ImportProblem[] = [];
  private readonly direct = new Map<string, Placed<Import>>();
  /** By the number of the file. `open`: it is on the way from the root to the current file. */
  private readonly states: ('open' | 'done' | 'unread' | undefined)[] = [];
  private unread = 0;
  private isOver = false;
  // The labels from the root to the current file: changed in place, because a chain may be long.
  private readonly trail: string[] = [];
  // Files that import each other have cycles without end, so that only the first problem of a kind behind each import of the root is kept.
  private reported = { own: new Set<string>(), other: new Set<string>() };

  constructor(
    private readonly root: number,
    private readonly edgesOf: (id: string, tree: SyntaxTree) => Edges,
  ) {
    this.states[root] = 'open';
  }

  /** Follows the imports of the root. */
  all(imports: readonly Placed<Import>[], edges: Edges): Composition {
    for (const [i, via] of imports.entries()) {
      if (this.isOver) break;
      const edge = edges.at(i);
      this.reported = { own: new Set(), other: new Set() };
      this.visit(edge, via);
      if (!this.direct.has(edge.loaded.id)) this.direct.set(edge.loaded.id, via);
    }
    return { files: this.files.map(file => this.withDirect(file)), problems: this.problems };
  }

  private withDirect(file: ImportedFile): ImportedFile {
    const direct = this.direct.get(file.id);
    return direct ? { ...file, direct } : file;
  }

  private visit(edge: Edge, via: Placed<Import>): void {
    if (this.states[edge.file] === 'done' && !('problem' in edge.loaded)) return;
    const kind = this.problemOf(edge);
    if (kind) this.report(kind, edge, via);
    else if ('tree' in edge.loaded) this.enter(edge, edge.loaded, via);
  }

  private enter({ file, label }: Edge, { id, tree }: Loaded & { tree: SyntaxTree }, via: Placed<Import>): void {
    this.states[file] = 'open';
    this.files.push({ id, label, tree, via });
    this.trail.push(label);
    const { count, at } = this.edgesOf(id, tree);
    for (let i = 0; i < count && !this.isOver; i++) this.visit(at(i), via);
    this.trail.pop();
    this.states[file] = 'done';
  }

  private problemOf({ file, loaded }: Edge): ImportProblem['kind'] | undefined {
    const state = this.states[file];
    if (state === 'open') return 'cycle';
    const areTooMany = this.files.length + this.unread >= MAX_IMPORTED_FILES;
    if (!('problem' in loaded))
      return this.trail.length >= MAX_IMPORT_DEPTH ? 'too-deep' : areTooMany ? 'too-many' : undefined;
    if (state !== 'unread' && areTooMany) return 'too-many';
    if (state !== 'unread') this.unread++;
    this.states[file] = 'unread';
    return loaded.problem;
  }

  private report(kind: ImportProblem['kind'], { file, loaded, label }: Edge, via: Placed<Import>): void {
    const isDirect = this.trail.length === 0;
    const isOwn = isDirect || file === this.root || kind === 'too-deep' || kind === 'too-many';
    const reported = isOwn ? this.reported.own : this.reported.other;
    if (!isDirect && reported.has(kind)) return;
    if (!isDirect) reported.add(kind);
    // Nothing is loaded after it.
    this.isOver = kind === 'too-many';
    const isLoaded = 'problem' in loaded && kind === loaded.problem;
    const near = isDirect && isLoaded ? loaded.near?.() : undefined;
    const leadsTo = isLoaded ? loaded.leadsTo : undefined;
    const trail = [...this.trail, label];
    this.problems.push({ kind, via, isOwn, trail, ...(near && { near }), ...(leadsTo !== undefined && { leadsTo }) });
  }
}

/** Whether a problem does not show that an import is wrong: the file was not read. */
export const isUnread = ({ kind }: ImportProblem): boolean => kind === 'untrusted' || kind === 'outside';

/**
 * The problems to report. Of those of other files, which show their own, only the most serious one: with all of them, a chain of files would show the
 * square of their number. Of the cycles through the root, one for each of its imports.
 */
export function reportedProblems({ problems }: Composition): ImportProblem[] {
  const others = problems.filter(p => !p.isOwn);
  const other = others.find(p => !isUnread(p)) ?? others[0];
  const seen = new Set<unknown>();
  return problems.filter(problem => {
    const { kind, via, isOwn, trail } = problem;
    if (!isOwn || trail.length === 1) return isOwn || problem === other;
    // A cycle through the root is one for each of its imports.
    const group = kind === 'cycle' ? via.at : kind;
    const isFirst = !seen.has(group);
    seen.add(group);
    return isFirst;
  });
}

const MAX_IN_MESSAGE = 5;

// A long chain is cut in the middle: its beginning and its end show what to change.
function chainText(trail: readonly string[], separator: string): string {
  if (trail.length <= MAX_IN_MESSAGE) return trail.join(separator);
  const skipped = trail.length - MAX_IN_MESSAGE + 1;
  return [...trail.slice(0, MAX_IN_MESSAGE - 2), `${skipped} more files`, trail.at(-1)].join(separator);
}

// Longer than any path that a system can open.
const MAX_TARGET = 5000;

/** The message for a problem with an import. */
export function importProblemText({ kind, trail, near, leadsTo }: ImportProblem): string {
  const target = textOrLength(trail.at(-1) ?? '', MAX_TARGET);
  const importers = trail.length > 1 ? ` (imported by ${chainText(trail.slice(0, -1), ', then ')})` : '';
  const place = leadsTo === undefined ? 'is' : `leads through a link to ${oneLine(leadsTo)}, which is`;
  switch (kind) {
    case 'missing':
      if (near)
        return `File not found: ${target}${importers}. Did you mean ${oneLine(near.path)}, ${differenceText(near.difference)}?`;
      return `File not found: ${target}${importers}. Import paths are relative to the importing file.`;
    case 'broken-link':
      return `${target}${importers} cannot be read: it is a link whose target does not exist.`;
    case 'not-in-annex':
      return `${target}${importers} is a link to content that git-annex has not fetched. Run \`git annex get\`.`;
    case 'unreadable':
      return `${target}${importers} cannot be read. Check that it is a file and that you have permission to read it.`;
    case 'not-utf8':
      return `${target}${importers} is not UTF-8 text. Save it as UTF-8.`;
    case 'utf-16':
      return `${target}${importers} is not UTF-8 text but UTF-16. Save it as UTF-8; \`>\` in Windows PowerShell writes UTF-16.`;
    case 'cycle':
      return trail.length > 1
        ? `Import cycle: this file imports ${chainText(trail, ', which imports ')} again. Remove one of the imports.`
        : `This file imports itself (${target}). Remove the import.`;
    case 'untrusted':
      return `${target}${importers} ${place} outside of the workspace, so it is not read until the workspace is trusted.`;
    case 'outside':
      return `${target}${importers} ${place} outside of the working folder and of the repository, so it was not read. Run kyn in a folder that contains both files.`;
    case 'too-deep':
      return `The chain of imports is longer than ${MAX_IMPORT_DEPTH} files, so ${target} and what it imports are not read. Import fewer files in a row.`;
    case 'too-many':
      return `This spec imports more than ${numberText(MAX_IMPORTED_FILES)} files, so ${target} and the remaining ones are not read. Import fewer files.`;
  }
}
