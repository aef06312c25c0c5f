// Starts the language server on the transport that the command line names (--node-ipc, --stdio or --socket=N).
import { Console } from 'node:console';
import { homedir } from 'node:os';
import type { Connection } from 'vscode-languageserver';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { version } from '../../../package.json';
import type { Host } from '../../../src-shared/host/host';
import { createNodeHost } from '../../../src-shared/host/nodeHost';
import { withSlashes } from '../../../src-shared/host/slashes';
import { GIT_LIMIT_MS } from './base/gitLimit';
import { lifeCycle } from './base/lifeCycle';
import { onStreamsClosed, streamTransport } from './base/streamTransport';
import { nodeComputer } from './node/nodeComputer';
import { serve } from './server';

serve(
  process.argv.includes('--stdio') ? stdioConnection() : createConnection(ProposedFeatures.all, lifeCycle()),
  hostOf,
  {
    version,
    dlm: { dlmHome: process.env.DLM_HOME, home: withSlashes(homedir()) },
    computer: nodeComputer,
  },
);

function hostOf(workspaceFolders: () => readonly string[]): Host {
  return createNodeHost({ limitMs: GIT_LIMIT_MS, workspaceFolders });
}

function stdioConnection(): Connection {
  const { stdin, stdout, stderr } = process;
  const cycle = lifeCycle();
  const { reader, writer } = streamTransport(stdin, stdout);
  onStreamsClosed({ input: stdin, output: stdout }, () => process.exit(cycle.hasEnded() ? 0 : 1));
  // Only messages may be on the output.
  globalThis.console = new Console(stderr, stderr);
  return createConnection(ProposedFeatures.all, reader, writer, cycle);
}
