// Links: in a spec its imports, CSV files and the output of an export, if the file exists; in a text for people the hashes of specs and runs.
import type { DocumentLink, DocumentLinkParams } from 'vscode-languageserver';
import { dirname } from '../../../../src-shared/host/paths';
import { resolveWritten } from '../../../../src-shared/host/resolveParents';
import { MAX_IMPORTED_FILES } from '../../../../src-shared/kyn/names/compose';
import type { Item, Value } from '../../../../src-shared/kyn/syntax/ast';
import { type Span, shift, span } from '../../../../src-shared/text/span';
import { toRange, uriOf } from '../base/convert';
import { isProse } from '../base/isProse';
import { lspFeature } from '../protocol/feature';
import { referenceLinks } from '../references/referenceLinks';

/** `textDocument/documentLink`. */
export const documentLinks = lspFeature<DocumentLinkParams, DocumentLink[]>({
  method: 'textDocument/documentLink',
  capabilities: { documentLinkProvider: { resolveProvider: false } },
  fallback: [],
  answer: (context, { textDocument: { uri } }) => {
    const { workspace } = context;
    const open = workspace.document(uri);
    if (open && isProse(open.doc)) return referenceLinks(context, open);
    const spec = workspace.syntaxOf(uri);
    const path = spec?.open.path;
    if (!spec || path === undefined) return [];
    const data = workspace.datasetsOf(path);
    // The output of an export is searched like data: in the workspace folder, then in the folder of the spec.
    const folders = [workspace.folderOf(path), dirname(path)].filter(f => f !== undefined);
    const fileOf = ({ kind, text }: NamedPath): string | undefined => {
      if (kind === 'data') {
        const file = data.find(text);
        return file.state === 'found' ? file.path : undefined;
      }
      const candidates = (kind === 'import' ? [dirname(path)] : folders).map(folder =>
        resolveWritten(workspace.host, folder, text),
      );
      return candidates.find(file => workspace.host.stat(file)?.kind === 'file');
    };
    let imports = 0;
    return spec.tree.items.flatMap(({ at, item }) => {
      // A file is looked up for each link, so imports beyond the limit get none.
      if (item.kind === 'import' && ++imports > MAX_IMPORTED_FILES) return [];
      return pathsIn(item).flatMap(named => {
        const target = fileOf(named);
        return target === undefined
          ? []
          : [{ range: toRange(spec.doc, shift(named.place, at)), target: uriOf(target) }];
      });
    });
  },
});

interface NamedPath {
  readonly kind: 'import' | 'data' | 'export';
  readonly text: string;
  readonly place: Span;
}

function pathsIn(item: Item): NamedPath[] {
  if (item.kind === 'import')
    return item.path ? [{ kind: 'import', text: item.path.value, place: inside(item.path.span) }] : [];
  if (item.kind !== 'block') return [];
  return item.entries.flatMap(({ key, value }) => {
    if (item.keyword === 'dataset' && key.text === 'source' && value?.kind === 'call')
      return value.args.flatMap(a => stringAt(a.value, 'data'));
    return item.keyword === 'export' && key.text === 'path' && value ? stringAt(value, 'export') : [];
  });
}

const stringAt = (value: Value, kind: NamedPath['kind']): NamedPath[] =>
  value.kind === 'string' && value.value !== '' ? [{ kind, text: value.value, place: inside(value.span) }] : [];
const inside = ({ start, end }: Span): Span => span(start + 1, end - 1);
