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

/** Sends requests; rejects when the server could not be started. */
interface Client extends Pick<ClientContext, 'request'> {
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
  const trust = vscode.workspace.onDidGrantWorkspaceTrust(() => client.sendNotification('kynml/trusted', {}));
  // The client library shows a message when the server cannot be started.
  const started = client.start();
  started.catch(error => log.error('language server', String(error)));
  return {
    request: async (method, params, options) => {
      await started;
      return options ? sendWithProgress(client, { method, params }, options) : client.sendRequest(method, params);
    },
    dispose: () => {
      trust.dispose();
      return client.dispose();
    },
  };
}

const WORK = new ProgressType<WorkProgress>();

async function sendWithProgress<R>(
  client: LanguageClient,
  { method, params }: { readonly method: string; readonly params: object },
  { token, onProgress }: RequestOptions,
): Promise<R> {
  const progressToken = randomUUID();
  const listening = client.onProgress(WORK, progressToken, onProgress);
  try {
    return await client.sendRequest<R>(method, { ...params, progressToken }, token);
  } finally {
    listening.dispose();
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
    initializationOptions: {
      commands: true,
      trusted: vscode.workspace.isTrusted,
      jsonSchemas: true,
      tools: true,
    } satisfies InitializationOptions,
    // A hover may contain text of a file, so it may run only this harmless command.
    markdown: { isTrusted: { enabledCommands: [commands.copyHash] }, supportThemeIcons: true },
    synchronize: { configurationSection: 'kynml' },
    outputChannel: channel,
    traceOutputChannel: channel,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
  };
}
