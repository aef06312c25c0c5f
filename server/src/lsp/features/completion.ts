// Completion in specs. What can be written is the core's business; here it becomes LSP.
import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionParams,
  InsertTextFormat,
} from 'vscode-languageserver';
import { type Completion, complete } from '../../../../src-shared/kyn/complete';
import { toRange } from '../convert';
import { lspFeature } from '../feature';

const KINDS: Readonly<Record<Completion['kind'], CompletionItemKind>> = {
  keyword: CompletionItemKind.Keyword,
  key: CompletionItemKind.Property,
  word: CompletionItemKind.EnumMember,
  call: CompletionItemKind.Function,
  name: CompletionItemKind.Class,
  param: CompletionItemKind.Variable,
  layer: CompletionItemKind.Method,
  constant: CompletionItemKind.Constant,
};

/** `textDocument/completion`. */
export const completion = lspFeature<CompletionParams, CompletionItem[]>({
  method: 'textDocument/completion',
  capabilities: { completionProvider: { triggerCharacters: ['$', '=', ' ', '[', '('] } },
  fallback: [],
  answer: ({ workspace }, { textDocument: { uri }, position }) => {
    const spec = workspace.spec(uri);
    if (!spec) return [];
    const { doc, analysis } = spec;
    return complete(analysis, doc.offsetAt(position)).map((c, i) => ({
      label: c.label,
      kind: KINDS[c.kind],
      sortText: String(i).padStart(3, '0'),
      filterText: c.label,
      insertTextFormat: c.snippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
      textEdit: { range: toRange(doc, c.replaces), newText: c.insert },
      ...(c.detail && { detail: c.detail }),
      ...(c.doc && { documentation: { kind: 'markdown' as const, value: c.doc } }),
    }));
  },
});
