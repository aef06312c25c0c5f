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
import type { StorePlaces } from '../../../src-shared/repro/dlm/store';
import { isArtifactPath, isSkipped, isSpecPath, MAX_FILES } from '../../../src-shared/repro/files/findFiles';
import { Commits } from '../../../src-shared/repro/git/commitDistance';
import { pathOf, uriOf } from './base/convert';
import { guard } from './base/guard';
import { mergeSettings } from './base/settings';
import { toolOver } from './compiler/toolFor';
import { Validation } from './compiler/validation';
import { features } from './features';
import { callOf } from './protocol/call';
import { capabilitiesOf, noCapabilities } from './protocol/clientCapabilities';
import type { FeatureContext } from './protocol/featureContext';
import { isNotGenerated, registerScriptSync } from './protocol/generatedScriptSync';
import { Watched } from './protocol/watched';
import { RefreshNotifier } from './refreshNotifier';
import { History } from './workspace/history';
import { Inventory } from './workspace/inventory';
import { ModelUses } from './workspace/modelUses';
import { SentTokens } from './workspace/sentTokens';
import { Workspace } from './workspace/workspace';

/** Files of ours, data and what git tracks; and every deletion, for of a folder that is deleted only the folder is told. */
const WATCHED = [
  { globPattern: '**/*.{kyn,json,jsonl,lock,csv}' },
  { globPattern: '**/.git/index' },
  { globPattern: '**/*', kind: WatchKind.Delete },
];

const isCsvPath = (path: string): boolean => path.toLowerCase().endsWith('.csv');
const isWatched = (path: string): boolean => isSpecPath(path) || isArtifactPath(path);

/** The path of a folder's URI, without a slash at its end. */
const folderPath = (uri: string): string | undefined => pathOf(uri)?.replace(/(?<=[^/:])\/$/, '');

/** What the shell says of itself. */
export interface ServerOptions {
  /** The version of the product. */
  readonly version: string;
  /** Where the stores of DLM lie. */
  readonly dlm: StorePlaces;
}

/** Serves one connection until it closes. */
export function serve(connection: Connection, host: Host, shell: ServerOptions): void {
  const server = new Server(connection, host, shell);
  server.listen();
}

class Server {
  private readonly workspace: Workspace;
  private readonly context: FeatureContext;
  private abilities = noCapabilities;
  private readonly watched: Watched;
  private readonly telling: RefreshNotifier;

  constructor(
    private readonly connection: Connection,
    host: Host,
    private readonly shell: ServerOptions,
  ) {
    this.workspace = new Workspace(host);
    this.workspace.dlm.places = shell.dlm;
    this.watched = new Watched(connection);
    this.context = {
      workspace: this.workspace,
      inventory: new Inventory(host),
      history: new History(host),
      commits: new Commits(host),
      validation: new Validation(this.workspace, toolOver(connection, this.workspace)),
      modelUses: new ModelUses(),
      sentTokens: new SentTokens(),
      refreshHistory: () => this.refreshHistory(),
      watch: paths => this.watched.add(paths),
      refresh: () => this.telling.touched(),
      changed: paths => this.filesChanged(paths.map(path => ({ path, gone: false }))),
    };
    this.telling = new RefreshNotifier(connection, this.context, () => this.abilities);
  }

