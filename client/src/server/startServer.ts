// Starts the language server when the extension is active: loading the client library takes longer than all the rest of the activation.
import * as vscode from 'vscode';
import type { ClientContext } from '../base/clientContext';
import type { Logs } from '../base/log';
import { answerToolRequest } from '../tasks/answerToolRequest';
import type { ServerHandlers } from './languageClient';

/** The part of the language client that the rest of the extension uses. */
export type Server = Pick<ClientContext, 'request' | 'onChanged'> & vscode.Disposable;

/** Starts the server in its own process. Earlier requests wait until it is ready. */
export function startServer(extension: vscode.ExtensionContext, logs: Logs): Server {
  const changed = new vscode.EventEmitter<readonly string[]>();
  const client = load(extension, logs, { changed: uris => changed.fire(uris), tool: answerToolRequest });
  client.catch(error => logs.log.error('language server', String(error)));
  return {
    request: async (...request) => (await client).request(...request),
    onChanged: changed.event,
    dispose: () => {
      changed.dispose();
      return client.then(
        ({ dispose }) => dispose(),
        () => undefined,
      );
    },
  };
}

async function load(extension: vscode.ExtensionContext, logs: Logs, handlers: ServerHandlers) {
  await new Promise(resolve => setImmediate(resolve));
  const { startLanguageClient } = await import('./languageClient');
  return startLanguageClient(extension, logs, handlers);
}
