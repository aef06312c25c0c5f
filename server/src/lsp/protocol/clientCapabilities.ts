// What a client can do, read once from what it declares.
import type { ClientCapabilities } from 'vscode-languageserver';
import { supportsScriptSync } from './generatedScriptSync';

/** What a client can do that the server adapts to. */
export interface Capabilities {
  readonly pull: boolean;
  readonly refreshDiagnostics: boolean;
  readonly refreshLenses: boolean;
  readonly refreshHints: boolean;
  readonly configuration: boolean;
  readonly watch: boolean;
  readonly folders: boolean;
  readonly scripts: boolean;
}

/** A client that declared nothing. */
export const noCapabilities: Capabilities = capabilitiesOf({});

/** What a client declares. */
export function capabilitiesOf({ textDocument, workspace }: ClientCapabilities): Capabilities {
  return {
    pull: textDocument?.diagnostic !== undefined,
    refreshDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshLenses: workspace?.codeLens?.refreshSupport === true,
    refreshHints: workspace?.inlayHint?.refreshSupport === true,
    configuration: workspace?.configuration === true,
    watch: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    folders: workspace?.workspaceFolders === true,
    scripts: supportsScriptSync(textDocument),
  };
}
