// The files that a spec imports, read from disk: its composition and its closure hash.
import { memoized } from '../../../src-shared/host/memoized';
import { dirname, goesUp, isInside, join, joinWritten, relativeTo } from '../../../src-shared/host/paths';
import { readText, type TextResult } from '../../../src-shared/host/readText';
import { repositoryOf } from '../../../src-shared/host/repositoryOf';
import { resolveParents } from '../../../src-shared/host/resolveParents';
import {
  type Composition,
  composer,
  type Load,
  type Loaded,
  type NearImport,
} from '../../../src-shared/kyn/names/compose';
import type { SyntaxTree } from '../../../src-shared/kyn/syntax/ast';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import type { ComparedImport } from '../../../src-shared/repro/compare/specs';
import { importProblem, leadsTo } from '../../../src-shared/repro/files/importProblem';
import { similarPath } from '../../../src-shared/repro/files/similarPath';
import { closureHash, configHash } from '../../../src-shared/repro/hash/configHash';
import { lfsPointer } from '../../../src-shared/text/lfsPointer';
import { relativePath } from './cliPaths';
import type { CliEnvironment } from './command';

/** The text of a spec; `path` is undefined for standard input, whose imports are relative to the working folder. */
export interface SpecSource {
  readonly path: string | undefined;
  readonly text: string;
}

/** Reads each file once, however many specs import it. */
export interface ImportReader {
  readonly read: (path: string) => TextResult;
  /** The path of a file after following links. */
  readonly realPath: (path: string) => string | undefined;
  /** A path without `..`, as `resolveParents` resolves it. */
  readonly resolve: (path: string) => string;
  readonly composition: (path: string | undefined, tree: SyntaxTree) => Composition;
}

/** An import reader for one command, during which files count as unchanged. */
export function createImportReader({ host, io }: CliEnvironment): ImportReader {
  const read = memoized(path => readText(host, path));
  const treeOf = memoized(path => {
    const content = read(path);
    return content.ok ? parse(content.text) : undefined;
  });
  // The same file may be reached by many paths through links.
  const realPath = memoized(path => host.realPath(path));
  const resolveKept = memoized(path => resolveParents(host, path));
  const resolve = (path: string): string => (goesUp(path) ? resolveKept(path) : path);
  const identity = (path: string): string => realPath(path) ?? path;
  const labelOf = memoized(path => relativePath(io.cwd, path));
  // A spec may name any path, and the names in a file appear in messages and logs.
  const readableFolders = memoized(folder =>
    [io.cwd, folder].flatMap(f => [f, repositoryOf(host, f) ?? f]).map(identity),
  );
  const list = memoized(folder => host.list(folder));
  const loadFor = (folders: readonly string[]): Load => {
    const mayRead = (id: string): boolean => folders.some(folder => isInside(folder, id));
    const nearImport = (from: string, path: string): NearImport | undefined => {
      const folder = [dirname(from), io.cwd].find(f => isInside(f, path));
      const similar = folder === undefined ? undefined : similarPath(list, folder, path);
      if (!similar || !mayRead(identity(similar.path))) return undefined;
      return { path: relativeTo(dirname(from), similar.path), difference: similar.difference };
    };
    const loadFrom = (from: string, target: string): Loaded => {
      const path = resolve(joinWritten(dirname(from), target));
      const [id, label] = [identity(path), labelOf(path)];
      if (!mayRead(id))
        return { id, label, problem: 'outside', ...leadsTo(host, [dirname(from), io.cwd], { path, id }) };
      const tree = treeOf(id);
      return tree ? { id, label, tree } : { id, label, ...importProblem(read(id), () => nearImport(from, path)) };
    };
    return loadFrom;
  };
  const composeIn = memoized((folder: string) => composer(loadFor(readableFolders(folder))));
  return {
    read,
    realPath,
    resolve,
    composition: (path = join(io.cwd, '-'), tree) => composeIn(dirname(path))({ id: identity(path), tree }),
  };
}

/** The files that a spec imports, depth-first in text order; undefined where one cannot be read. */
export function importedFiles(environment: CliEnvironment, { path, text }: SpecSource): ComparedImport[] | undefined {
  const imports = createImportReader(environment);
  const { files, problems } = imports.composition(path, parse(text));
  if (problems.length > 0) return undefined;
  const read = files.map(({ id, label, tree }) => {
    const content = imports.read(id);
    return { label, tree, text: content.ok ? content.text : '' };
  });
  // The hash of a pointer does not identify the file.
  if (read.some(f => lfsPointer(f.text))) return undefined;
  return read.map(({ label, tree, text }) => ({ label, tree, configHash: configHash(text, environment.host.sha256) }));
}

/** The closure hash of a spec; null where it imports nothing or an import cannot be read. */
export function closureHashOf(environment: CliEnvironment, source: SpecSource): string | null {
  const { sha256 } = environment.host;
  const imported = importedFiles(environment, source)?.map(f => f.configHash) ?? [];
  return imported.length > 0 ? closureHash([configHash(source.text, sha256), ...imported], sha256) : null;
}
