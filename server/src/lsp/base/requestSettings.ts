import type { Connection } from 'vscode-languageserver';
import type { ServerSettings } from '../../../../src-shared/protocol/settings';
import { uriOf } from './convert';
import { guard } from './guard';
import { mergeSettings } from './settings';

/** The settings of a client: general ones, and those of each folder by its path. */
export interface ClientSettings {
  readonly general: ServerSettings;
  readonly byFolder: ReadonlyMap<string, ServerSettings>;
}

/**
 * Requests the settings from a client that can be asked. Never rejects; settings that cannot be read are those of `sent`, the section that the client sent,
 * or have their defaults.
 */
export async function requestSettings(
  connection: Connection,
  folders: readonly string[],
  sent: unknown,
): Promise<ClientSettings> {
  const items = [{ section: 'kynml' }, ...folders.map(folder => ({ section: 'kynml', scopeUri: uriOf(folder) }))];
  const sections: unknown[] = await guard(connection.console, 'Reading the settings', [], () =>
    connection.workspace.getConfiguration(items),
  );
  const [general = mergeSettings(sent), ...ofFolders] = sections.map(section => mergeSettings(section ?? sent));
  return { general, byFolder: new Map(ofFolders.map((settings, i) => [folders[i] ?? '', settings])) };
}
