// Wires a connection to the workspace and the features. The document handlers here are the only writers of the workspace, and they are synchronous.
import {
  type Connection,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
  WatchKind,
  type WorkspaceFoldersChangeEvent,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Host } from '../../../src-shared/host/host';
import { defaultSettings, type InitializationOptions } from '../../../src-shared/protocol/settings';
import { isArtifactPath, isSkipped, isSpecPath, MAX_FILES } from '../../../src-shared/repro/walk';
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
  readonly folders: boolean;
}

/** Files of ours; and every deletion, for of a folder that is deleted only the folder is told. */
const WATCHED = [{ globPattern: '**/*.{kyn,json,lock}' }, { globPattern: '**/*', kind: WatchKind.Delete }];

const isWatched = (path: string): boolean => isSpecPath(path) || isArtifactPath(path);

/** The path of a folder's URI, without a slash at its end. */
const folderPath = (uri: string): string | undefined => pathOf(uri)?.replace(/(?<=[^/:])\/$/, '');

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
    folders: false,
  };
  private readonly pending = new Set<string>();
  private telling = false;
  private everything = false;
  private saved = false;

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
      refreshHistory: () => this.refreshHistory(),
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
      void this.refreshHistory();
      this.touched(uri);
    });
    connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
      workspace.document(uri)?.update(contentChanges, version);
      this.touched(uri);
    });
    connection.onDidSaveTextDocument(({ textDocument: { uri } }) => {
      const open = workspace.document(uri);
      open?.readDisk();
      this.saved = true;
      // A client that cannot watch files tells of its own saves at least.
      if (open?.path !== undefined && !isSkipped(open.path)) this.context.inventory.add(open.path);
      void this.refreshHistory();
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
    workspace.folders = roots.flatMap(uri => folderPath(uri) ?? []);
    this.abilities = {
      pull: capabilities.textDocument?.diagnostic !== undefined,
      refreshDiagnostics: capabilities.workspace?.diagnostics?.refreshSupport === true,
      refreshLenses: capabilities.workspace?.codeLens?.refreshSupport === true,
      configuration: capabilities.workspace?.configuration === true,
      watch: capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
      folders: capabilities.workspace?.workspaceFolders === true,
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
    if (abilities.watch) void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: WATCHED });
    if (abilities.folders) connection.workspace.onDidChangeWorkspaceFolders(change => this.foldersChanged(change));
    void this.readSettings();
    this.scan();
  }

  private foldersChanged({ added, removed }: WorkspaceFoldersChangeEvent): void {
    const { workspace } = this;
    const gone = removed.flatMap(f => folderPath(f.uri) ?? []);
    workspace.folders = [
      ...workspace.folders.filter(f => !gone.includes(f)),
      ...added.flatMap(f => folderPath(f.uri) ?? []),
    ];
    for (const folder of gone) {
      this.context.inventory.remove(folder);
      this.context.history.forget(folder);
    }
    void this.readSettings();
    this.scan();
  }

  // Settings may differ from folder to folder.
  private async readSettings(): Promise<void> {
    if (!this.abilities.configuration) return;
    const { connection, workspace } = this;
    const { folders } = workspace;
    const items = [{ section: 'kynml' }, ...folders.map(folder => ({ section: 'kynml', scopeUri: uriOf(folder) }))];
    const sections: unknown[] = await guard(connection.console, 'reading settings', [], () =>
      connection.workspace.getConfiguration(items),
    );
    const [general, ...own] = sections.map(mergeSettings);
    workspace.configure(general ?? defaultSettings, new Map(own.map((settings, i) => [folders[i] ?? '', settings])));
    this.touched();
  }

  private scan(): void {
    const { connection, context, workspace } = this;
    void guard(connection.console, 'looking for specs and artifacts', undefined, async () => {
      const cut = await context.inventory.scan(workspace.folders);
      for (const folder of cut)
        connection.console.warn(
          `${folder} holds more than ${MAX_FILES.toLocaleString('en-US')} files; runs and specs among the rest are not known.`,
        );
      this.touched();
      await this.refreshHistory();
    });
  }

  private trust(): void {
    this.workspace.trusted = true;
    void this.refreshHistory();
  }

  // HEAD may have moved since git was read. Asked often, so what is under way or just done is not done again.
  private async refreshHistory(): Promise<void> {
    const { connection, context, workspace } = this;
    if (!workspace.trusted) return;
    const changed = await guard(connection.console, 'reading git', false, () =>
      context.history.refresh(workspace.folders),
    );
    if (changed) this.touched();
  }

  private filesChanged(files: readonly { path: string; gone: boolean }[]): void {
    const { inventory } = this.context;
    const concerning = files.filter(({ path, gone }) => {
      const open = this.workspace.documentAt(path);
      open?.readDisk();
      // Installing a package changes thousands of files that nobody here asks about.
      if (isSkipped(path)) return open !== undefined;
      if (gone) return inventory.remove(path) || isWatched(path);
      inventory.add(path);
      return isWatched(path);
    });
    if (concerning.length > 0) this.touched(...concerning.map(f => uriOf(f.path)));
  }

  // Tells the client what to ask again. Several changes of one turn are told once; nothing waits longer than that.
  private touched(...uris: string[]): void {
    if (!this.telling) setImmediate(() => this.tell());
    this.telling = true;
    if (uris.length === 0) this.everything = true;
    for (const uri of uris) this.pending.add(uri);
  }

  private tell(): void {
    // No names mean that anything may have changed, and that must not be narrowed by a name that came in the same turn.
    const uris = this.everything ? [] : [...this.pending];
    this.everything = false;
    this.pending.clear();
    this.telling = false;
    const { connection, abilities } = this;
    const quiet = () => undefined;
    connection.sendNotification('kynml/changed', { uris }).catch(quiet);
    // For a buffer that changed an editor asks again by itself, for other documents too (interFileDependencies).
    const onDisk = uris.length === 0 || uris.some(uri => !this.workspace.document(uri)) || this.saved;
    this.saved = false;
    if (abilities.refreshDiagnostics && onDisk) connection.languages.diagnostics.refresh().catch(quiet);
    if (abilities.refreshLenses && (onDisk || this.concernsOthers(uris)))
      connection.sendRequest('workspace/codeLens/refresh').catch(quiet);
    if (!abilities.pull) for (const { doc } of this.workspace.allDocuments()) this.push(doc.uri);
  }

  // Lenses of a lock or a manifest tell of specs, those of a spec tell of its lock.
  private concernsOthers(uris: readonly string[]): boolean {
    const { workspace } = this;
    const isSpec = (uri: string): boolean => workspace.spec(uri) !== undefined;
    const isArtifact = (uri: string): boolean => workspace.artifact(uri) !== undefined;
    const others = [...workspace.allDocuments()].map(({ doc }) => doc.uri).filter(uri => !uris.includes(uri));
    return (uris.some(isSpec) && others.some(isArtifact)) || (uris.some(isArtifact) && others.some(isSpec));
  }

  private push(uri: string): void {
    void guard(this.connection.console, 'publishing diagnostics', undefined, () =>
      this.connection.sendDiagnostics({ uri, diagnostics: diagnosticsOf(this.workspace, uri) }),
    );
  }
}
