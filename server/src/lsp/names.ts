// Names across files: which specs share the declarations of a spec, and all occurrences of one name in them.
import type { Location } from 'vscode-languageserver';
import type { SyntaxTree } from '../../../src-shared/kyn/ast';
import { type Occurrence, occurrenceAt, occurrencesIn } from '../../../src-shared/kyn/occurrences';
import { lineIndex, positionAt } from '../../../src-shared/text/lineIndex';
import type { Context } from './context';
import { uriOf } from './convert';

/** A file with its tree; `uri` as the client knows it. */
export interface NamedFile {
  readonly uri: string;
  readonly path: string | undefined;
  readonly tree: SyntaxTree;
}

/** The occurrence under a position of an open spec, with the file it is in. */
export function nameAt(
  { workspace }: Context,
  uri: string,
  position: { line: number; character: number },
): { file: NamedFile; name: Occurrence } | undefined {
  const spec = workspace.spec(uri);
  const name = spec && occurrenceAt(spec.analysis.tree, spec.doc.offsetAt(position));
  return spec && name ? { file: { uri, path: spec.open.path, tree: spec.analysis.tree }, name } : undefined;
}

/** The file itself and, for what imports share (models and datasets), the files connected with it by imports in either direction. */
export function filesSharing(context: Context, file: NamedFile, name: Occurrence): NamedFile[] {
  if (name.kind === 'param' || file.path === undefined) return [file];
  const imported = importedFiles(context, file);
  const importers = [...context.inventory.specs.keys()].flatMap(path => {
    const other = path === file.path ? undefined : fileAt(context, path);
    return other &&
      importedFiles(context, other).some(f => f.path === file.path || imported.some(i => i.path === f.path))
      ? [other]
      : [];
  });
  const all = [file, ...imported, ...importers];
  return all.filter((f, i) => all.findIndex(g => g.path === f.path) === i);
}

/** The files that a spec imports, transitively. */
export function importedFiles({ workspace }: Context, file: NamedFile): NamedFile[] {
  return workspace
    .composition(file.path, file.tree)
    .files.map(({ id, tree }) => ({ uri: workspace.documentAt(id)?.doc.uri ?? uriOf(id), path: id, tree }));
}

function fileAt({ workspace }: Context, path: string): NamedFile | undefined {
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
