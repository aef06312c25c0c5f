// A language server as an editor has it: a process spoken to over stdio, with the capabilities of VS Code that concern what is measured.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { atOurEnd } from '../scripts/atOurEnd.mjs';
import { Halt } from '../scripts/project.mjs';

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
    },
    inlayHint: { dynamicRegistration: false },
    codeLens: { dynamicRegistration: false },
    completion: { dynamicRegistration: false, completionItem: { snippetSupport: true, insertReplaceSupport: true } },
    hover: { dynamicRegistration: false, contentFormat: ['markdown'] },
  },
};

/** Starts a server and waits until it has answered `initialize`; `peer` is one of peers.mjs. */
export async function start(peer, { folder }) {
  const child = spawn(process.execPath, peer.command, { stdio: ['pipe', 'pipe', 'inherit'] });
  const release = atOurEnd(() => child.kill('SIGKILL'));
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const gone = new Promise((_, reject) => {
    const end = why => reject(new Halt(`${peer.name}: the server ${why}; nothing can be measured.`));
    child.once('error', error => end(`could not be started (${error.message})`));
    child.once('exit', code => end(`ended by itself with code ${code}`));
  });
  // Whoever waits for an answer hears of it; without one this is the ordinary end.
  gone.catch(() => undefined);
  answerServer(connection, peer);
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

// What servers ask an editor: settings, and to ask for diagnostics again, which the measurements do anyway.
function answerServer(connection, peer) {
  connection.onRequest((method, params) =>
    method === 'workspace/configuration' ? params.items.map(item => peer.settings?.[item.section] ?? null) : null,
  );
  connection.onNotification(() => undefined);
  connection.onError(() => undefined);
}

/** One running server and the document that is open in it. */
class Session {
  text = '';
  version = 0;

  constructor(parts) {
    Object.assign(this, parts);
  }

  /** Asks and waits; no answer in two minutes, an error or the end of the server is a Halt. */
  async ask(method, params) {
    const { connection, gone, peer } = this;
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(
        () => reject(new Halt(`${peer.name}: no answer to ${method} in ${LIMIT_MS / 1000} s.`)),
        LIMIT_MS,
      );
    });
    try {
      return await Promise.race([connection.sendRequest(method, params), gone, late]);
    } catch (error) {
      // A server that ends breaks the pipe first; how it ended says more.
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

  /** Types one character; the session's own text is kept up by `typed`, outside of what is measured. */
  type(place, character) {
    this.version++;
    return this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.uri, version: this.version },
      contentChanges: [{ range: { start: place, end: place }, text: character }],
    });
  }

  typed(place, character) {
    const lines = this.text.split('\n');
    const line = lines[place.line];
    lines[place.line] = line.slice(0, place.character) + character + line.slice(place.character);
    this.text = lines.join('\n');
  }

  async diagnostics() {
    const { items } = await this.ask('textDocument/diagnostic', { textDocument: { uri: this.uri } });
    return items;
  }

  specState() {
    return this.ask('kynml/specState', { uri: this.uri });
  }

  /** Resident memory of the server now and at its highest, in bytes; undefined where the system does not tell it as Linux does. */
  memory() {
    try {
      const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
      const kilobytes = key => Number(new RegExp(`^${key}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1024;
      return { now: kilobytes('VmRSS'), peak: kilobytes('VmHWM') };
    } catch {
      return undefined;
    }
  }

  /** Processor time that the server has taken so far, all its threads, in milliseconds (to 10); NaN where the system does not tell it as Linux does. */
  processorTime() {
    try {
      const fields = readFileSync(`/proc/${this.child.pid}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ');
      return (Number(fields[11]) + Number(fields[12])) * 10;
    } catch {
      return Number.NaN;
    }
  }

  /** Ends the server as the protocol says, and by its process id where it stays. */
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
