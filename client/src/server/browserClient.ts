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
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  const client = new LanguageClient('kynml', 'KynML', start, options);
  client.onDidChangeState(({ newState }) => newState === State.Stopped && worker?.terminate());
  return client;
}

type Worker = ConstructorParameters<typeof BrowserMessageReader>[0] & { terminate(): void };
declare const Worker: new (address: string, options: { readonly name: string }) => Worker;

// A worker of an extension can only be made of a text. The core is a function with the parameters of a CommonJS module.
function startWorker(core: string): Worker {
  const script = [
    'const module = { exports: {} };',
    'const require = name => { throw new Error(`${name} does not exist in a browser.`); };',
    core,
    '(module.exports, require, module);',
    'module.exports.browser();',
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
