// An LSP client for tests: the real server over in-memory streams, on a new folder in the temporary folder.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import { createMessageConnection, type MessageConnection } from 'vscode-jsonrpc/node';
import {
  type ApplyWorkspaceEditParams,
  type CodeAction,
  type CodeLens,
  createConnection,
  type Diagnostic,
  type Hover,
  type InitializeResult,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { lifeCycle } from '../../server/src/lsp/base/lifeCycle';
import { nodeComputer } from '../../server/src/lsp/node/nodeComputer';
import { serve } from '../../server/src/lsp/server';
import type { Host } from '../../src-shared/host/host';
import type { Requests } from '../../src-shared/protocol/requests';
import type { InitializationOptions } from '../../src-shared/protocol/settings';
import { dataAside } from '../dataAside';
import { nodeHost } from '../nodeHost';

/** Options of a test client. */
export interface ClientOptions {
  readonly options?: InitializationOptions;
  /** Workspace folders relative to the test's folder; none: `[]`. */
  readonly folders?: readonly string[];
  readonly settings?: unknown;
  /** false: a client that does not pull diagnostics. A client that pulls supports the refresh; `refreshes` counts the requests. */
  readonly pull?: boolean;
  /** The test is about data: the CSV files of specs are read. */
  readonly data?: boolean;
  /** false: a client that pulls diagnostics, but cannot be asked to pull again. */
  readonly refresh?: boolean;
  /** The client supports the refresh of inlay hints. */
  readonly hintRefresh?: boolean;
  /** The client can watch files outside of the workspace. */
  readonly relativePatterns?: boolean;
  /** The client can send documents of one language for some features only. */
  readonly scripts?: boolean;
  /** The same for texts for people. */
  readonly prose?: boolean;
  /** The folder of the test; default: a new one, which is removed at the end. */
  readonly at?: string;
  /** The host of the server; default: this machine. */
  readonly host?: Host;
  /** $DLM_HOME; the home folder is the test's folder. */
  readonly dlmHome?: string;
  /** false: a client without snippets. */
  readonly snippets?: boolean;
  /** All capabilities of the client, instead of those above. */
  readonly capabilities?: object;
  /** `recorded` has what the server sent. */
  readonly record?: boolean;
  /** The client registers formatters for some documents, and the notification about settings. */
  readonly formatters?: boolean;
  /** The client applies edits of the server; `edits` has them. */
  readonly applyEdit?: boolean;
  /** A client that declares nothing about documents. */
  readonly plain?: boolean;
  /** false: a client without workspace capabilities. */
  readonly workspace?: boolean;
}

/** A client that is connected to a running server. */
export class TestClient {
  readonly changed: string[][] = [];
  /** What the server registered after the start. */
  readonly registered: { readonly method: string; readonly registerOptions?: unknown }[] = [];
  /** The methods that it unregistered. */
  readonly unregistered: string[] = [];
  refreshes = 0;
  /** What the server sent, if it is recorded. */
  sent = '';
  readonly published = new Map<string, Diagnostic[]>();
  /** The version of the document that the last published findings are about. */
  readonly publishedVersions = new Map<string, number | undefined>();
  /** The edits that the server asked the client to apply. */
  readonly edits: WorkspaceEdit[] = [];
  /** The answer to `initialize`. */
  initialized: InitializeResult = { capabilities: {} };
  private versions = new Map<string, number>();

  constructor(
    readonly folder: string,
    readonly connection: MessageConnection,
  ) {}

  uri = (path: string): string => pathToFileURL(join(this.folder, path)).href;
  path = (path: string): string => join(this.folder, path);

  write(path: string, content: string | Uint8Array): void {
    mkdirSync(dirname(this.path(path)), { recursive: true });
    writeFileSync(this.path(path), content);
  }

  async open(path: string, text: string, languageId = path.endsWith('.kyn') ? 'kynml' : 'json'): Promise<void> {
    this.versions.set(path, 1);
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: this.uri(path), languageId, version: 1, text },
    });
  }

  /** Replaces the whole text of a document. */
  async change(path: string, text: string): Promise<void> {
    const version = (this.versions.get(path) ?? 1) + 1;
    this.versions.set(path, version);
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.uri(path), version },
      contentChanges: [{ text }],
    });
  }

  async save(path: string, text: string | Uint8Array): Promise<void> {
    this.write(path, text);
    await this.connection.sendNotification('textDocument/didSave', { textDocument: { uri: this.uri(path) } });
  }

  async diagnostics(path: string): Promise<Diagnostic[]> {
    const report = (await this.connection.sendRequest('textDocument/diagnostic', {
      textDocument: { uri: this.uri(path) },
    })) as { items: Diagnostic[] };
    return report.items;
  }

  /** Codes of the findings of a document, in order. */
  async codes(path: string): Promise<string[]> {
    return (await this.diagnostics(path)).map(d => String(d.code));
  }

  lenses(path: string): Promise<CodeLens[]> {
    return this.connection.sendRequest('textDocument/codeLens', { textDocument: { uri: this.uri(path) } });
  }

  async lensTitles(path: string): Promise<string[]> {
    return (await this.lenses(path)).map(l => (l.command?.title ?? '').replaceAll('\u00a0', ' '));
  }

  hover(path: string, line: number, character: number): Promise<Hover | null> {
    return this.connection.sendRequest('textDocument/hover', {
      textDocument: { uri: this.uri(path) },
      position: { line, character },
    });
  }

  actions(path: string, diagnostic: Diagnostic): Promise<CodeAction[]> {
    return this.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: this.uri(path) },
      range: diagnostic.range,
      context: { diagnostics: [diagnostic] },
    });
  }

  /** The messages that the server sent. */
  recorded(): { readonly method?: string; readonly params?: unknown }[] {
    const texts = this.sent.split(/Content-Length: \d+\r\n\r\n/).filter(Boolean);
    return texts.map(text => JSON.parse(text));
  }

  request<M extends keyof Requests>(method: M, params: Requests[M]['params']): Promise<Requests[M]['result']> {
    return this.connection.sendRequest(method, params);
  }
}

