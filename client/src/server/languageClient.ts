// Communicates with the language server. The only file that uses the client library.
import * as vscode from 'vscode';
import {
  type BaseLanguageClient,
  type DocumentFilter,
  type LanguageClientOptions,
  ProgressType,
  RevealOutputChannelOn,
} from 'vscode-languageclient';
import { commands } from '../../../src-shared/protocol/commands';
import { ARTIFACT_LANGUAGE } from '../../../src-shared/protocol/languages';
import type { ClientRequests, ToolAnswer, WorkProgress } from '../../../src-shared/protocol/requests';
import type { InitializationOptions } from '../../../src-shared/protocol/settings';
import type { ClientContext, RequestOptions } from '../base/clientContext';
import { isBrowser } from '../base/isBrowser';
import type { Logs } from '../base/log';
import { findingLinks } from './findingLinks';

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
export async function startLanguageClient(
  extension: vscode.ExtensionContext,
  { channel, log }: Logs,
  handlers: ServerHandlers,
): Promise<Client> {
  const { createClient } = isBrowser ? await import('./browserClient') : await import('./nodeClient');
  const client = await createClient(extension, {
    ...options(channel),
    middleware: findingLinks,
  });
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
async function stop(client: BaseLanguageClient): Promise<void> {
  const start = client.needsStop() ? client.start() : Promise.resolve();
  const ignore = () => undefined;
  await client.dispose().catch(() => start.catch(ignore).then(() => client.dispose().catch(ignore)));
}

const WORK = new ProgressType<WorkProgress>();

async function sendWithProgress<R>(
  client: BaseLanguageClient,
  { method, params }: { readonly method: string; readonly params: object },
  { token, onProgress, onPart }: RequestOptions<R>,
): Promise<R> {
  const [progressToken, partialResultToken] = [crypto.randomUUID(), crypto.randomUUID()];
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

// A browser has no files of its own.
const fileSchemes = (): readonly string[] =>
  isBrowser ? [...new Set(vscode.workspace.workspaceFolders?.map(folder => folder.uri.scheme))] : ['file'];

const filesOf = (scheme: string): DocumentFilter[] => [
  { language: 'kynml', scheme },
  { language: 'json', scheme },
  { language: 'jsonc', scheme },
  { language: ARTIFACT_LANGUAGE, scheme },
  // The setting kynml.lock.path may name a lock file with any name and language.
  { scheme, pattern: '**/*.lock' },
  // Session logs: older editors have no language for them.
  { scheme, pattern: '**/*.jsonl' },
];

function options(channel: vscode.LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: [{ language: 'kynml', scheme: 'untitled' }, ...fileSchemes().flatMap(filesOf)],
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
