// The server in a worker of a browser, and what it uses until it stops. Independent of VS Code.
import type { BrowserMessageReader } from 'vscode-languageclient/browser';
import { type WorkerEvents, workerReady } from './workerReady';

/** A worker, as the client library takes it. */
type Worker = ConstructorParameters<typeof BrowserMessageReader>[0] & WorkerEvents & { terminate(): void };
declare const Worker: new (address: string, options: { readonly name: string }) => Worker;

/** A worker whose server is ready. `stop` ends it and what it uses. */
export interface RunningWorker {
  readonly worker: Worker;
  stop(): void;
}

/** One end of the connection over which the server asks about files. */
export type FilePort = InstanceType<typeof MessageChannel>['port1'];

/** Answers what the server asks, until it is disposed of. */
type AnswerFiles = (port: FilePort) => { dispose(): void };

/** Starts a server. Rejects with the reason where it fails or is not ready within a minute; then nothing of it is left. */
export async function startWorker(core: string, answerFiles: AnswerFiles): Promise<RunningWorker> {
  const address = URL.createObjectURL(new Blob([scriptOf(core)], { type: 'text/javascript' }));
  const worker = new Worker(address, { name: 'KynML' });
  const { port1, port2 } = new MessageChannel();
  const files = answerFiles(port1);
  worker.postMessage(port2, [port2]);
  const stop = (): void => {
    worker.terminate();
    files.dispose();
    port1.close();
  };
  try {
    await workerReady(worker);
  } catch (error) {
    // The library does not know a worker that failed before it had its messages.
    stop();
    throw error;
  } finally {
    URL.revokeObjectURL(address);
  }
  return { worker, stop };
}

// A worker of an extension can only be made of a text. The core is a function with the parameters of a CommonJS module.
const scriptOf = (core: string): string =>
  [
    'const module = { exports: {} };',
    'const require = name => { throw new Error(`${name} does not exist in a browser.`); };',
    core,
    '(module.exports, require, module);',
    // An error that is thrown later, and not in a promise, is reported to the editor.
    'module.exports.browser().catch(error => setTimeout(() => { throw error; }));',
  ].join('\n');
