// The language client of an extension host with Node: the server is a process.
import type { ExtensionContext } from 'vscode';
import { LanguageClient, type LanguageClientOptions, TransportKind } from 'vscode-languageclient/node';

/** A client that starts the server in its own process. */
export function createClient(extension: ExtensionContext, options: LanguageClientOptions): LanguageClient {
  const module = extension.asAbsolutePath('dist/server.js');
  return new LanguageClient('kynml', 'KynML', { module, transport: TransportKind.ipc }, options);
}
