// Symbols and folds in the form that a client knows.
import type { DocumentSymbol, FoldingRange, SymbolInformation } from 'vscode-languageserver';
import { SymbolKind } from '../base/languageServer';
import type { Capabilities } from '../protocol/clientCapabilities';

// The nearest kind that every client knows.
const FIRST_KIND: Partial<Record<SymbolKind, SymbolKind>> = {
  [SymbolKind.Struct]: SymbolKind.Class,
  [SymbolKind.Event]: SymbolKind.Function,
  [SymbolKind.Null]: SymbolKind.Constant,
};

const kindFor = (kind: SymbolKind, { symbolKinds }: Capabilities): SymbolKind =>
  symbolKinds.has(kind) ? kind : (FIRST_KIND[kind] ?? SymbolKind.Field);

/** The symbols of a document: a tree, or for a client that knows only lists each symbol with the name of the one around it. */
export function symbolsFor(
  symbols: readonly DocumentSymbol[],
  client: Capabilities,
  uri: string,
): DocumentSymbol[] | SymbolInformation[] {
  return client.symbolTree
    ? symbols.map(symbol => inTree(symbol, client))
    : symbols.flatMap(symbol => inList(symbol, client, { uri }));
}

function inTree(symbol: DocumentSymbol, client: Capabilities): DocumentSymbol {
  const children = symbol.children?.map(child => inTree(child, client));
  return { ...symbol, kind: kindFor(symbol.kind, client), ...(children && { children }) };
}

function inList(
  { name, kind, range, children = [] }: DocumentSymbol,
  client: Capabilities,
  { uri, around }: { readonly uri: string; readonly around?: string },
): SymbolInformation[] {
  const symbol = {
    name,
    kind: kindFor(kind, client),
    location: { uri, range },
    ...(around !== undefined && { containerName: around }),
  };
  return [symbol, ...children.flatMap(child => inList(child, client, { uri, around: name }))];
}

/** Symbols of the workspace with kinds that the client knows. */
export const workspaceSymbolsFor = (symbols: readonly SymbolInformation[], client: Capabilities): SymbolInformation[] =>
  symbols.map(symbol => ({ ...symbol, kind: kindFor(symbol.kind, client) }));

/** As many folds as the client accepts: the first ones, which are the outer ones of what comes first. */
export const foldsFor = (folds: readonly FoldingRange[], { foldLimit }: Capabilities): FoldingRange[] =>
  folds.slice(0, foldLimit);
