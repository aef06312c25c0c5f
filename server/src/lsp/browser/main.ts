// Starts the language server in a worker of a browser. The first message brings a port, over which the editor answers requests about files; the others are
// those of the Language Server Protocol.
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser';
import { version } from '../../../../package.json';
import { WORKER_READY } from '../../../../src-shared/protocol/fileRequests';
import { lifeCycle } from '../base/lifeCycle';
import { serve } from '../server';
import { editorFiles, type Port } from './editorFiles';
import { noComputer } from './noComputer';

declare const self: Port;

self.addEventListener('message', (event: unknown) => start((event as { readonly data: Port }).data), { once: true });

function start(port: Port): void {
  const connection = createConnection(
    ProposedFeatures.all,
    new BrowserMessageReader(self),
    new BrowserMessageWriter(self),
    lifeCycle(),
  );
  const { host, loading } = editorFiles(port, text => connection.window.showWarningMessage(text));
  serve(connection, () => host, {
    version,
    // DLM's stores are outside of a workspace.
    dlm: { dlmHome: undefined, home: '/' },
    computer: noComputer,
    loading,
  });
  self.postMessage(WORKER_READY);
}
