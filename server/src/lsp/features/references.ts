// References and highlights: all occurrences of a model, dataset or param, across files connected by imports.
import type { DocumentHighlight, DocumentHighlightParams, Location, ReferenceParams } from 'vscode-languageserver';
import { DocumentHighlightKind } from '../base/languageServer';
import { lspFeature } from '../protocol/feature';
import { filesReferencing } from '../spec/filesReferencing';
import { nameAt, occurrencesOf } from '../spec/nameOccurrences';

/** `textDocument/references`. */
export const references = lspFeature<ReferenceParams, Location[]>({
  method: 'textDocument/references',
  capabilities: { referencesProvider: true },
  needsSearch: true,
  fallback: [],
  answer: (context, { textDocument: { uri }, position, context: { includeDeclaration } }) => {
    const found = nameAt(context, uri, position);
    if (!found) return [];
    const all = occurrencesOf(filesReferencing(context, found.file, found.name), found.name);
    return all
      .filter(({ occurrence }) => includeDeclaration || occurrence.role !== 'declaration')
      .map(({ location }) => location);
  },
});

/** `textDocument/documentHighlight`. */
export const documentHighlight = lspFeature<DocumentHighlightParams, DocumentHighlight[]>({
  method: 'textDocument/documentHighlight',
  capabilities: { documentHighlightProvider: true },
  fallback: [],
  answer: (context, { textDocument: { uri }, position }) => {
    const found = nameAt(context, uri, position);
    if (!found) return [];
    return occurrencesOf([found.file], found.name).map(({ occurrence, location: { range } }) => ({
      range,
      kind: occurrence.role === 'declaration' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
  },
});
