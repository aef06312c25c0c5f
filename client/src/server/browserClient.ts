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
import { type WorkerEvents, workerReady } from './workerReady';

/** A client that starts the server in a worker. */
export async function createClient(
  extension: vscode.ExtensionContext,
  options: LanguageClientOptions,
): Promise<LanguageClient> {
  const file = vscode.Uri.joinPath(extension.extensionUri, 'dist', 'core.js');
  const core = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  let worker: Worker | undefined;
  const start = async (): Promise<MessageTransports> => {
    worker = startWorker(core);
    await ready(worker);
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  const client = new LanguageClient('kynml', 'KynML', start, options);
  client.onDidChangeState(({ newState }) => newState === State.Stopped && worker?.terminate());
  return client;
}

type Worker = ConstructorParameters<typeof BrowserMessageReader>[0] & WorkerEvents & { terminate(): void };
declare const Worker: new (address: string, options: { readonly name: string }) => Worker;

// The library does not know a worker that failed before it had its messages.
async function ready(worker: Worker): Promise<void> {
  try {
    await workerReady(worker);
  } catch (error) {
    worker.terminate();
    throw error;
  }
}

// A worker of an extension can only be made of a text. The core is a function with the parameters of a CommonJS module.
function startWorker(core: string): Worker {
  const script = [
    'const module = { exports: {} };',
    'const require = name => { throw new Error(`${name} does not exist in a browser.`); };',
    core,
    '(module.exports, require, module);',
    // An error that is thrown later, and not in a promise, is reported to the editor.
    'module.exports.browser().catch(error => setTimeout(() => { throw error; }));',
  ].join('\n');
  const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  const worker = new Worker(address, { name: 'KynML' });
  const { port1, port2 } = new MessageChannel();
  const files = createMessageConnection(new BrowserMessageReader(port1), new BrowserMessageWriter(port1));
  answerFileRequests(files);
  files.listen();
  worker.postMessage(port2, [port2]);
  return worker;
}
