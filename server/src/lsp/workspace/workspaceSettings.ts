// The settings of each file: those that the client sent for its folder, with those that its project shares.
import type { Host } from '../../../../src-shared/host/host';
import { dirname } from '../../../../src-shared/host/paths';
import { defaultSettings, type ServerSettings } from '../../../../src-shared/protocol/settings';
import { type FolderSettings, folderSettings, withProject } from './folderSettings';
import { type FolderOfSettings, ProjectSettings, type SettingsTrust } from './projectSettings';

/** The folders that settings depend on. */
interface Folders extends SettingsTrust {
  folderOf(path: string): string | undefined;
}

/** The settings of a workspace. */
export class WorkspaceSettings {
  /** Of the projects. */
  readonly projects: ProjectSettings;
  private general: FolderSettings = folderSettings(defaultSettings);
  private byFolder: ReadonlyMap<string, FolderSettings> = new Map();
  private readonly combinations = new WeakMap<FolderOfSettings, { client: FolderSettings; both: FolderSettings }>();

  constructor(
    host: Host,
    private readonly workspace: Folders,
  ) {
    this.projects = new ProjectSettings(host, workspace);
  }

  /** The client's settings changed; `byFolder` contains those of each folder. */
  configure(settings: ServerSettings, byFolder: ReadonlyMap<string, ServerSettings>): void {
    // Editors send unchanged settings often. Analyses are reused by the identity of their options, so unchanged options keep it.
    const reuse = (before: FolderSettings | undefined, now: ServerSettings): FolderSettings =>
      before && isSame(now, before.settings) ? before : folderSettings(now);
    this.general = reuse(this.general, settings);
    this.byFolder = new Map(
      [...byFolder].map(([folder, ofFolder]) => [folder, reuse(this.byFolder.get(folder), ofFolder)]),
    );
  }

  /** The settings for a file; without one those for all files, with the project of the first folder. */
  of(path: string | undefined): FolderSettings {
    const [first] = this.workspace.folders;
    const place = path === undefined ? first : dirname(path);
    const ofClient = this.ofClient(path);
    const ofProject = place === undefined ? undefined : this.projects.of(place);
    return ofProject ? this.combined(ofClient, ofProject) : ofClient;
  }

  /** Those that the client sent for a file. They need no search for a project, which takes time in each folder. */
  ofClient(path: string | undefined): FolderSettings {
    const folder = path === undefined ? undefined : this.workspace.folderOf(path);
    return (folder === undefined ? undefined : this.byFolder.get(folder)) ?? this.general;
  }

  private combined(client: FolderSettings, project: FolderOfSettings): FolderSettings {
    const known = this.combinations.get(project);
    if (known?.client === client) return known.both;
    const both = withProject(client, project);
    this.combinations.set(project, { client, both });
    return both;
  }
}

const isSame = (a: ServerSettings, b: ServerSettings): boolean => JSON.stringify(a) === JSON.stringify(b);
