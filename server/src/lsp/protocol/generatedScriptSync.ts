// Python files are synchronized for the few that a compiler generated, DLM documents for the lens on their first line and the outline. Only the features that these
// need are registered for them: KynML's formatter and tokens must not compete with those of a Python extension.
import type {
  Connection,
  DocumentSelector,
  BulkRegistration as Registrations,
  TextDocumentClientCapabilities,
} from 'vscode-languageserver';
import { fileFormatOf } from '../../../../src-shared/artifacts/detect';
import { scriptConstant } from '../../../../src-shared/artifacts/fileFormat';
import {
  BulkRegistration,
  CodeLensRequest,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  DocumentDiagnosticRequest,
  DocumentSymbolRequest,
  HoverRequest,
  TextDocumentSyncKind,
} from '../base/languageServer';
import type { WorkspaceView } from '../workspace/workspaceView';

const DLM = { scheme: 'file', pattern: '**/*.dlm' };
const documentSelector = [{ language: 'python', scheme: 'file' }, DLM];

/** Whether a client can send one kind of documents for some features only. */
export const supportsScriptSync = (capabilities: TextDocumentClientCapabilities | undefined): boolean =>
  [
    capabilities?.synchronization,
    capabilities?.codeLens,
    capabilities?.hover,
    capabilities?.diagnostic,
    capabilities?.documentSymbol,
  ].every(capability => capability?.dynamicRegistration === true);

/** Registers Python files and DLM documents with the client. */
export function registerScriptSync({ client }: Connection): Promise<unknown> {
  const all = BulkRegistration.create();
  addSync(all, documentSelector);
  all.add(CodeLensRequest.type, { documentSelector, resolveProvider: false });
  all.add(HoverRequest.type, { documentSelector });
  all.add(DocumentSymbolRequest.type, { documentSelector: [DLM] });
  const pull = { identifier: 'kynml', interFileDependencies: true, workspaceDiagnostics: false };
  all.add(DocumentDiagnosticRequest.type, { documentSelector, ...pull });
  return client.register(all);
}

/** Adds the notifications about the text of documents. */
export function addSync(all: Registrations, documentSelector: DocumentSelector): void {
  all.add(DidOpenTextDocumentNotification.type, { documentSelector });
  all.add(DidChangeTextDocumentNotification.type, { documentSelector, syncKind: TextDocumentSyncKind.Incremental });
  all.add(DidSaveTextDocumentNotification.type, { documentSelector, includeText: false });
  all.add(DidCloseTextDocumentNotification.type, { documentSelector });
}

/** Whether an open document is a script that was not generated from a spec: nothing depends on it, so its changes are ignored. */
export const isUnrelatedScript = (workspace: WorkspaceView, uri: string): boolean =>
  fileFormatOf(uri) === scriptConstant && workspace.artifact(uri) === undefined;
