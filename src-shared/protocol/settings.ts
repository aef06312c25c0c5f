// The settings of the user as they cross from an editor to the server. Names and defaults are those of package.json.

/** How a word that the documentation does not name (layer, loss, metric, ...) is reported. */
export type UnknownWordSeverity = 'error' | 'warning' | 'information' | 'off';

/** Settings under `kynml.*` that the language server reads. */
export interface ServerSettings {
  readonly lock: {
    /** Lock of last resort, absolute or relative to the workspace folder; empty when unset. */
    readonly path: string;
  };
  readonly catalog: {
    readonly unknownWords: UnknownWordSeverity;
    /** Words to accept besides the catalogue, by category (`activation`, `loss`, ...). */
    readonly extra: Readonly<Record<string, readonly string[]>>;
  };
}

/** What holds where an editor sends nothing. */
export const defaultSettings: ServerSettings = {
  lock: { path: '' },
  catalog: { unknownWords: 'warning', extra: {} },
};

/** `initializationOptions` of the language server; every key may be absent (plain LSP clients send none). */
export interface InitializationOptions {
  /** The client has the commands of `commands.ts`, so lenses and fixes may name them. */
  readonly commands?: boolean;
  /** The workspace is trusted: read-only git may run. */
  readonly trusted?: boolean;
  /** The client shows contributed JSON schemas itself (hover on fields by file name). */
  readonly jsonSchemas?: boolean;
}
