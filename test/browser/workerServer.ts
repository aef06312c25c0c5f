// The server in a worker of a browser: the bundle of the package, run where nothing of Node exists, and a client that speaks to it over messages.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { BuildOptions } from 'esbuild';
import { expect, onTestFinished } from 'vitest';
import { virtualPath } from '../../server/src/lsp/base/virtualUris';
import type { FileSource } from '../../src-shared/host/loaded/fileSource';

/** What a worker of a browser has. */
const GLOBALS = {
  TextDecoder,
  TextEncoder,
  URL,
  console,
  crypto,
  performance,
  setTimeout,
  clearTimeout,
  queueMicrotask,
};

interface Bundles {
  readonly browserCode: () => BuildOptions[];
  readonly bundles: (production: boolean) => { readonly core: BuildOptions };
}

const scripts = (): Promise<Bundles> => import(new URL('../../scripts/bundles.mjs', import.meta.url).href);

/** The options of the builds that fail where code of the browser needs Node. */
export const browserCode = async (): Promise<BuildOptions[]> => (await scripts()).browserCode();

/** The text of `core.js`. */
export async function coreText(): Promise<string> {
  const { buildCore }: Programs = await import(new URL('../../scripts/programs.mjs', import.meta.url).href);
  const folder = mkdtempSync(join(tmpdir(), 'kynml-core-'));
  try {
    await buildCore({ ...(await scripts()).bundles(false).core, sourcemap: false }, folder);
    return readFileSync(join(folder, 'core.js'), 'utf8');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Programs {
  readonly buildCore: (options: BuildOptions, folder: string) => Promise<unknown>;
}

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

const PUBLISH = 'textDocument/publishDiagnostics';

interface Findings {
  readonly uri: string;
  readonly diagnostics: readonly { readonly code: string }[];
}

type Handler = (params: never) => unknown;

/** One end of a connection. Requests without a handler are answered with null. */
export class Peer {
  readonly received: Message[] = [];
  private readonly waiting = new Map<number | string, (message: Message) => void>();
  private last = 0;

  constructor(
    private readonly port: MessagePort,
    private readonly handlers: Readonly<Record<string, Handler>> = {},
  ) {
    port.on('message', (message: Message) => void this.receive(message));
  }

  notify(method: string, params: unknown): void {
    this.port.postMessage({ jsonrpc: '2.0', method, params });
  }

  async request<R>(method: string, params: unknown): Promise<R> {
    const id = ++this.last;
    const answer = new Promise<Message>(resolve => this.waiting.set(id, resolve));
    this.port.postMessage({ jsonrpc: '2.0', id, method, params });
    const { result, error } = await answer;
    if (error) throw new Error(error.message);
    return result as R;
  }

  /** The codes of the last findings that the server sent for a document, when there are some. */
  async published(uri: string): Promise<string[]> {
    const of = () =>
      this.received.filter(({ method, params }) => method === PUBLISH && (params as Findings).uri === uri);
    await expect.poll(of).not.toEqual([]);
    return ((of().at(-1)?.params ?? { diagnostics: [] }) as Findings).diagnostics.map(({ code }) => code);
  }

  private async receive(message: Message): Promise<void> {
    this.received.push(message);
    const { id, method, params } = message;
    if (method === undefined) {
      this.waiting.get(id ?? '')?.(message);
      return;
    }
    const result = (await this.handlers[method]?.(params as never)) ?? null;
    if (id !== undefined) this.port.postMessage({ jsonrpc: '2.0', id, result });
  }
}

/** Starts the server over the files of an editor, as the extension does. It ends with the test. */
export function startWorker(core: string, source: FileSource): Peer {
  const [lsp, files] = [new MessageChannel(), new MessageChannel()];
  const context = createContext({ ...GLOBALS, self: lsp.port2 });
  const load = runInContext(core, context) as (exports: object, require: unknown, module: { exports: object }) => void;
  const module = { exports: {} as { readonly browser?: () => Promise<unknown> } };
  load(module.exports, (name: string) => Promise.reject(new Error(`${name} is not in a browser`)), module);
  void module.exports.browser?.();
  const pathOf = ({ uri }: { readonly uri: string }): string => virtualPath(uri) ?? '';
  new Peer(files.port1, {
    readFolder: params => source.readFolder(pathOf(params)),
    readFile: (params: { readonly uri: string; readonly limit: number }) =>
      source.readFile(pathOf(params), params.limit),
    writeFile: (params: { readonly uri: string; readonly text: string }) =>
      source.writeFile(pathOf(params), params.text),
  });
  const client = new Peer(lsp.port1);
  lsp.port1.postMessage(files.port2, [files.port2]);
  onTestFinished(() => {
    for (const { port1, port2 } of [lsp, files]) {
      port1.close();
      port2.close();
    }
  });
  return client;
}
