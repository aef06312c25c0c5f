// What a client can do, read once from what it declares.
import type { ClientCapabilities } from 'vscode-languageserver';
import { canSendScripts } from './generatedScriptSync';

/** What a client can do that the server adapts to. */
export interface Abilities {
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
export const noAbilities: Abilities = abilitiesOf({});

/** What a client declares. */
export function abilitiesOf({ textDocument, workspace }: ClientCapabilities): Abilities {
  return {
    pull: textDocument?.diagnostic !== undefined,
    refreshDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshLenses: workspace?.codeLens?.refreshSupport === true,
    refreshHints: workspace?.inlayHint?.refreshSupport === true,
    configuration: workspace?.configuration === true,
    watch: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    folders: workspace?.workspaceFolders === true,
    scripts: canSendScripts(textDocument),
  };
}
