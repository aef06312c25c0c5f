// Names across files: which specs share the declarations of a spec, and all occurrences of one name in them.

import type { Location } from 'vscode-languageserver';
import { type Occurrence, occurrenceAt, occurrencesIn } from '../../../../src-shared/kyn/names/occurrences';
import type { SyntaxTree } from '../../../../src-shared/kyn/syntax/ast';
import { isSpecPath } from '../../../../src-shared/repro/files/findFiles';
import { lineIndex, positionAt } from '../../../../src-shared/text/lineIndex';
import { uriOf } from '../base/convert';
import type { FeatureContext } from '../protocol/featureContext';

/** A file with its tree; `uri` is the client's URI of it. */
export interface NamedFile {
  readonly uri: string;
  readonly path: string | undefined;
  readonly tree: SyntaxTree;
}

/** The occurrence at a position of an open spec, with its file. */
export function nameAt(
  { workspace }: FeatureContext,
  uri: string,
  position: { line: number; character: number },
): { file: NamedFile; name: Occurrence } | undefined {
  const spec = workspace.syntaxOf(uri);
  const name = spec && occurrenceAt(spec.tree, spec.doc.offsetAt(position));
  return spec && name ? { file: { uri, path: spec.open.path, tree: spec.tree }, name } : undefined;
}

/** The file itself and all files connected with it by imports, in either direction. */
export function connectedFiles(context: FeatureContext, file: NamedFile): NamedFile[] {
  const visible = [file, ...importedFiles(context, file)];
  return distinct(context, [...visible, ...importersOf(context, visible)]);
}

/** The specs of the workspace, and open specs, that import one of some files. */
export function importersOf(context: FeatureContext, files: readonly NamedFile[]): NamedFile[] {
  const ids = new Set(files.map(f => identityOf(context, f)));
  return allSpecs(context).filter(f => importedFiles(context, f).some(i => ids.has(i.path)));
}

/** The specs of the workspace, and open specs. */
export function allSpecs(context: FeatureContext): NamedFile[] {
  const open = [...context.workspace.allDocuments()].flatMap(({ path }) =>
    path !== undefined && isSpecPath(path) ? [path] : [],
  );
  return [...new Set([...context.inventory.specs.keys(), ...open])].flatMap(path => fileAt(context, path) ?? []);
}

/** Files without duplicates. Of several paths of a file the first one counts, which may be the document that is edited. */
export function distinct(context: FeatureContext, files: readonly NamedFile[]): NamedFile[] {
  const found = new Map<string | undefined, NamedFile>();
  for (const file of files) {
    const id = identityOf(context, file);
    if (!found.has(id)) found.set(id, file);
  }
  return [...found.values()];
}

/** The path that a composition has for a file; undefined for a document that is not a file. */
export const identityOf = ({ workspace }: FeatureContext, { path }: NamedFile): string | undefined =>
  path === undefined ? undefined : (workspace.identity(path) ?? path);

/** The files that a spec imports, transitively. */
export function importedFiles({ workspace }: FeatureContext, file: NamedFile): NamedFile[] {
  return workspace
    .composition(file.path, file.tree)
    .files.map(({ id, tree }) => ({ uri: workspace.documentAt(id)?.doc.uri ?? uriOf(id), path: id, tree }));
}

/** The spec at a path, open or not; undefined when it cannot be read. */
export function fileAt({ workspace }: FeatureContext, path: string): NamedFile | undefined {
  const tree = workspace.treeAt(path);
  return tree && { uri: workspace.documentAt(path)?.doc.uri ?? uriOf(path), path, tree };
}

/** All occurrences of a name in some files. */
export function occurrencesOf(
  files: readonly NamedFile[],
  { kind, name }: Occurrence,
): { file: NamedFile; occurrence: Occurrence; location: Location }[] {
  return files.flatMap(file => {
    const index = lineIndex(file.tree.text);
    return occurrencesIn(file.tree)
      .filter(o => o.kind === kind && o.name === name)
      .map(occurrence => {
        const { start, end } = occurrence.span;
        return {
          file,
          occurrence,
          location: { uri: file.uri, range: { start: positionAt(index, start), end: positionAt(index, end) } },
        };
      });
  });
}
