// A client for a language server over stdio or the IPC of Node, with those capabilities of VS Code that affect the measurements.
import { fork, spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { atOurEnd } from '../scripts/atOurEnd.mjs';
import { Halt } from '../scripts/project.mjs';
import { cpuTime, memory } from './processes.mjs';

const LIMIT_MS = 120_000;

const capabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    diagnostics: { refreshSupport: true },
    codeLens: { refreshSupport: true },
    didChangeConfiguration: { dynamicRegistration: false },
  },
  textDocument: {
    diagnostic: { dynamicRegistration: false },
    synchronization: { didSave: true },
    semanticTokens: {
      dynamicRegistration: false,
      requests: { range: true, full: { delta: true } },
      tokenTypes: ['class', 'struct', 'parameter'],
      tokenModifiers: ['declaration'],
      formats: ['relative'],
      augmentsSyntaxTokens: true,
    },
    inlayHint: { dynamicRegistration: false },
    codeLens: { dynamicRegistration: false },
    completion: { dynamicRegistration: false, completionItem: { snippetSupport: true, insertReplaceSupport: true } },
    hover: { dynamicRegistration: false, contentFormat: ['markdown'] },
  },
};

/** Starts a server and waits for its response to `initialize`; `peer` is one of servers.mjs. */
export async function start(peer, { folder }) {
  const { child, connection } = launch(peer, folder);
  const release = atOurEnd(() => child.kill('SIGKILL'));
  const gone = new Promise((_, reject) => {
    const end = reason => reject(new Halt(`${peer.name}: the server ${reason}.`));
    child.once('error', error => end(`could not be started (${error.message})`));
    child.once('exit', code => end(`exited with code ${code}`));
  });
  // Pending requests reject with it; without one, this is the normal exit.
  gone.catch(() => undefined);
  handleServerRequests(connection, peer);
  connection.listen();
  const session = new Session({ peer, child, connection, gone, release });
  await session.ask('initialize', {
    processId: process.pid,
    rootUri: pathToFileURL(folder).href,
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'bench' }],
    capabilities,
    initializationOptions: peer.initializationOptions,
  });
  await connection.sendNotification('initialized', {});
  if (peer.settings) await connection.sendNotification('workspace/didChangeConfiguration', { settings: peer.settings });
  return session;
}

/**
 * With `ipc`, the server starts as the client library of VS Code starts it.
 * @param {any} peer
 * @param {string} folder
 */
function launch({ script, args = [], transport, nodeArgs = [], stderr = 'inherit' }, folder) {
  if (transport === 'ipc') {
    const ipcArgs = ['--node-ipc', `--clientProcessId=${process.pid}`];
    /** @type {import('node:child_process').StdioOptions} */
    const stdio = ['ignore', 'ignore', stderr, 'ipc'];
    const child = fork(script, [...args, ...ipcArgs], { cwd: folder, execArgv: nodeArgs, stdio });
    return { child, connection: createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child)) };
  }
  /** @type {import('node:child_process').StdioOptions} */
  const stdio = ['pipe', 'pipe', stderr];
  const child = spawn(process.execPath, [...nodeArgs, script, ...args], { cwd: folder, stdio });
  const [reader, writer] = [new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin)];
  return { child, connection: createMessageConnection(reader, writer) };
}

// Requests of servers: settings, and a refresh of diagnostics, which the measurements request anyway.
function handleServerRequests(connection, peer) {
  connection.onRequest((method, params) =>
    method === 'workspace/configuration' ? params.items.map(item => peer.settings?.[item.section] ?? null) : null,
  );
  connection.onNotification(() => undefined);
  connection.onError(() => undefined);
}

/** A running server and its open document. */
class Session {
  /** @type {any} */
  peer;
  /** @type {import('node:child_process').ChildProcess} */
  child;
  /** @type {import('vscode-jsonrpc').MessageConnection} */
  connection;
  /** @type {Promise<never>} */
  gone;
  /** @type {() => void} */
  release;
  uri = '';
  text = '';
  version = 0;

  constructor(parts) {
    Object.assign(this, parts);
  }

  /** Sends a request and returns the response. No response in two minutes, an error or the exit of the server is a Halt. */
  async ask(method, params) {
    const { connection, gone, peer } = this;
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(
        () => reject(new Halt(`${peer.name}: no response to ${method} in ${LIMIT_MS / 1000} s.`)),
        LIMIT_MS,
      );
    });
    try {
      return await Promise.race([connection.sendRequest(method, params), gone, late]);
    } catch (error) {
      // A server that exits breaks the pipe first; its exit code is the better message.
      if (!(error instanceof Halt)) await Promise.race([gone, pause(500)]);
      throw error instanceof Halt ? error : new Halt(`${peer.name}: ${method} failed: ${error.message}.`);
    } finally {
      clearTimeout(timer);
    }
  }

  open(file, text) {
    this.uri = pathToFileURL(file).href;
    this.text = text;
    return this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: this.uri, languageId: this.peer.languageId, version: this.version, text },
    });
  }

  /** Replaces a range; an empty one inserts. */
  change(range, text) {
    this.version++;
    return this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.uri, version: this.version },
      contentChanges: [{ range, text }],
    });
  }

  async diagnostics() {
    const { items } = await this.ask('textDocument/diagnostic', { textDocument: { uri: this.uri } });
    return items;
  }

  /** The current and the peak resident memory of the server in MiB. */
  memory() {
    return memory(this.child.pid);
  }

  /** The CPU time of all threads of the server in milliseconds, in steps of 10. */
  cpuTime() {
    return cpuTime(this.child.pid);
  }

  /** Shuts the server down by the protocol, and kills it if it does not exit. */
  async stop() {
    const { child, connection, release } = this;
    const ended = child.exitCode === null ? new Promise(resolve => child.once('exit', resolve)) : undefined;
    const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
    await this.ask('shutdown').catch(() => undefined);
    await connection.sendNotification('exit').catch(() => undefined);
    await ended;
    clearTimeout(timer);
    connection.dispose();
    release();
  }
}
