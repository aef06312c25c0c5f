// What a client tells the server without waiting for an answer.
import type {
  DidChangeConfigurationParams,
  DidChangeTextDocumentParams,
  DidChangeWatchedFilesParams,
  DidChangeWorkspaceFoldersParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
  DidSaveTextDocumentParams,
} from 'vscode-languageserver';

/** The parameters of each notification that the server receives. */
export interface ClientNotifications {
  readonly initialized: unknown;
  readonly 'kynml/trusted': unknown;
  readonly 'textDocument/didChange': DidChangeTextDocumentParams;
  readonly 'textDocument/didClose': DidCloseTextDocumentParams;
  readonly 'textDocument/didOpen': DidOpenTextDocumentParams;
  readonly 'textDocument/didSave': DidSaveTextDocumentParams;
  readonly 'workspace/didChangeConfiguration': DidChangeConfigurationParams;
  readonly 'workspace/didChangeWatchedFiles': DidChangeWatchedFilesParams;
  readonly 'workspace/didChangeWorkspaceFolders': DidChangeWorkspaceFoldersParams;
}
