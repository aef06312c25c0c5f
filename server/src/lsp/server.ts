// Wires a connection to the workspace and the features. The document handlers here are the only writers of the workspace, and they are synchronous.
import {
  type Connection,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Host } from '../../../src-shared/host/host';
import {
  defaultSettings,
  type InitializationOptions,
  type ServerSettings,
} from '../../../src-shared/protocol/settings';
import type { Context } from './context';
import { pathOf, uriOf } from './convert';
import { features } from './features';
import { diagnosticsOf } from './features/diagnostics';
import { guard } from './guard';
import { History } from './history';
import { Inventory } from './inventory';
import { mergeSettings } from './settings';
import { Workspace } from './workspace';

/** What a client can do that the server adapts to. */
interface Abilities {
  readonly pull: boolean;
  readonly refreshDiagnostics: boolean;
  readonly refreshLenses: boolean;
  readonly configuration: boolean;
  readonly watch: boolean;
}

/** Serves one connection until it closes. `version` is the product's. */
export function serve(connection: Connection, host: Host, version: string): void {
  const server = new Server(connection, host, version);
  server.listen();
}

class Server {
  private readonly workspace: Workspace;
  private readonly context: Context;
  private abilities: Abilities = {
    pull: false,
    refreshDiagnostics: false,
    refreshLenses: false,
    configuration: false,
    watch: false,
  };
  private readonly pending = new Set<string>();
  private telling = false;

  constructor(
    private readonly connection: Connection,
    host: Host,
    private readonly version: string,
  ) {
    this.workspace = new Workspace(host);
    this.context = {
      workspace: this.workspace,
      inventory: new Inventory(host),
      history: new History(host),
      changed: paths => this.filesChanged(paths.map(path => ({ path, gone: false }))),
    };
  }

  listen(): void {
    const { connection } = this;
    connection.onInitialize(params => this.initialize(params));
    connection.onInitialized(() => this.initialized());
    for (const feature of features)
      connection.onRequest(feature.method, (params: never) =>
        guard(connection.console, feature.method, feature.fallback, () => feature.answer(this.context, params)),
      );
    this.listenToDocuments();
    connection.onDidChangeConfiguration(() => this.readSettings());
    connection.onDidChangeWatchedFiles(({ changes }) =>
      this.filesChanged(
        changes.flatMap(c =>
          pathOf(c.uri) === undefined ? [] : [{ path: pathOf(c.uri) ?? '', gone: c.type === FileChangeType.Deleted }],
        ),
      ),
    );
    connection.onNotification('kynml/trusted', () => this.trust());
    connection.listen();
  }

