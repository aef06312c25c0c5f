// Communicates with the language server. The only file that uses the client library.
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import {
  LanguageClient,
  type LanguageClientOptions,
  ProgressType,
  RevealOutputChannelOn,
  TransportKind,
} from 'vscode-languageclient/node';
import { commands } from '../../../src-shared/protocol/commands';
import { ARTIFACT_LANGUAGE } from '../../../src-shared/protocol/languages';
import type { ClientRequests, ToolAnswer, WorkProgress } from '../../../src-shared/protocol/requests';
import type { InitializationOptions } from '../../../src-shared/protocol/settings';
import type { ClientContext, RequestOptions } from '../base/clientContext';
import type { Logs } from '../base/log';
import { diagnosticsPage } from './diagnosticsPage';

/** Sends requests; rejects when the server is not running. */
export interface Client extends Pick<ClientContext, 'request'> {
  /** Stops the server. Never rejects. */
  readonly dispose: () => Promise<void>;
}

/** What the server reports and requests. This file is a bundle of its own, so it must not import modules with a state. */
export interface ServerHandlers {
  /** These URIs changed; anything when there are none. */
  readonly changed: (uris: readonly string[]) => void;
  /** The tool for the spec with a URI. */
  readonly tool: (uri: string) => Promise<ToolAnswer>;
}

/** Starts the server. */
export function startLanguageClient(
  extension: vscode.ExtensionContext,
  { channel, log }: Logs,
  handlers: ServerHandlers,
): Client {
  const module = extension.asAbsolutePath('dist/server.js');
  const client = new LanguageClient(
    'kynml',
    'KynML',
    { module, transport: TransportKind.ipc },
    {
      ...options(channel),
      middleware: diagnosticsPage(extension.extensionUri),
    },
  );
  client.onNotification('kynml/changed', ({ uris }: { uris: readonly string[] }) => handlers.changed(uris));
  const tool = ({ uri }: ClientRequests['kynml/tool']['params']) => handlers.tool(uri);
  client.onRequest<ToolAnswer, unknown>('kynml/tool', tool);
  const logError = (error: unknown): void => log.error('language server', String(error));
  const trust = vscode.workspace.onDidGrantWorkspaceTrust(() => {
    client.sendNotification('kynml/trusted', {}).catch(logError);
  });
  // The client library shows a message when the server cannot be started.
  client.start().catch(logError);
  return {
    // The library waits for the start that is in progress. The first start may have failed and a later one succeeded.
    request: async (method, params, options) =>
      options ? sendWithProgress(client, { method, params }, options) : client.sendRequest(method, params),
    dispose: async () => {
      trust.dispose();
      await stop(client);
    },
  };
}

// A client that is starting rejects its disposal and leaves the server running, so it is stopped again when the start ended. The first call is
// made in any case: after it, a server that crashes is not restarted. The library logs the errors of both.
async function stop(client: LanguageClient): Promise<void> {
  const start = client.needsStop() ? client.start() : Promise.resolve();
  const ignore = () => undefined;
  await client.dispose().catch(() => start.catch(ignore).then(() => client.dispose().catch(ignore)));
}

const WORK = new ProgressType<WorkProgress>();

async function sendWithProgress<R>(
  client: LanguageClient,
  { method, params }: { readonly method: string; readonly params: object },
  { token, onProgress, onPart }: RequestOptions<R>,
): Promise<R> {
  const [progressToken, partialResultToken] = [randomUUID(), randomUUID()];
  const listening = [
    ...(onProgress ? [client.onProgress(WORK, progressToken, onProgress)] : []),
    ...(onPart ? [client.onProgress(new ProgressType<R>(), partialResultToken, onPart)] : []),
  ];
  const tokens = { ...(onProgress && { progressToken }), ...(onPart && { partialResultToken }) };
  try {
    // The library would send a missing token as a second parameter.
    return await client.sendRequest<R>(method, { ...params, ...tokens }, ...(token ? [token] : []));
  } finally {
    for (const listener of listening) listener.dispose();
  }
}

function options(channel: vscode.LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: [
      { language: 'kynml', scheme: 'file' },
      { language: 'kynml', scheme: 'untitled' },
      { language: 'json', scheme: 'file' },
      { language: 'jsonc', scheme: 'file' },
      { language: ARTIFACT_LANGUAGE, scheme: 'file' },
      // The setting kynml.lock.path may name a lock file with any name and language.
      { scheme: 'file', pattern: '**/*.lock' },
      // Session logs: older editors have no language for them.
      { scheme: 'file', pattern: '**/*.jsonl' },
    ],
    // A function, because the library reads it again when it restarts the server, and the workspace may be trusted since.
    initializationOptions: (): InitializationOptions => ({
      commands: true,
      trusted: vscode.workspace.isTrusted,
      jsonSchemas: true,
      tools: true,
      changes: true,
    }),
    // A hover may contain text of a file, so it may run only these harmless commands and shows no icons: VS Code would render `$(pass)` even in code.
    markdown: { isTrusted: { enabledCommands: [commands.copyHash, commands.explainHash] }, supportThemeIcons: false },
    outputChannel: channel,
    traceOutputChannel: channel,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
  };
}
