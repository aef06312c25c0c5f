// The language client of a browser: the server is a worker that runs `dist/core.js`, and reads files over a connection of its own.
import * as vscode from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createMessageConnection,
  LanguageClient,
  type LanguageClientOptions,
  type MessageTransports,
  State,
} from 'vscode-languageclient/browser';
import { answerFileRequests } from './answerFileRequests';
import { type FilePort, type RunningWorker, startWorker } from './serverWorker';

/** A client that starts the server in a worker. */
export async function createClient(
  extension: vscode.ExtensionContext,
  options: LanguageClientOptions,
): Promise<LanguageClient> {
  const file = vscode.Uri.joinPath(extension.extensionUri, 'dist', 'core.js');
  const core = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  let running: RunningWorker | undefined;
  const start = async (): Promise<MessageTransports> => {
    running = await startWorker(core, answerFiles);
    const { worker } = running;
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  const client = new LanguageClient('kynml', 'KynML', start, options);
  client.onDidChangeState(({ newState }) => newState === State.Stopped && running?.stop());
  return client;
}

function answerFiles(port: FilePort): vscode.Disposable {
  const files = createMessageConnection(new BrowserMessageReader(port), new BrowserMessageWriter(port));
  answerFileRequests(files);
  files.listen();
  return files;
}