/** Starts a server and a client; both end with the test. `files` are written before the server starts. */
export async function startClient(
  files: Readonly<Record<string, string | Uint8Array>> = {},
  choice: ClientOptions = {},
): Promise<TestClient> {
  const folder = choice.at ?? realpathSync(mkdtempSync(join(tmpdir(), 'kynml-lsp-')));
  const [up, down] = [new PassThrough(), new PassThrough()];
  const host = choice.host ?? nodeHost;
  serve(
    createConnection(new StreamMessageReader(up), new StreamMessageWriter(down), lifeCycle()),
    () => (choice.data ? host : dataAside(host)),
    // DLM's stores are in the test's folder, never in the home folder of the user.
    { version: '0.0.0-test', dlm: { dlmHome: choice.dlmHome, home: folder }, computer: nodeComputer },
  );
  const connection = createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  const client = new TestClient(folder, connection);
  onTestFinished(() => {
    connection.dispose();
    if (choice.at === undefined) rmSync(folder, { recursive: true, force: true });
  });
  if (choice.record)
    down.on('data', part => {
      client.sent += part;
    });
  for (const [path, content] of Object.entries(files)) client.write(path, content);
  connection.onRequest('workspace/configuration', ({ items }: { items: { scopeUri?: string }[] }) =>
    items.map(({ scopeUri }) =>
      typeof choice.settings === 'function' ? choice.settings(scopeUri) : (choice.settings ?? null),
    ),
  );
  connection.onRequest('client/registerCapability', ({ registrations }: { registrations: [{ method: string }] }) => {
    client.registered.push(...registrations);
    return null;
  });
  connection.onRequest('client/unregisterCapability', (params: { unregisterations: { method: string }[] }) => {
    client.unregistered.push(...params.unregisterations.map(({ method }) => method));
    return null;
  });
  connection.onRequest('workspace/applyEdit', ({ edit }: ApplyWorkspaceEditParams) => {
    client.edits.push(edit);
    return { applied: true };
  });
  connection.onRequest('workspace/diagnostic/refresh', () => {
    client.refreshes++;
    return null;
  });
  connection.onNotification('kynml/changed', ({ uris }: { uris: string[] }) => {
    client.changed.push(uris);
  });
  connection.onNotification('textDocument/publishDiagnostics', (p: PublishDiagnosticsParams) => {
    client.published.set(p.uri, p.diagnostics);
    client.publishedVersions.set(p.uri, p.version);
  });
  connection.listen();
  await initialize(client, choice);
  return client;
}

