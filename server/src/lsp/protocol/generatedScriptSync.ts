// Python files come from the client for the few that a compiler wrote, DLM documents for the lens on their first line. So they are asked for with the features that those need and no other: our
// formatter or tokens must not stand beside those of a Python extension.
import {
  BulkRegistration,
  CodeLensRequest,
  type Connection,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  DocumentDiagnosticRequest,
  HoverRequest,
  type TextDocumentClientCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { fileFormatOf } from '../../../../src-shared/artifacts/detect';
import { scriptConstant } from '../../../../src-shared/artifacts/fileFormat';
import type { Workspace } from '../workspace/workspace';

const documentSelector = [
  { language: 'python', scheme: 'file' },
  { scheme: 'file', pattern: '**/*.dlm' },
];

/** Whether a client can send one kind of documents for some features alone. */
export const supportsScriptSync = (can: TextDocumentClientCapabilities | undefined): boolean =>
  [can?.synchronization, can?.codeLens, can?.hover, can?.diagnostic].every(
    ability => ability?.dynamicRegistration === true,
  );

/** Asks the client for scripts. */
export function registerScriptSync({ client }: Connection): Promise<unknown> {
  const all = BulkRegistration.create();
  all.add(DidOpenTextDocumentNotification.type, { documentSelector });
  all.add(DidChangeTextDocumentNotification.type, { documentSelector, syncKind: TextDocumentSyncKind.Incremental });
  all.add(DidSaveTextDocumentNotification.type, { documentSelector, includeText: false });
  all.add(DidCloseTextDocumentNotification.type, { documentSelector });
  all.add(CodeLensRequest.type, { documentSelector, resolveProvider: false });
  all.add(HoverRequest.type, { documentSelector });
  const pull = { identifier: 'kynml', interFileDependencies: true, workspaceDiagnostics: false };
  all.add(DocumentDiagnosticRequest.type, { documentSelector, ...pull });
  return client.register(all);
}

/** Whether an open document is a script that no compiler of ours wrote: nothing depends on it, and nothing is told of it. */
export const isNotGenerated = (workspace: Workspace, uri: string): boolean =>
  fileFormatOf(uri) === scriptConstant && workspace.artifact(uri) === undefined;
