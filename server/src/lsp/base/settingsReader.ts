// The settings of a client: those that it sends, and those that it answers when it is asked.
import type { Connection } from 'vscode-languageserver';
import type { ServerSettings } from '../../../../src-shared/protocol/settings';
import { uriOf } from './convert';
import { guard } from './guard';
import { MessageType, ShowMessageNotification } from './languageServer';
import { beyondLimits } from './settingLimits';
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
  private readonly noticed = new Set<string>();

  /** What a client sends at its start: the section `kynml`, or settings with this section. */
  start(settings: unknown): void {
    this.sent = sectionIn(settings) ?? settings;
  }

  /** What a client sends when its settings change. Settings without the section say nothing about it. */
  receive(settings: unknown): void {
    this.sent = sectionIn(settings) ?? this.sent;
  }

  /**
   * The settings now; undefined if the client has none. Never rejects. Where an asked client has no settings, those that it sent count. Which settings are
   * beyond their limits is shown to the user, each once.
   */
  async read({ connection, folders, canBeAsked }: Asked): Promise<ClientSettings | undefined> {
    const { sent } = this;
    const answers = canBeAsked ? await requestSections(connection, folders) : [];
    if (!canBeAsked && sent === undefined) return undefined;
    const [general = sent, ...ofFolders] = answers.map(section => section ?? sent);
    this.notice(connection, [general, ...ofFolders]);
    const settings = ofFolders.map((section, i) => [folders[i] ?? '', mergeSettings(section)] as const);
    return { general: mergeSettings(general), byFolder: new Map(settings) };
  }

  private notice(connection: Connection, sections: readonly unknown[]): void {
    for (const message of sections.flatMap(beyondLimits)) {
      if (this.noticed.has(message)) continue;
      this.noticed.add(message);
      void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
    }
  }
}

// Settings that cannot be read have their defaults.
function requestSections(connection: Connection, folders: readonly string[]): Promise<unknown[]> {
  const items = [{ section: 'kynml' }, ...folders.map(folder => ({ section: 'kynml', scopeUri: uriOf(folder) }))];
  return guard<unknown[]>(connection.console, 'Reading the settings', [], () =>
    connection.workspace.getConfiguration(items),
  );
}
