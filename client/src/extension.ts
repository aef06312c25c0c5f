// Entry point of the extension: creates the context, starts the language server, then each part.
import * as vscode from 'vscode';
import type { ClientContext } from './base/clientContext';
import { isBrowser } from './base/isBrowser';
import { launchWatch } from './base/launchWatch';
import { logTo } from './base/log';
import type { Part } from './base/part';
import { runQuery } from './base/runQuery';
import { parts } from './parts';
import { startServer } from './server/startServer';

/** Called by VS Code for the first spec, manifest, task or comparison. Does not wait, so that a window opens quickly. */
export function activate(extension: vscode.ExtensionContext): void {
  const channel = vscode.window.createOutputChannel('KynML', { log: true });
  const log = logTo(channel);
  const server = startServer(extension, { channel, log });
  const { request, onChanged } = server;
  const context: ClientContext = {
    ...{ extension, log, request, onChanged },
    runQuery: runQuery(extension.workspaceState),
    launches: launchWatch(),
  };
  // The client library writes to the channel until the server has stopped, and a closed channel throws.
  extension.subscriptions.push({ dispose: () => void server.dispose().finally(() => channel.dispose()) });
  for (const part of parts) startPart(context, part);
  if (isBrowser) void vscode.commands.executeCommand('setContext', 'kynml.web', true);
  else startComputerParts(context).catch(error => log.error('parts that need a computer', String(error)));
}

async function startComputerParts(context: ClientContext): Promise<void> {
  const { computerParts } = await import('./computerParts');
  for (const part of computerParts) startPart(context, part);
}

function startPart(context: ClientContext, part: Part): void {
  try {
    context.extension.subscriptions.push(part.start(context));
  } catch (error) {
    context.log.error(`The part "${part.name}" did not start.`, String(error));
  }
}
