// Settings of a folder as the client sent them, and in the form of the analysis.
import { defaultOptions, type Options } from '../../../../src-shared/kyn/catalogue/options';
import type { ServerSettings } from '../../../../src-shared/protocol/settings';
import { compileGlobs, type Glob } from '../../../../src-shared/text/glob';

/** Settings as the client sent them, and in the form of the analysis. */
export interface FolderSettings {
  readonly settings: ServerSettings;
  readonly options: Options;
  /** The patterns of `artifacts.ignore`, compiled once for all files. */
  readonly isIgnored: Glob;
}

/** Prepares settings, once for each change of them. */
export function folderSettings(settings: ServerSettings): FolderSettings {
  const { unknownWords, extra } = settings.catalog;
  // Settings arrive after the first document. The default options keep their identity, so that default settings cost no second analysis.
  const isDefault = unknownWords === defaultOptions.unknownWords && Object.values(extra).every(list => !list?.length);
  const chosen: Options = {
    unknownWords: unknownWords === 'information' ? ('info' as const) : unknownWords,
    extraWords: extra,
  };
  return {
    settings,
    options: isDefault ? defaultOptions : chosen,
    isIgnored: compileGlobs(settings.artifacts.ignore),
  };
}
