// Completion in specs, and in artifacts in our own language: converts the completions of the core to LSP.
import type { CompletionItem, CompletionParams } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { complete } from '../../../../src-shared/kyn/completion';
import type { Completion, SymbolRef } from '../../../../src-shared/kyn/completion/cursorContext';
import { withoutStops } from '../../../../src-shared/kyn/completion/snippets';
import { completeQuoted, completeString } from '../../../../src-shared/kyn/completion/strings';
import { nameText } from '../../../../src-shared/kyn/completion/values';
import { BODY_INDENT } from '../../../../src-shared/kyn/format/indentation';
import { hasSecret } from '../../../../src-shared/text/secretText';
import { completionFor } from '../adapt/texts';
import { artifactCompletions } from '../artifact/artifactStructure';
import { toRange } from '../base/convert';
import { CompletionItemKind, InsertTextFormat } from '../base/languageServer';
import { lspFeature } from '../protocol/feature';
import { specFilesOf } from '../spec/specFiles';

const KINDS: Readonly<Record<Completion['kind'], CompletionItemKind>> = {
  keyword: CompletionItemKind.Keyword,
  key: CompletionItemKind.Property,
  argument: CompletionItemKind.Field,
  word: CompletionItemKind.EnumMember,
  call: CompletionItemKind.Function,
  name: CompletionItemKind.Class,
  param: CompletionItemKind.Variable,
  layer: CompletionItemKind.Method,
  constant: CompletionItemKind.Constant,
  file: CompletionItemKind.File,
  folder: CompletionItemKind.Folder,
  column: CompletionItemKind.Field,
  snippet: CompletionItemKind.Snippet,
};

/** `textDocument/completion`. */
export const completion = lspFeature<CompletionParams, CompletionItem[]>({
  method: 'textDocument/completion',
  capabilities: {
    completionProvider: { triggerCharacters: ['$', '=', ' ', '[', '(', '"', '/'], resolveProvider: true },
  },
  fallback: [],
  adapt: (items, client) => items.map(item => completionFor(item, client)),
  answer: ({ workspace }, { textDocument: { uri }, position, context }) => {
    const spec = workspace.spec(uri);
    if (!spec) return artifactCompletions(workspace, uri, position);
    const { doc, analysis, open } = spec;
    const offset = doc.offsetAt(position);
    const files = open.path === undefined ? undefined : specFilesOf(workspace, open.path);
    const inString = files && completeString(analysis, offset, files);
    // A closing quote, and a slash outside of a string, request nothing.
    const isStringTrigger = context?.triggerCharacter === '"' || context?.triggerCharacter === '/';
    const candidates = (): Completion[] => [
      ...(files ? completeQuoted(analysis, offset, files) : []),
      ...complete(analysis, offset),
    ];
    const items = inString ?? (isStringTrigger ? [] : candidates());
    // A label shows what is inserted, so a name with a secret is not offered.
    return items
      .filter(item => !hasSecret(item.insert))
      .map((item, rank) => toItem(item, { doc, rank, snippets: workspace.snippets }));
  },
});

/** Identifies an item whose documentation is resolved later. */
interface DeferredDoc {
  readonly uri: string;
  readonly thing: SymbolRef;
}

/** `completionItem/resolve`: the documentation of one name. */
export const completionResolve = lspFeature<CompletionItem & { data?: DeferredDoc }, CompletionItem | null>({
  method: 'completionItem/resolve',
  capabilities: {},
  fallback: null,
  adapt: (item, client) => item && completionFor(item, client),
  answer: ({ workspace }, item) => {
    const spec = item.data && workspace.spec(item.data.uri);
    const value = spec && item.data && nameText(spec.analysis, item.data.thing);
    return value === undefined ? item : { ...item, documentation: { kind: 'markdown', value } };
  },
});

interface ItemContext {
  readonly doc: TextDocument;
  /** Position in the list: the core sorts by relevance, and editors sort by `sortText`. */
  readonly rank: number;
  /** Whether the client supports snippets. */
  readonly snippets: boolean;
}

/** Converts a completion of the core to LSP. */
function toItem(item: Completion, { doc, rank, snippets }: ItemContext): CompletionItem {
  const hasStops = item.snippet && snippets;
  const newText = item.snippet && !snippets ? withoutStops(item.insert) : item.insert;
  return {
    label: item.label,
    kind: KINDS[item.kind],
    sortText: String(rank).padStart(6, '0'),
    filterText: item.label,
    insertTextFormat: hasStops ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range: toRange(doc, item.replaces), newText },
    ...(item.reindents && {
      additionalTextEdits: [{ range: toRange(doc, item.reindents), newText: BODY_INDENT }],
    }),
    ...(item.detail && { detail: item.detail }),
    ...(item.doc && { documentation: { kind: 'markdown' as const, value: item.doc } }),
    ...(item.docSymbol && { data: { uri: doc.uri, thing: item.docSymbol } satisfies DeferredDoc }),
    ...(item.commit && { commitCharacters: [...item.commit] }),
    ...(item.preselect && { preselect: true }),
  };
}
