// Links: imports, CSV files and what an export writes, where the file is there.
import type { DocumentLink, DocumentLinkParams } from 'vscode-languageserver';
import { dirname, join } from '../../../../src-shared/host/paths';
import type { Item, Value } from '../../../../src-shared/kyn/ast';
import { type Span, shift, span } from '../../../../src-shared/text/span';
import { toRange, uriOf } from '../convert';
import { lspFeature } from '../feature';

/** `textDocument/documentLink`. */
export const documentLinks = lspFeature<DocumentLinkParams, DocumentLink[]>({
  method: 'textDocument/documentLink',
  capabilities: { documentLinkProvider: { resolveProvider: false } },
  fallback: [],
  answer: ({ workspace }, { textDocument: { uri } }) => {
    const spec = workspace.spec(uri);
    const path = spec?.open.path;
    if (!spec || path === undefined) return [];
    // A CSV is looked up against the working folder first, which is the workspace folder, then beside the spec.
    const folders = [workspace.folderOf(path), dirname(path)].filter(f => f !== undefined);
    return spec.analysis.tree.items.flatMap(({ at, item }) =>
      pathsIn(item).flatMap(({ text, place }) => {
        const candidates = (item.kind === 'import' ? [dirname(path)] : folders).map(folder => join(folder, text));
        const target = candidates.find(file => workspace.host.stat(file)?.kind === 'file');
        return target === undefined ? [] : [{ range: toRange(spec.doc, shift(place, at)), target: uriOf(target) }];
      }),
    );
  },
});

function pathsIn(item: Item): { text: string; place: Span }[] {
  if (item.kind === 'import') return item.path ? [{ text: item.path.value, place: inside(item.path.span) }] : [];
  if (item.kind !== 'block') return [];
  return item.entries.flatMap(({ key, value }) => {
    if (item.keyword === 'dataset' && key.text === 'source' && value?.kind === 'call')
      return value.args.flatMap(a => stringAt(a.value));
    return item.keyword === 'export' && key.text === 'path' && value ? stringAt(value) : [];
  });
}

const stringAt = (value: Value) =>
  value.kind === 'string' && value.value !== '' ? [{ text: value.value, place: inside(value.span) }] : [];
const inside = ({ start, end }: Span): Span => span(start + 1, end - 1);
