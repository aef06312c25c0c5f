// Starts the language server when the extension is active: loading the client library takes longer than all the rest of the activation.
import * as vscode from 'vscode';
import type { ClientContext } from '../base/clientContext';
import { isBrowser } from '../base/isBrowser';
import type { Logs } from '../base/log';
import type { Client, ServerHandlers } from './languageClient';
import { loadBundle } from './loadBundle';

/** The part of the language client that the rest of the extension uses. */
export type Server = Pick<ClientContext, 'request' | 'onChanged'> & {
  /** Stops the server. Resolves when it has stopped; never rejects. */
  dispose(): Promise<void>;
};

/** Starts the server in its own process, or in a worker of a browser. Earlier requests wait until it is ready; requests after the disposal are rejected. */
export function startServer(extension: vscode.ExtensionContext, logs: Logs): Server {
  const changed = new vscode.EventEmitter<readonly string[]>();
  const closing = new AbortController();
  const request: Server['request'] = async (...parts) => (await client).request(...parts);
  const handlers: ServerHandlers = {
    changed: uris => changed.fire(uris),
    tool: async uri => (await import('../tasks/answerToolRequest')).answerToolRequest(request, uri),
  };
  const client = load(extension, logs, handlers, closing.signal);
  client.catch(error => closing.signal.aborted || logs.log.error('language server', String(error)));
  return {
    request,
    onChanged: changed.event,
    dispose: async () => {
      closing.abort();
      changed.dispose();
      await client.then(
        ({ dispose }) => dispose(),
        () => undefined,
      );
    },
  };
}

async function load(
  extension: vscode.ExtensionContext,
  logs: Logs,
  handlers: ServerHandlers,
  closing: AbortSignal,
): Promise<Client> {
  await new Promise(resolve => setTimeout(resolve, 0));
  const { startLanguageClient } = isBrowser ? await loadBundle(extension) : await import('./languageClient');
  // The extension may have been closed in the meantime.
  closing.throwIfAborted();
  return startLanguageClient(extension, logs, handlers);
}
