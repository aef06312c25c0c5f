// Starts the language server on the transport that the command line names (--node-ipc, --stdio, --socket=N or --pipe=NAME).

import { Console } from 'node:console';
import { homedir } from 'node:os';
import {
  createServerPipeTransport,
  createServerSocketTransport,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageReader,
  type MessageWriter,
} from 'vscode-jsonrpc/node';
import { version } from '../../../package.json';
import type { Host } from '../../../src-shared/host/host';
import { createNodeHost } from '../../../src-shared/host/nodeHost';
import { withSlashes } from '../../../src-shared/host/slashes';
import { connectionOver } from './base/connection';
import { GIT_LIMIT_MS } from './base/gitLimit';
import { lifeCycle } from './base/lifeCycle';
import { onStreamsClosed, streamTransport } from './base/streamTransport';
import { nodeComputer } from './node/nodeComputer';
import { watchClient } from './node/watchClient';
import { serve } from './server';

const end = (): never => process.exit(cycle.hasEnded() ? 0 : 1);
const started = watchClient(end);
const cycle = lifeCycle({ started, exit: code => process.exit(code) });
const clientProcess = argument('clientProcessId');
if (clientProcess !== undefined) started(Number(clientProcess));
const [reader, writer] = transport();

serve(connectionOver(reader, writer, cycle), hostOf, {
  version,
  dlm: { dlmHome: process.env.DLM_HOME, home: withSlashes(homedir()) },
  computer: nodeComputer,
});

function hostOf(workspaceFolders: () => readonly string[]): Host {
  return createNodeHost({ limitMs: GIT_LIMIT_MS, workspaceFolders });
}

function transport(): [MessageReader, MessageWriter] {
  if (process.argv.includes('--node-ipc')) return [new IPCMessageReader(process), new IPCMessageWriter(process)];
  if (process.argv.includes('--stdio')) return stdio();
  const [port, pipe] = [argument('socket'), argument('pipe')];
  if (port !== undefined) return createServerSocketTransport(Number(port));
  if (pipe !== undefined) return createServerPipeTransport(pipe);
  console.error('Name how the client is connected: --stdio, --node-ipc, --socket=PORT or --pipe=NAME.');
  process.exit(2);
}

function stdio(): [MessageReader, MessageWriter] {
  const { stdin, stdout, stderr } = process;
  const { reader, writer } = streamTransport(stdin, stdout);
  onStreamsClosed({ input: stdin, output: stdout }, end);
  // Only messages may be on the output.
  globalThis.console = new Console(stderr, stderr);
  return [reader, writer];
}

/** The value of an argument `--name=value` or `--name value`. */
function argument(name: string): string | undefined {
  const [, , ...words] = process.argv;
  const at = words.indexOf(`--${name}`);
  return at >= 0 ? words[at + 1] : words.find(word => word.startsWith(`--${name}=`))?.slice(name.length + 3);
}
