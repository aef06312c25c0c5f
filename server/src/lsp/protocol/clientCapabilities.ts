// The capabilities of a client, read once from what it declares.
import type { ClientCapabilities } from 'vscode-languageserver';
import { supportsScriptSync } from './generatedScriptSync';

/** The capabilities that the server adapts to. */
export interface Capabilities {
  /**
   * The client pulls findings, and requests them again when the server asks for it. One that cannot be asked keeps what it pulled after its last edit, for
   * example `locked` when a lock changes, so findings are pushed to it.
   */
  readonly pullDiagnostics: boolean;
  readonly refreshLenses: boolean;
  readonly refreshHints: boolean;
  readonly configuration: boolean;
  readonly watchFiles: boolean;
  /** Watching files by a folder and a pattern in it. */
  readonly relativePatterns: boolean;
  readonly workspaceFolders: boolean;
  readonly snippets: boolean;
  /** The client shows the progress of work that the server started. */
  readonly workProgress: boolean;
  /** Sending Python files and DLM documents for some features only. */
  readonly scriptSync: boolean;
}

/** A client that declared nothing. */
export const noCapabilities: Capabilities = capabilitiesOf({});

/** The capabilities that a client declares. */
export function capabilitiesOf({ textDocument, workspace, window }: ClientCapabilities): Capabilities {
  const pullDiagnostics = textDocument?.diagnostic !== undefined && workspace?.diagnostics?.refreshSupport === true;
  return {
    pullDiagnostics,
    refreshLenses: workspace?.codeLens?.refreshSupport === true,
    refreshHints: workspace?.inlayHint?.refreshSupport === true,
    configuration: workspace?.configuration === true,
    watchFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    relativePatterns: workspace?.didChangeWatchedFiles?.relativePatternSupport === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    workProgress: window?.workDoneProgress === true,
    scriptSync: pullDiagnostics && supportsScriptSync(textDocument),
  };
}
