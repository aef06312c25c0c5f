// The extension's start: creates the context, starts the language server, then each part of the list.
import * as vscode from 'vscode';
import type { ExtensionContext } from './base/extensionContext';
import type { Part } from './base/part';
import { parts } from './parts';
import { startLanguageClient } from './server/languageClient';
import { setTranslator } from './ui/l10n';

/** Called by VS Code on the first spec, manifest, task or comparison. Waits for nothing, so that a window opens at once. */
export function activate(extension: vscode.ExtensionContext): void {
  setTranslator((text, ...words) => vscode.l10n.t(text, ...words));
  const log = vscode.window.createOutputChannel('KynML', { log: true });
  const server = startLanguageClient(extension, log);
  const context: ExtensionContext = { extension, log, request: server.request, onChanged: server.onChanged };
  extension.subscriptions.push(log, server);
  for (const part of parts) startPart(context, part);
}

function startPart(context: ExtensionContext, part: Part): void {
  try {
    context.extension.subscriptions.push(part.start(context));
  } catch (error) {
    context.log.error(`The part "${part.name}" did not start.`, String(error));
  }
}
