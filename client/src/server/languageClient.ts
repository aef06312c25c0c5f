// Starts the language server and communicates with it. The only file that uses the client library.
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
import type { Log } from '../base/log';
import { answerToolRequest } from '../tasks/answerToolRequest';
import { diagnosticsPage } from './diagnosticsPage';

/** The part of the language client that the rest of the extension uses. */
export type Server = Pick<ClientContext, 'request' | 'onChanged'> & vscode.Disposable;

/** Starts the server in its own process. Earlier requests wait until it is ready. */
export function startLanguageClient(
  extension: vscode.ExtensionContext,
  { channel, log }: { readonly channel: vscode.LogOutputChannel; readonly log: Log },
): Server {
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
  const changed = new vscode.EventEmitter<readonly string[]>();
  client.onNotification('kynml/changed', (params: { uris: readonly string[] }) => changed.fire(params.uris));
  const tool = ({ uri }: ClientRequests['kynml/tool']['params']) => answerToolRequest(uri);
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
    onChanged: changed.event,
    dispose: () => {
      vscode.Disposable.from(changed, trust).dispose();
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