  private listenToDocuments(): void {
    const { connection, workspace } = this;
    connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
      workspace.open(TextDocument.create(uri, languageId, version, text));
      this.touched(uri);
    });
    connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
      workspace.document(uri)?.update(contentChanges, version);
      this.touched(uri);
    });
    connection.onDidSaveTextDocument(({ textDocument: { uri } }) => {
      const open = workspace.document(uri);
      open?.readDisk();
      // A client that cannot watch files tells of its own saves at least.
      if (open?.path !== undefined) this.context.inventory.add(open.path);
      this.touched(uri);
    });
    connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
      workspace.close(uri);
      this.touched(uri);
      if (!this.abilities.pull) void connection.sendDiagnostics({ uri, diagnostics: [] });
    });
  }

  private initialize({
    capabilities,
    initializationOptions,
    workspaceFolders,
    rootUri,
  }: InitializeParams): InitializeResult {
    const { workspace } = this;
    workspace.client = (initializationOptions ?? {}) as InitializationOptions;
    workspace.trusted = workspace.client.trusted === true;
    const roots = workspaceFolders?.map(f => f.uri) ?? (rootUri ? [rootUri] : []);
    workspace.folders = roots.flatMap(uri => pathOf(uri)?.replace(/(?<=[^/:])\/$/, '') ?? []);
    this.abilities = {
      pull: capabilities.textDocument?.diagnostic !== undefined,
      refreshDiagnostics: capabilities.workspace?.diagnostics?.refreshSupport === true,
      refreshLenses: capabilities.workspace?.codeLens?.refreshSupport === true,
      configuration: capabilities.workspace?.configuration === true,
      watch: capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    };
    return {
      serverInfo: { name: 'kynml', version: this.version },
      capabilities: Object.assign(
        {
          textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
          workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
        },
        ...features.map(f => f.capabilities),
      ),
    };
  }

  private initialized(): void {
    const { connection, abilities } = this;
    if (abilities.watch)
      void connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [{ globPattern: '**/*.{kyn,json,lock}' }],
      });
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const gone = new Set(removed.map(f => pathOf(f.uri)));
      this.workspace.folders = [
        ...this.workspace.folders.filter(f => !gone.has(f)),
        ...added.flatMap(f => pathOf(f.uri) ?? []),
      ];
      this.scan();
    });
    void this.readSettings();
    this.scan();
  }

  private async readSettings(): Promise<void> {
    if (!this.abilities.configuration) return;
    const settings: unknown = await guard(this.connection.console, 'reading settings', defaultSettings as unknown, () =>
      this.connection.workspace.getConfiguration('kynml'),
    );
    this.workspace.configure(mergeSettings(settings) satisfies ServerSettings);
    this.touched();
  }

  private scan(): void {
    void guard(this.connection.console, 'looking for specs and artifacts', undefined, async () => {
      await this.context.inventory.scan(this.workspace.folders);
      await this.refreshHistory();
      this.touched();
    });
  }

  private trust(): void {
    this.workspace.trusted = true;
    void guard(this.connection.console, 'reading git', undefined, () => this.refreshHistory());
  }

  private async refreshHistory(): Promise<void> {
    if (this.workspace.trusted && (await this.context.history.refresh(this.workspace.folders))) this.touched();
  }

  private filesChanged(files: readonly { path: string; gone: boolean }[]): void {
    const { inventory } = this.context;
    for (const { path, gone } of files) {
      if (gone) inventory.remove(path);
      else inventory.add(path);
      this.workspace.documentAt(path)?.readDisk();
    }
    if (files.length > 0) this.touched(...files.map(f => uriOf(f.path)));
  }

  // Tells the client what to ask again. Several changes of one turn are told once; nothing waits longer than that.
  private touched(...uris: string[]): void {
    if (!this.telling) setImmediate(() => this.tell());
    this.telling = true;
    for (const uri of uris) this.pending.add(uri);
  }

  private tell(): void {
    const uris = [...this.pending];
    this.pending.clear();
    this.telling = false;
    const { connection, abilities } = this;
    const quiet = () => undefined;
    connection.sendNotification('kynml/changed', { uris }).catch(quiet);
    if (abilities.refreshDiagnostics && this.concernsOthers(uris))
      connection.languages.diagnostics.refresh().catch(quiet);
    if (abilities.refreshLenses && this.concernsOthers(uris))
      connection.sendRequest('workspace/codeLens/refresh').catch(quiet);
    if (!abilities.pull) for (const { doc } of this.workspace.allDocuments()) this.push(doc.uri);
  }

  // An editor asks again by itself for the one document that it changed; the others must be told.
  private concernsOthers(uris: readonly string[]): boolean {
    const [only] = uris;
    if (uris.length !== 1 || only === undefined) return true;
    return (
      [...this.workspace.allDocuments()].some(({ doc }) => doc.uri !== only) ||
      this.workspace.document(only) === undefined
    );
  }

  private push(uri: string): void {
    void guard(this.connection.console, 'publishing diagnostics', undefined, () =>
      this.connection.sendDiagnostics({ uri, diagnostics: diagnosticsOf(this.workspace, uri) }),
    );
  }
}
