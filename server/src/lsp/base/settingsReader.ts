// The settings of a client: those that it sends, and those that it answers when it is asked.
import type { Connection } from 'vscode-languageserver';
import type { ServerSettings } from '../../../../src-shared/protocol/settings';
import { uriOf } from './convert';
import { guard } from './guard';
import { mergeSettings, sectionIn } from './settings';

/** The settings of a client: general ones, and those of each folder by its path. */
export interface ClientSettings {
  readonly general: ServerSettings;
  readonly byFolder: ReadonlyMap<string, ServerSettings>;
}

/** Whom to ask for settings, and about which folders. */
interface Asked {
  readonly connection: Connection;
  readonly folders: readonly string[];
  readonly canBeAsked: boolean;
}

/** Knows what a client sent without being asked. */
export class SettingsReader {
  private sent: unknown;

  /** What a client sends at its start: the section `kynml`, or settings with this section. */
  start(settings: unknown): void {
    this.sent = sectionIn(settings) ?? settings;
  }

  /** What a client sends when its settings change. Settings without the section say nothing about it. */
  receive(settings: unknown): void {
    this.sent = sectionIn(settings) ?? this.sent;
  }

  /** The settings now; undefined if the client has none. Never rejects. Where an asked client has no settings, those that it sent count. */
  async read({ connection, folders, canBeAsked }: Asked): Promise<ClientSettings | undefined> {
    const { sent } = this;
    if (canBeAsked) return requestSettings(connection, folders, sent);
    return sent === undefined ? undefined : { general: mergeSettings(sent), byFolder: new Map() };
  }
}

// Settings that cannot be read have their defaults.
async function requestSettings(
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
