// What the server registers when a client is ready, besides watchers: for some documents, or for some settings.
import type { Connection } from '../base/connection';
import type { Capabilities } from './clientCapabilities';
import { registerFormatters } from './formatters';
import { registerScriptSync } from './generatedScriptSync';

/** Registers what the client supports. A client that refuses is served without it. */
export function registerFor(connection: Connection, capabilities: Capabilities): void {
  if (capabilities.scriptSync) registerScriptSync(connection).catch(() => undefined);
  registerFormatters(connection, capabilities);
  if (capabilities.dynamic.configuration)
    connection.register({ 'workspace/didChangeConfiguration': { section: 'kynml' } }).catch(() => undefined);
}
