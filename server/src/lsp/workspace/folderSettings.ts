// Settings of a folder: those of the client, those that its project shares, and the form of the analysis.
import { defaultOptions, type Options } from '../../../../src-shared/kyn/catalogue/options';
import type { ServerSettings } from '../../../../src-shared/protocol/settings';
import { type SharedSettings, withPrecedence } from '../../../../src-shared/repro/settings/sharedSettings';
import { compileGlobs, type Glob } from '../../../../src-shared/text/glob';
import type { FolderOfSettings } from './projectSettings';

/** Settings, and in the form of the analysis. */
export interface FolderSettings {
  readonly settings: ServerSettings;
  readonly options: Options;
  /** The patterns of `artifacts.ignore`, compiled once for all files. */
  readonly isIgnored: Glob;
  /** The folder that the patterns start from; absent for those of the client, which start from the workspace folder. */
  readonly ignoreFolder?: string;
}

/** Prepares settings, once for each change of them. */
export function folderSettings(settings: ServerSettings): FolderSettings {
  const { unknownWords, extra } = settings.catalog;
  // Settings arrive after the first document. The default options keep their identity, so that default settings cost no second analysis.
  const { metricDirections } = settings.runs;
  const hasDirections = Object.keys(metricDirections).length > 0;
  const isDefault =
    unknownWords === defaultOptions.unknownWords && Object.values(extra).every(list => !list?.length) && !hasDirections;
  const chosen: Options = {
    unknownWords: unknownWords === 'information' ? ('info' as const) : unknownWords,
    extraWords: extra,
    ...(hasDirections && { metricDirections }),
  };
  return {
    settings,
    options: isDefault ? defaultOptions : chosen,
    isIgnored: compileGlobs(settings.artifacts.ignore),
  };
}

/** Settings of the client with those that a project shares. Where both set something, the client's count. */
export function withProject(
  { settings }: FolderSettings,
  { folder, settings: shared }: FolderOfSettings,
): FolderSettings {
  const own = sharedOf(settings);
  const { extraWords, policy, ignore, headlineMetric, metricDirections } = withPrecedence(own, shared);
  return {
    ...folderSettings({
      ...settings,
      catalog: { ...settings.catalog, extra: extraWords },
      policy,
      artifacts: { ignore },
      runs: { ...settings.runs, headlineMetric, metricDirections },
    }),
    ...(own.ignore.length === 0 && { ignoreFolder: folder }),
  };
}

const sharedOf = ({ catalog, policy, artifacts, runs }: ServerSettings): SharedSettings => ({
  extraWords: catalog.extra,
  policy,
  ignore: artifacts.ignore,
  headlineMetric: runs.headlineMetric,
  metricDirections: runs.metricDirections,
});
