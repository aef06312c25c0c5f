// The user's settings, as an editor sends them to the server. Names and defaults are those of package.json.

/** The severity of a word that is not documented (layer, loss, metric, ...). */
export type UnknownWordSeverity = 'error' | 'warning' | 'information' | 'off';

/** `kynml.diagnostics.scope`. */
export type DiagnosticsScope = 'workspace' | 'openFiles';

/** `kynml.compiler`: what trains and compiles. */
export type CompilerSetting = 'auto' | 'official' | 'builtin';

/** A setting that should name a program and has another type; its value as JSON. It names no program, and no other program takes its place. */
interface WrongCommand {
  readonly wrong: string;
}

/** `kynml.command` or `kynml.dlm.command`: a program, or a program with arguments; empty when unset. */
export type CommandValue = string | readonly string[] | WrongCommand;

/** The value of such a setting, which may be anything. */
export function readCommand(value: unknown): CommandValue {
  if (value === undefined || value === null) return '';
  const isWords = Array.isArray(value) && value.every(word => typeof word === 'string');
  return isWords || typeof value === 'string' ? value : { wrong: JSON.stringify(value) };
}

/** Which inlay hints are shown. */
export interface InlayHintSettings {
  /** The output width of a layer. */
  readonly shapes: boolean;
  /** The parameters of a layer. */
  readonly parameterCounts: boolean;
  /** The parameters of a model. */
  readonly modelTotals: boolean;
  /** The value of `$name`. */
  readonly paramValues: boolean;
}

/** `kynml.policy`: severities of rows by their name, and under `strict` whether every warn counts as an error. */
export type PolicySetting = Readonly<Record<string, 'info' | 'warn' | 'error' | boolean>>;

/** Settings under `kynml.*` that the language server reads. */
export interface ServerSettings {
  /** The kynml tool: a program, or a list of program and arguments; empty when unset. Ignored if the client finds the tool. */
  readonly command: CommandValue;
  /** Without the built-in compiler, its findings are not shown. */
  readonly compiler: CompilerSetting;
  readonly validate: {
    /** Whether `kynml validate` runs after a save. */
    readonly onSave: boolean;
  };
  readonly lock: {
    /** The lock to try last, absolute or relative to the workspace folder; empty when unset. */
    readonly path: string;
  };
  readonly catalog: {
    readonly unknownWords: UnknownWordSeverity;
    /** Words to accept besides the catalogue, by category (`activation`, `loss`, ...). */
    readonly extra: Readonly<Record<string, readonly string[]>>;
  };
  /** Severities of differences between two artifacts that override the table. */
  readonly policy: PolicySetting;
  readonly artifacts: {
    /** Files that are never artifacts, whatever their content: patterns for paths relative to the workspace folder. */
    readonly ignore: readonly string[];
  };
  readonly diagnostics: {
    /** The files that are checked: all specs and artifacts of the workspace, or only open files. */
    readonly scope: DiagnosticsScope;
    /** Texts that contain the CONFIG_HASH of an older version of a spec have a finding. */
    readonly outdatedReferences: boolean;
  };
  readonly inlayHints: InlayHintSettings;
  readonly runs: {
    /** The metric that lists of runs show first, where runs have it; empty when unset. */
    readonly headlineMetric: string;
    /** Which values of a metric are better, where its name does not show it. */
    readonly metricDirections: Readonly<Record<string, 'lower' | 'higher'>>;
    /** Runs that git ignores are listed too. */
    readonly includeIgnored: boolean;
  };
  readonly format: {
    /** Formatting leaves out keys that are set to their documented default. */
    readonly dropDefaults: boolean;
  };
}

/** The defaults, for an editor that does not send settings. */
export const defaultSettings: ServerSettings = {
  command: '',
  compiler: 'auto',
  validate: { onSave: false },
  lock: { path: '' },
  catalog: { unknownWords: 'warning', extra: {} },
  policy: {},
  artifacts: { ignore: [] },
  diagnostics: { scope: 'workspace', outdatedReferences: false },
  inlayHints: { shapes: true, parameterCounts: true, modelTotals: true, paramValues: true },
  runs: { headlineMetric: '', metricDirections: {}, includeIgnored: true },
  format: { dropDefaults: false },
};

/** `initializationOptions` of the language server; every key may be absent (plain LSP clients send none). */
export interface InitializationOptions {
  /** The client has the commands of `commands.ts`, so lenses and fixes may name them. */
  readonly commands?: boolean;
  /** The workspace is trusted: read-only git may run, and `kynml validate` if the setting enables it. */
  readonly trusted?: boolean;
  /** The client answers `kynml/tool`; otherwise the server finds the tool itself. */
  readonly tools?: boolean;
  /** The client requests the notification `kynml/changed`. */
  readonly changes?: boolean;
  /** The section `kynml` of the settings, for a client that the server cannot ask. */
  readonly settings?: unknown;
  /** The client shows contributed JSON schemas itself (hover on fields by file name). */
  readonly jsonSchemas?: boolean;
}
