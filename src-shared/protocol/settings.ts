// The settings of the user as they cross from an editor to the server. Names and defaults are those of package.json.

/** How a word that the documentation does not name (layer, loss, metric, ...) is reported. */
export type UnknownWordSeverity = 'error' | 'warning' | 'information' | 'off';

/** Which inlay hints are shown. */
export interface InlayHintSettings {
  /** The output width of a layer. */
  readonly shapes: boolean;
  /** The parameters of a layer. */
  readonly parameterCounts: boolean;
  /** The parameters of a whole model. */
  readonly modelTotals: boolean;
  /** The value behind `$name`. */
  readonly paramValues: boolean;
}

/** `kynml.policy`: severities of rows by their name, and under `strict` whether every warn counts as an error. */
export type PolicySetting = Readonly<Record<string, 'info' | 'warn' | 'error' | boolean>>;

/** Settings under `kynml.*` that the language server reads. */
export interface ServerSettings {
  /** The kynml tool: a program, or a list of program and arguments; empty when unset. Not read where the client finds the tool. */
  readonly command: string | readonly string[];
  readonly validate: {
    /** Whether `kynml validate` runs after a save. */
    readonly onSave: boolean;
  };
  readonly lock: {
    /** Lock of last resort, absolute or relative to the workspace folder; empty when unset. */
    readonly path: string;
  };
  readonly catalog: {
    readonly unknownWords: UnknownWordSeverity;
    /** Words to accept besides the catalogue, by category (`activation`, `loss`, ...). */
    readonly extra: Readonly<Record<string, readonly string[]>>;
  };
  /** How serious a difference between two artifacts is, where it is not what the table says. */
  readonly policy: PolicySetting;
  readonly artifacts: {
    /** Files that are no artifacts, whatever they look like: patterns for paths relative to the workspace folder. */
    readonly ignore: readonly string[];
  };
  readonly inlayHints: InlayHintSettings;
  readonly format: {
    /** Formatting leaves out keys that are set to their documented default. */
    readonly dropDefaults: boolean;
  };
}

/** What holds where an editor sends nothing. */
export const defaultSettings: ServerSettings = {
  command: '',
  validate: { onSave: false },
  lock: { path: '' },
  catalog: { unknownWords: 'warning', extra: {} },
  policy: {},
  artifacts: { ignore: [] },
  inlayHints: { shapes: true, parameterCounts: true, modelTotals: true, paramValues: true },
  format: { dropDefaults: false },
};

/** `initializationOptions` of the language server; every key may be absent (plain LSP clients send none). */
export interface InitializationOptions {
  /** The client has the commands of `commands.ts`, so lenses and fixes may name them. */
  readonly commands?: boolean;
  /** The workspace is trusted: read-only git may run, and `kynml validate` where the setting asks for it. */
  readonly trusted?: boolean;
  /** The client answers `kynml/tool`; else the server looks for the tool itself. */
  readonly tools?: boolean;
  /** The client shows contributed JSON schemas itself (hover on fields by file name). */
  readonly jsonSchemas?: boolean;
}
