// The outline: blocks of a spec with their entries or layers; the front matter and the headings of a DLM document; the fields of an artifact in our own
// language.
import type { DocumentSymbol, DocumentSymbolParams } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { BlockKeyword } from '../../../../src-shared/kyn/catalogue/types';
import type { Block, Placed } from '../../../../src-shared/kyn/syntax/ast';
import { shownValue } from '../../../../src-shared/kyn/syntax/valueSource';
import { dlmOutline, type OutlineItem } from '../../../../src-shared/repro/dlm/outline';
import { withStars } from '../../../../src-shared/text/hidden';
import { type Span, shift, span } from '../../../../src-shared/text/span';
import { symbolsFor } from '../adapt/symbols';
import { artifactSymbols } from '../artifact/artifactStructure';
import { toRange } from '../base/convert';
import { SymbolKind } from '../base/languageServer';
import { lspFeature } from '../protocol/feature';

const KINDS: Readonly<Record<BlockKeyword, SymbolKind>> = {
  params: SymbolKind.Namespace,
  sweep: SymbolKind.Array,
  dataset: SymbolKind.Struct,
  model: SymbolKind.Class,
  train: SymbolKind.Event,
  evaluate: SymbolKind.Function,
  export: SymbolKind.Module,
};

// An editor becomes slow with more; VS Code's JSON outline has the same limit. A spec has a few dozen.
const MAX_SYMBOLS = 5000;

/** `textDocument/documentSymbol`. */
export const documentSymbols = lspFeature<DocumentSymbolParams, DocumentSymbol[]>({
  method: 'textDocument/documentSymbol',
  capabilities: { documentSymbolProvider: true },
  fallback: [],
  adapt: (symbols, client, { textDocument: { uri } }) => symbolsFor(symbols, client, uri),
  answer: ({ workspace }, { textDocument: { uri } }) => {
    const document = workspace.dlmDocument(uri);
    if (document) return dlmOutline(document.doc.getText()).map(item => dlmSymbol(document.doc, item));
    const spec = workspace.syntaxOf(uri);
    if (!spec) return atMost(artifactSymbols(workspace, uri), MAX_SYMBOLS);
    const { doc, tree } = spec;
    const symbols = tree.items.slice(0, MAX_SYMBOLS).flatMap(({ at, item }) => {
      if (item.kind === 'import' && item.path) {
        const range = toRange(doc, shift(span(item.keyword.span.start, item.path.span.end), at));
        return [{ name: `import ${item.path.value}`, kind: SymbolKind.File, range, selectionRange: range }];
      }
      return item.kind === 'block' && item.keyword ? [blockSymbol(doc, { at, item }, item.keyword)] : [];
    });
    return atMost(symbols, MAX_SYMBOLS);
  },
});

const DLM_KINDS: Readonly<Record<OutlineItem['kind'], SymbolKind>> = {
  'front-matter': SymbolKind.Namespace,
  key: SymbolKind.Property,
  heading: SymbolKind.String,
};

const dlmSymbol = (doc: TextDocument, { title, kind, whole, name, children }: OutlineItem): DocumentSymbol => ({
  name: title,
  kind: DLM_KINDS[kind],
  range: toRange(doc, whole),
  selectionRange: toRange(doc, name),
  children: children.map(child => dlmSymbol(doc, child)),
});

function atMost(symbols: readonly DocumentSymbol[], limit: number): DocumentSymbol[] {
  let left = limit;
  return symbols.flatMap(symbol => {
    const room = left - 1;
    if (room < 0) return [];
    left = room;
    const children = symbol.children && atMost(symbol.children, room);
    left = room - countOf(children ?? []);
    return [{ ...symbol, ...(children && { children }) }];
  });
}

const countOf = (symbols: readonly DocumentSymbol[]): number =>
  symbols.reduce((sum, { children = [] }) => sum + 1 + countOf(children), 0);

function blockSymbol(doc: TextDocument, { at, item }: Placed<Block>, keyword: BlockKeyword): DocumentSymbol {
  const name = item.name ?? item.header;
  const visible = withStars(item.text, item.secrets ?? []);
  const seen = (place: Span): string => visible.slice(place.start, place.end);
  return {
    name: seen(name.span) || keyword,
    detail: item.name ? keyword : '',
    kind: KINDS[keyword],
    range: toRange(doc, shift(span(0, item.text.trimEnd().length), at)),
    selectionRange: toRange(doc, shift(name.span, at)),
    children: [
      ...item.entries.map(e => child(seen(e.key.span), e.value ? shownValue(e.value) : '', e.span)),
      ...item.layers.map(l => child(seen(l.span), '', l.span)),
    ],
  };

  function child(label: string, detail: string, place: Span): DocumentSymbol {
    const range = toRange(doc, shift(place, at));
    return {
      name: label,
      detail,
      kind: keyword === 'model' ? SymbolKind.Method : SymbolKind.Property,
      range,
      selectionRange: range,
    };
  }
}
