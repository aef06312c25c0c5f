// The shared settings of the files of a command: `.kynml.json` in their folder or above.
import { dirname } from '../../../src-shared/host/paths';
import { defaultOptions, type Options } from '../../../src-shared/kyn/catalogue/options';
import { settingsSearch } from '../../../src-shared/repro/settings/findSettings';
import { noSharedSettings, type SharedSettings } from '../../../src-shared/repro/settings/sharedSettings';
import { NO_RESOURCES, type SlurmResources } from '../../../src-shared/repro/settings/slurmResources';
import { relativePath } from './cliPaths';
import type { CliEnvironment } from './command';

/**
 * Settings with the absolute path of their file, without one where there is none; and the options for an analysis. `problem`: a sentence that states why
 * those of the file are not used.
 */
export interface ProjectSettings {
  readonly path?: string;
  readonly settings: SharedSettings;
  readonly options: Options;
  /** What runs request from Slurm. */
  readonly slurm: SlurmResources;
  readonly problem?: string;
}

/** The settings for a file or, without one, for the working folder. */
export type SettingsOf = (file: string | undefined) => Promise<ProjectSettings>;

/** The settings of a command, during which their files count as unchanged. */
export function createSettings({ host, io }: Pick<CliEnvironment, 'host' | 'io'>): SettingsOf {
  const find = settingsSearch(host);
  const known = new Map<string, Promise<ProjectSettings>>();
  const read = async (path: string): Promise<ProjectSettings> => {
    // Loaded on demand, because the schemas take time to load and most projects have no settings.
    const { readSettings } = await import('../../../src-shared/repro/settings/readSettings');
    const found = readSettings(host, path);
    if (found.ok) {
      const { settings, slurm } = found;
      return { path, settings, slurm, options: { ...defaultOptions, extraWords: settings.extraWords } };
    }
    return { ...NONE, path, problem: problemText(relativePath(io.cwd, path), found.problem) };
  };
  return async file => {
    const path = find(file === undefined ? io.cwd : dirname(file));
    if (path === undefined) return NONE;
    const settings = known.get(path) ?? read(path);
    known.set(path, settings);
    return settings;
  };
}

const NONE: ProjectSettings = { settings: noSharedSettings, options: defaultOptions, slurm: NO_RESOURCES };

const problemText = (label: string, problem: string): string =>
  `${label} ${problem}, so its settings are not used. \`kyn check ${label}\` shows what is wrong. Correct it, or remove the file.`;