  listen(): void {
    const { connection } = this;
    connection.onInitialize(params => this.initialize(params));
    connection.onInitialized(() => this.initialized());
    for (const feature of features)
      connection.onRequest(feature.method, (params: never, token) =>
        guard(connection.console, feature.method, feature.fallback, () =>
          feature.answer(this.context, params, callOf(connection, params, token)),
        ),
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
    connection.onShutdown(() => this.context.validation.stopAll());
    connection.listen();
  }

  private listenToDocuments(): void {
    const { connection, workspace } = this;
    connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
      workspace.open(TextDocument.create(uri, languageId, version, text));
      if (isNotGenerated(workspace, uri)) return;
      void this.refreshHistory();
      this.refreshData();
      this.telling.touched(uri);
    });
    connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
      const wasForeign = isNotGenerated(workspace, uri);
      workspace.document(uri)?.update(contentChanges, version);
      if (!wasForeign || !isNotGenerated(workspace, uri)) this.telling.touched(uri);
    });
    connection.onDidSaveTextDocument(({ textDocument: { uri } }) => {
      if (isNotGenerated(workspace, uri)) return;
      const open = workspace.document(uri);
      open?.readDisk();
      this.telling.saved();
      // A client that cannot watch files tells of its own saves at least.
      if (open?.path !== undefined && !isSkipped(open.path)) this.context.inventory.add(open.path);
      void this.refreshHistory();
      this.refreshData();
      this.telling.touched(uri);
      void this.validate(uri);
    });
    connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
      const isForeign = isNotGenerated(workspace, uri);
      workspace.close(uri);
      if (isForeign) return;
      this.context.validation.close(uri);
      this.context.sentTokens.forget(uri);
      this.telling.touched(uri);
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
    workspace.snippets = capabilities.textDocument?.completion?.completionItem?.snippetSupport === true;
    const roots = workspaceFolders?.map(f => f.uri) ?? (rootUri ? [rootUri] : []);
    workspace.folders = roots.flatMap(uri => folderPath(uri) ?? []);
    this.abilities = capabilitiesOf(capabilities);
    this.watched.able = capabilities.workspace?.didChangeWatchedFiles?.relativePatternSupport === true;
    return {
      serverInfo: { name: 'kynml', version: this.shell.version },
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
    if (abilities.scripts) registerScriptSync(connection).catch(() => undefined);
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
    // Which hints are shown is a setting; an editor asks for them again only when it is told.
    if (this.abilities.refreshHints) connection.languages.inlayHint.refresh().catch(() => undefined);
    this.context.validation.review();
    this.telling.touched();
  }

  // The official compiler's word comes when it comes; only findings are asked again then.
  private async validate(uri: string): Promise<void> {
    const { connection, context, abilities } = this;
    const said = await guard(connection.console, 'kynml validate', false, () => context.validation.saved(uri));
    if (said && abilities.refreshDiagnostics) connection.languages.diagnostics.refresh().catch(() => undefined);
    if (said && !abilities.pull) this.telling.push(uri);
  }

  private scan(): void {
    const { connection, context, workspace } = this;
    void guard(connection.console, 'looking for specs and artifacts', undefined, async () => {
      const cut = await context.inventory.scan(workspace.folders);
      for (const folder of cut)
        connection.console.warn(
          `${folder} holds more than ${MAX_FILES.toLocaleString('en-US')} files; runs and specs among the rest are not known.`,
        );
      this.telling.touched();
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
    const ask = (what: string, refresh: () => Promise<boolean>) => guard(connection.console, what, false, refresh);
    const changed = await Promise.all([
      ask('reading git', () => context.history.refresh(workspace.folders)),
      ask('asking git for data files', () => workspace.dataFiles.refreshTracked(workspace.folders)),
    ]);
    if (changed.includes(true)) this.telling.touched();
  }

  // Files outside of the workspace, and all files of a client that cannot watch, are looked at when there is reason to: a stat for each.
  private refreshData(added = false): void {
    this.workspace.goldens.forget();
    this.workspace.dlm.forget();
    this.workspace.readData.forget();
    if (this.workspace.dataFiles.refresh(added)) this.telling.touched();
  }

  private filesChanged(files: readonly { path: string; gone: boolean }[]): void {
    const { inventory } = this.context;
    this.workspace.goldens.forget();
    this.workspace.dlm.forget();
    this.workspace.readData.forget();
    if (this.workspace.readData.concerns(files.map(f => f.path))) this.telling.touched();
    if (files.some(f => f.gone || isCsvPath(f.path))) this.refreshData(files.some(f => !f.gone));
    if (files.some(f => f.path.endsWith('/.git/index'))) void this.refreshHistory();
    const concerning = files.filter(({ path, gone }) => {
      const open = this.workspace.documentAt(path);
      open?.readDisk();
      // Installing a package changes thousands of files that nobody here asks about.
      if (isSkipped(path)) return open !== undefined;
      if (gone) return inventory.remove(path) || isWatched(path);
      inventory.add(path);
      return isWatched(path);
    });
    if (concerning.length > 0) this.telling.touched(...concerning.map(f => uriOf(f.path)));
  }
}
