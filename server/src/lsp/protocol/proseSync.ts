// Texts for people are synchronized for their references to specs and runs. Only the features that these need are registered for them, so nothing else of KynML
// runs there, and only with a client that can send documents for some features.
import type { Connection, DocumentFilter, TextDocumentClientCapabilities } from 'vscode-languageserver';
import { uriOf } from '../base/convert';
import { CELL_SCHEME, PROSE_LANGUAGES } from '../base/isProse';
import {
  BulkRegistration,
  CodeActionKind,
  CodeActionRequest,
  DocumentDiagnosticRequest,
  HoverRequest,
} from '../base/languageServer';
import { addSync } from './generatedScriptSync';

/** Whether a client can send texts for these features only. */
export const supportsProseSync = (capabilities: TextDocumentClientCapabilities | undefined): boolean =>
  [
    capabilities?.synchronization,
    capabilities?.documentLink,
    capabilities?.hover,
    capabilities?.diagnostic,
    capabilities?.codeAction,
  ].every(capability => capability?.dynamicRegistration === true);

/** The texts on the file systems of workspace folders. */
export function proseSelector(folders: readonly string[]): DocumentFilter[] {
  const schemes = [...new Set(folders.map(folder => uriOf(folder).split(':', 1)[0] ?? ''))];
  return [
    ...schemes.flatMap(scheme => [
      ...PROSE_LANGUAGES.map(language => ({ language, scheme })),
      { language: 'plaintext', scheme, pattern: '**/{README,Readme,readme}*' },
    ]),
    { language: 'markdown', scheme: CELL_SCHEME },
    { language: 'python', scheme: CELL_SCHEME },
  ];
}

/** Registers texts with the client, without their links (references/linkRefresh.ts). */
export function registerProseSync({ client }: Connection, documentSelector: DocumentFilter[]): Promise<unknown> {
  const all = BulkRegistration.create();
  addSync(all, documentSelector);
  all.add(HoverRequest.type, { documentSelector });
  all.add(CodeActionRequest.type, { documentSelector, codeActionKinds: [CodeActionKind.QuickFix] });
  const pull = { identifier: 'kynml', interFileDependencies: false, workspaceDiagnostics: false };
  all.add(DocumentDiagnosticRequest.type, { documentSelector, ...pull });
  return client.register(all);
}
