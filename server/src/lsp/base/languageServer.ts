// Numbers and words of the protocol that the server uses. Those of `vscode-languageserver` are namespaces with functions, which stay in a bundle whether they are
// used or not. The compiler and test/lsp/languageServer.test.ts compare the values with those of the library.
import type * as lsp from 'vscode-languageserver';

export { AbstractMessageWriter, ResponseError } from 'vscode-jsonrpc';

export const CodeActionKind = {
  QuickFix: 'quickfix',
  RefactorExtract: 'refactor.extract',
  RefactorInline: 'refactor.inline',
  RefactorRewrite: 'refactor.rewrite',
  Source: 'source',
  SourceFixAll: 'source.fixAll',
} as const satisfies Partial<typeof lsp.CodeActionKind>;
export type CodeActionKind = lsp.CodeActionKind;

export const CompletionItemKind = {
  Text: 1,
  Method: 2,
  Function: 3,
  Field: 5,
  Variable: 6,
  Class: 7,
  Property: 10,
  Keyword: 14,
  Snippet: 15,
  File: 17,
  Reference: 18,
  Folder: 19,
  EnumMember: 20,
  Constant: 21,
} as const satisfies Partial<typeof lsp.CompletionItemKind>;
export type CompletionItemKind = lsp.CompletionItemKind;

export const DiagnosticSeverity = {
  Error: 1,
  Warning: 2,
  Information: 3,
  Hint: 4,
} as const satisfies Partial<typeof lsp.DiagnosticSeverity>;
export type DiagnosticSeverity = lsp.DiagnosticSeverity;

export const DiagnosticTag = { Unnecessary: 1 } as const satisfies Partial<typeof lsp.DiagnosticTag>;

export const DocumentDiagnosticReportKind = {
  Full: 'full',
  Unchanged: 'unchanged',
} as const satisfies Partial<typeof lsp.DocumentDiagnosticReportKind>;

export const DocumentHighlightKind = {
  Read: 2,
  Write: 3,
} as const satisfies Partial<typeof lsp.DocumentHighlightKind>;

export const ErrorCodes = {
  ParseError: -32700,
  InvalidRequest: -32600,
  MethodNotFound: -32601,
  ServerNotInitialized: -32002,
} as const satisfies Partial<typeof lsp.ErrorCodes>;

export const FileChangeType = { Deleted: 3 } as const satisfies Partial<typeof lsp.FileChangeType>;

export const FoldingRangeKind = {
  Comment: 'comment',
  Imports: 'imports',
} as const satisfies Partial<typeof lsp.FoldingRangeKind>;

export const InlayHintKind = { Type: 1, Parameter: 2 } as const satisfies Partial<typeof lsp.InlayHintKind>;
export type InlayHintKind = lsp.InlayHintKind;

export const InsertTextFormat = { PlainText: 1, Snippet: 2 } as const satisfies Partial<typeof lsp.InsertTextFormat>;

export const LSPErrorCodes = {
  RequestFailed: -32803,
  RequestCancelled: -32800,
} as const satisfies Partial<typeof lsp.LSPErrorCodes>;

export const MarkupKind = { Markdown: 'markdown' } as const satisfies Partial<typeof lsp.MarkupKind>;
export type MarkupKind = lsp.MarkupKind;

export const MessageType = { Error: 1, Warning: 2, Info: 3, Log: 4 } as const satisfies Partial<typeof lsp.MessageType>;
export type MessageType = lsp.MessageType;

export const SymbolKind = {
  File: 1,
  Module: 2,
  Namespace: 3,
  Class: 5,
  Method: 6,
  Property: 7,
  Field: 8,
  Function: 12,
  Constant: 14,
  String: 15,
  Number: 16,
  Boolean: 17,
  Array: 18,
  Null: 21,
  Struct: 23,
  Event: 24,
} as const satisfies Partial<typeof lsp.SymbolKind>;
export type SymbolKind = lsp.SymbolKind;

export const TextDocumentSyncKind = { Incremental: 2 } as const satisfies Partial<typeof lsp.TextDocumentSyncKind>;

export const WatchKind = { Create: 1, Change: 2, Delete: 4 } as const satisfies Partial<typeof lsp.WatchKind>;
