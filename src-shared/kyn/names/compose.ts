// Resolves the imports of a spec transitively, in import order. Reading files is left to the caller.

import { differenceText, type NameDifference } from '../../text/nameForm';
import { numberText } from '../../text/numberText';
import { oneLine } from '../../text/oneLine';
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
export function compose(root: { id: string; tree: SyntaxTree }, load: Load): Composition {
  const imports = importsOf(root.tree);
  if (imports.length === 0) return nothingImported;
  const files = new Map<string, ImportedFile>();
  const direct = new Map<string, Placed<Import>>();
  // Files that import each other have cycles without end, so that only the first problem of a kind behind each import is kept.
  const reported = new Set<string>();
  const problems: ImportProblem[] = [];
  const unread = new Set<string>();
  // The files from the root to the current one, and their labels: changed in place, because a chain may be long.
  const chain = new Set([root.id]);
  const trail: string[] = [];
  const areTooMany = (): boolean => files.size + unread.size >= MAX_IMPORTED_FILES;
  const problemOf = (loaded: Loaded): ImportProblem['kind'] | undefined => {
    if (chain.has(loaded.id)) return 'cycle';
    if ('problem' in loaded) {
      if (!unread.has(loaded.id) && areTooMany()) return 'too-many';
      unread.add(loaded.id);
      return loaded.problem;
    }
    if (files.has(loaded.id)) return undefined;
    return trail.length > MAX_IMPORT_DEPTH ? 'too-deep' : areTooMany() ? 'too-many' : undefined;
  };
  const report = (kind: ImportProblem['kind'], loaded: Loaded, via: Placed<Import>): void => {
    const isDirect = trail.length === 1;
    const isOwn = isDirect || loaded.id === root.id || kind === 'too-deep' || kind === 'too-many';
    const key = `${via.at} ${kind} ${isOwn}`;
    if (!isDirect && reported.has(key)) return;
    if (!isDirect) reported.add(key);
    const near = isDirect && 'problem' in loaded && kind === loaded.problem ? loaded.near?.() : undefined;
    const leadsTo = 'problem' in loaded && kind === loaded.problem ? loaded.leadsTo : undefined;
    problems.push({
      kind,
      via,
      isOwn,
      trail: [...trail],
      ...(near && { near }),
      ...(leadsTo !== undefined && { leadsTo }),
    });
  };
  const visit = (from: string, { item }: Placed<Import>, via: Placed<Import>): void => {
    // Only the last problem can be this one, because nothing is loaded after it.
    if (problems.at(-1)?.kind === 'too-many') return;
    const loaded = load(from, item.path?.value ?? '');
    // A resolved path has another form, in which a secret would no longer be recognised.
    const label = item.path?.shown === undefined ? loaded.label : oneLine(item.path.shown);
    trail.push(label);
    const kind = problemOf(loaded);
    if (kind) report(kind, loaded, via);
    else if ('tree' in loaded && !files.has(loaded.id)) {
      const { id, tree } = loaded;
      chain.add(id);
      files.set(id, { id, label, tree, via });
      for (const inner of importsOf(tree)) visit(id, inner, via);
      chain.delete(id);
    }
    if (trail.length === 1 && !direct.has(loaded.id)) direct.set(loaded.id, via);
    trail.pop();
  };
  for (const statement of imports) visit(root.id, statement, statement);
  const withDirect = (file: ImportedFile): ImportedFile => {
    const statement = direct.get(file.id);
    return statement ? { ...file, direct: statement } : file;
  };
  return { files: [...files.values()].map(withDirect), problems };
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

/** The message for a problem with an import. */
export function importProblemText({ kind, trail, near, leadsTo }: ImportProblem): string {
  const target = trail.at(-1) ?? '';
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
