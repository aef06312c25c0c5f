// What the server registers when a client is ready, besides watchers: for some documents, or for some settings.
import type { Connection } from 'vscode-languageserver';
import { DidChangeConfigurationNotification } from '../base/languageServer';
import type { Capabilities } from './clientCapabilities';
import { registerFormatters } from './formatters';
import { registerScriptSync } from './generatedScriptSync';
import { proseSelector, registerProseSync } from './proseSync';

/** Registers what the client supports, for workspace folders. A client that refuses is served without it. */
export function registerFor(connection: Connection, capabilities: Capabilities, folders: readonly string[]): void {
  if (capabilities.scriptSync) registerScriptSync(connection).catch(() => undefined);
  if (capabilities.proseSync) registerProseSync(connection, proseSelector(folders)).catch(() => undefined);
  registerFormatters(connection, capabilities);
  if (capabilities.dynamic.configuration)
    connection.client.register(DidChangeConfigurationNotification.type, { section: 'kynml' }).catch(() => undefined);
}
