// The answer to `initialize`: what all features offer to a client.
import type { InitializeResult } from 'vscode-languageserver';
import { TextDocumentSyncKind } from './base/languageServer';
import { features } from './features';
import type { Capabilities } from './protocol/clientCapabilities';

/** The answer. `version`: that of the product. */
export function initializeResult(version: string, client: Capabilities): InitializeResult {
  return {
    serverInfo: { name: 'kynml', version },
    capabilities: Object.assign(
      {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
      ...features.map(({ capabilities: offer }) => (typeof offer === 'function' ? offer(client) : offer)),
    ),
  };
}