const every = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);
const MARKDOWN = ['markdown', 'plaintext'];

// What a client declares that shows everything.
const RICH = {
  completion: {
    completionItem: { documentationFormat: MARKDOWN, commitCharactersSupport: true, preselectSupport: true },
    completionItemKind: { valueSet: every(25) },
  },
  hover: { contentFormat: MARKDOWN },
  signatureHelp: { signatureInformation: { documentationFormat: MARKDOWN } },
  documentSymbol: { hierarchicalDocumentSymbolSupport: true, symbolKind: { valueSet: every(26) } },
  codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } }, isPreferredSupport: true },
  inlayHint: {},
  semanticTokens: { augmentsSyntaxTokens: true },
  rename: { prepareSupport: true },
  publishDiagnostics: { relatedInformation: true, tagSupport: { valueSet: every(2) } },
};

async function initialize(
  client: TestClient,
  {
    options,
    folders = [''],
    settings,
    capabilities,
    hintRefresh,
    pull = true,
    refresh = pull,
    relativePatterns = false,
    scripts = false,
    prose = false,
    workspace = true,
    plain = false,
    applyEdit = false,
    formatters = false,
    snippets = !plain,
  }: ClientOptions,
): Promise<void> {
  client.initialized = await client.connection.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    capabilities: capabilities ?? {
      ...(!workspace && applyEdit && { workspace: { applyEdit } }),
      ...(workspace && {
        workspace: {
          applyEdit,
          didChangeConfiguration: { dynamicRegistration: formatters },
          configuration: settings !== undefined,
          workspaceFolders: true,
          ...(hintRefresh && { inlayHint: { refreshSupport: true } }),
          ...(refresh && { diagnostics: { refreshSupport: true } }),
          didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: relativePatterns },
        },
      }),
      textDocument: {
        ...(plain ? {} : RICH),
        ...(formatters && {
          formatting: { dynamicRegistration: true },
          rangeFormatting: { dynamicRegistration: true },
          onTypeFormatting: { dynamicRegistration: true },
        }),
        ...(pull && { diagnostic: { dynamicRegistration: scripts || prose } }),
        ...(scripts && {
          synchronization: { dynamicRegistration: true },
          codeLens: { dynamicRegistration: true },
          hover: { ...RICH.hover, dynamicRegistration: true },
          documentSymbol: { ...RICH.documentSymbol, dynamicRegistration: true },
        }),
        ...(prose && {
          synchronization: { dynamicRegistration: true },
          documentLink: { dynamicRegistration: true },
          hover: { ...RICH.hover, dynamicRegistration: true },
          codeAction: { ...RICH.codeAction, dynamicRegistration: true },
        }),
        ...(snippets && {
          completion: {
            ...RICH.completion,
            completionItem: { ...RICH.completion.completionItem, snippetSupport: true },
          },
        }),
      },
    },
    initializationOptions: { changes: true, ...options },
    workspaceFolders: folders.map(f => ({ uri: client.uri(f), name: f || 'root' })),
  });
  await client.connection.sendNotification('initialized', {});
}
