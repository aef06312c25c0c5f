// Connects a client to the workspace and the features. The document handlers here are the only writers of the workspace, and they are synchronous.
import type {
  CancellationToken,
  Connection,
  InitializeParams,
  InitializeResult,
  WorkspaceFoldersChangeEvent,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { InitializationOptions } from '../../../src-shared/protocol/settings';
import { Commits } from '../../../src-shared/repro/git/commitDistance';
import { isKeptPath } from '../../../src-shared/repro/history/isKeptPath';
import { LiveTrainings } from '../../../src-shared/runs/progress/liveTrainings';
import { answerRequest, hasPosition } from './answerRequest';
import { needsCommitTimes } from './artifact/runTimes';
import { BackgroundReads } from './backgroundReads';
import { uriOf } from './base/convert';
import { guard } from './base/guard';
import { isProse } from './base/isProse';
import { DocumentDiagnosticRequest, MessageType } from './base/languageServer';
import { answerRefused } from './base/lifeCycle';
import { LoadingQueue } from './base/loading';
import { soon } from './base/pause';
import type { HostFor, ServerOptions } from './base/serverOptions';
import { SettingsReader } from './base/settingsReader';
import { StartGate } from './base/startGate';
import { toolLookup } from './compiler/toolLookup';
import { Validation } from './compiler/validation';
import { WorkspaceCheck } from './diagnostics/workspaceCheck';
import { features } from './features';
import { initializeResult } from './initializeResult';
import { capabilitiesOf, noCapabilities } from './protocol/clientCapabilities';
import type { FeatureContext } from './protocol/featureContext';
import { FileWatchers } from './protocol/fileWatchers';
import { isUnrelatedScript } from './protocol/generatedScriptSync';
import { registerFor } from './protocol/registrations';
import { folderPath, workspaceRoots } from './protocol/workspaceRoots';
import { RefreshNotifier } from './refreshNotifier';
import { UserReports } from './userReports';
import { ActionResultStore } from './workspace/actionResultStore';
import { CommitTimes } from './workspace/commitTimes';
import { applyFileChanges, changesOf } from './workspace/fileChanges';
import type { FileChange } from './workspace/files';
import { History } from './workspace/history';
import { IgnoredRuns } from './workspace/ignoredRuns';
import { Inventory } from './workspace/inventory';
import { KeptHistory } from './workspace/keptHistory';
import { ModelUses } from './workspace/modelUses';
import { replacedFiles } from './workspace/replacedFiles';
import { Workspace } from './workspace/workspace';
import { WorkspaceScan } from './workspaceScan';

/** Serves one connection until it closes. */
export function serve(connection: Connection, hostFor: HostFor, options: ServerOptions): void {
  new Server(connection, hostFor, options).listen();
}

class Server {
  private readonly reports: UserReports;
  private readonly workspace: Workspace;
  private readonly inventory: Inventory;
  private readonly history: History;
  private readonly kept: KeptHistory;
  private readonly ignoredRuns: IgnoredRuns;
  private readonly commitTimes: CommitTimes;
  private readonly results: ActionResultStore;
  private readonly validation: Validation;
  private readonly check: WorkspaceCheck;
  private readonly context: FeatureContext;
  private readonly notifier: RefreshNotifier;
  private readonly scanner: WorkspaceScan;
  private readonly reads: BackgroundReads;
  private readonly gate = new StartGate();
  private readonly settings = new SettingsReader();
  private readonly watchers: FileWatchers;
  private readonly loading = new LoadingQueue(
    () => this.options.loading,
    error => this.connection.console.error(String(error)),
  );
  private capabilities = noCapabilities;

  constructor(
    private readonly connection: Connection,
    hostFor: HostFor,
    private readonly options: ServerOptions,
  ) {
    this.reports = new UserReports(connection, path => this.workspace.label(path));
    const host = this.reports.host(hostFor(() => this.workspace.folders));
    this.history = new History(host);
    this.workspace = new Workspace(host, options.dlm, {
      usesKynml: () => this.inventory.usesKynml(),
      olderText: hash => this.history.storedText(hash),
      dataFiles: {
        used: () => this.watchers.scheduleUpdate(),
        changedUnreported: () => this.notifier.scheduleRefresh(),
      },
    });
    this.inventory = new Inventory(host, this.workspace.files, this.gate, (folder, entries) =>
      this.workspace.settings.projects.listed(folder, entries),
    );
    this.kept = new KeptHistory(this.workspace, this.inventory);
    this.ignoredRuns = new IgnoredRuns(this.workspace, this.inventory);
    this.commitTimes = new CommitTimes(this.workspace, folder => needsCommitTimes(this.context, folder));
    this.results = new ActionResultStore(host);
    this.validation = new Validation(this.workspace, toolLookup(connection, this.workspace, options.computer));
    this.watchers = new FileWatchers(
      connection,
      () => this.capabilities,
      () => this.workspace.folders,
      () => [...this.check.watchable(), ...this.workspace.dataFiles.watchable()],
    );
    this.check = new WorkspaceCheck(() => this.context, this.watchers);
    const { workspace, inventory, history, kept, ignoredRuns, commitTimes, results, gate, check } = this;
    const views = { workspace, inventory, history, kept, commitTimes, check, results };
    this.context = {
      ...views,
      ...options,
      modelUses: new ModelUses(workspace, inventory, () => check.diskRevision),
      validation: this.validation,
      commits: new Commits(host),
      trainings: new LiveTrainings({ host, now: Date.now, findProcess: options.computer.claims.findProcess }),
      refreshHistory: () => this.reads.history(),
      refreshKept: () => this.reads.kept(),
      refreshTracked: changed => this.inventory.refreshTracked(changed),
      refreshDataFiles: () => this.reads.dataFiles(),
      refreshDlmLocks: () => this.workspace.dlm.invalidate(),
      watch: paths => this.watchers.add(paths),
      refreshClient: () => this.notifier.scheduleRefresh(),
      applyEdit: async edit => (await connection.workspace.applyEdit(edit)).applied,
      showMessage: text => this.reports.show(MessageType.Info, text),
      filesWritten: paths => this.filesChanged(paths.map(path => ({ path, isDeleted: false }))),
    };
    this.notifier = new RefreshNotifier(
      connection,
      this.context,
      () => this.capabilities,
      (uris, isOnDisk) => {
        const affected = this.check.changed(uris, isOnDisk);
        if (!this.capabilities.pullDiagnostics && this.isAnythingOpen()) this.openGate();
        return affected;
      },
    );
    const readers = { history, kept, ignoredRuns, commitTimes, notifier: this.notifier };
    this.reads = new BackgroundReads({ connection, gate, workspace, ...readers, results });
    const capabilities = () => this.capabilities;
    this.scanner = new WorkspaceScan({ connection, inventory, ...readers, check, capabilities, gone: this.gone });
  }

  listen(): void {
    const { connection } = this;
    answerRefused(connection);
    connection.onInitialize(async params => {
      const result = this.initialize(params);
      await this.loading.start(this.workspace.folders);
      return result;
    });
    connection.onInitialized(() => this.initialized());
    // A request may come without parameters; then the token is the only argument.
    for (const feature of features)
      connection.onRequest(feature.method, (...given) => {
        const token: CancellationToken = given.pop();
        return this.loading.answer(() => this.answer(feature, (given[0] ?? {}) as never, token));
      });
    this.listenToDocuments();
    connection.onDidChangeConfiguration(({ settings }) => {
      this.settings.receive(settings);
      return this.readSettings();
    });
    connection.onDidChangeWatchedFiles(({ changes }) => this.filesReported(changesOf(changes)));
    connection.onNotification('kynml/trusted', () => this.trust());
    connection.onShutdown(() => this.validation.stopAll());
    connection.listen();
  }

  private answer(feature: (typeof features)[number], params: never, token: CancellationToken): Promise<unknown> {
    // Requests with a position usually follow an action of the user, so the work in the background need not wait.
    if (hasPosition(params)) this.gate.open();
    const { connection, context, capabilities: client } = this;
    return answerRequest(feature, { connection, context, client }, { params, token }).finally(() =>
      this.answered(feature.method),
    );
  }

  // The response is sent before the work in the background starts.
  private answered(method: string): void {
    if (method === DocumentDiagnosticRequest.method) this.openGate();
  }

  private openGate(): void {
    soon(() => this.gate.open());
  }

  private isAnythingOpen(): boolean {
    return [...this.workspace.allDocuments()].length > 0;
  }

  private listenToDocuments(): void {
    const { connection, workspace } = this;
    connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
      workspace.open(TextDocument.create(uri, languageId, version, text));
      if (this.isUnrelated(uri)) return;
      void this.reads.history();
      this.reads.files();
      this.scanner.again();
      this.notifier.scheduleRefresh([uri]);
    });
    connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
      const wasIgnored = this.isUnrelated(uri);
      workspace.document(uri)?.update(contentChanges, version);
      if (!wasIgnored || !this.isUnrelated(uri)) this.notifier.scheduleRefresh([uri]);
    });
    connection.onDidSaveTextDocument(({ textDocument: { uri } }) => this.documentSaved(uri));
    connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
      const wasIgnored = this.isUnrelated(uri);
      workspace.close(uri);
      if (wasIgnored) return;
      this.validation.close(uri);
      this.results.closed(uri);
      this.notifier.scheduleRefresh([uri]);
      if (!this.capabilities.pullDiagnostics) void connection.sendDiagnostics({ uri, diagnostics: [] });
    });
  }

  // Nothing depends on these documents, and an editor requests what it shows of them by itself.
  private isUnrelated(uri: string): boolean {
    const open = this.workspace.document(uri);
    const isPulled = this.capabilities.pullDiagnostics && open !== undefined && isProse(open.doc);
    return isPulled || isUnrelatedScript(this.workspace, uri);
  }

  private documentSaved(uri: string): void {
    if (this.isUnrelated(uri)) return;
    const path = this.workspace.document(uri)?.path;
    this.notifier.markSaved();
    // A client that cannot watch files reports at least its own saves.
    if (path !== undefined) this.filesReported([{ path, isDeleted: false }]);
    void this.reads.history();
    this.reads.files();
    this.scanner.again();
    this.notifier.scheduleRefresh([uri]);
    void this.validate(uri);
  }

  private initialize(params: InitializeParams): InitializeResult {
    const { workspace } = this;
    workspace.client = (params.initializationOptions ?? {}) as InitializationOptions;
    this.capabilities = capabilitiesOf(params.capabilities, workspace.client);
    this.settings.start(workspace.client.settings);
    workspace.trusted = workspace.client.trusted === true;
    workspace.snippets = this.capabilities.snippets;
    workspace.coloursAllWords = !this.capabilities.augmentsTokens;
    workspace.folders = workspaceRoots(params);
    return initializeResult(this.options.version, this.capabilities);
  }

  private initialized(): void {
    const { connection, capabilities } = this;
    this.watchers.start();
    if (capabilities.workspaceFolders)
      connection.workspace.onDidChangeWorkspaceFolders(change => this.foldersChanged(change));
    registerFor(connection, capabilities, this.workspace.folders);
    this.notifier.links.update();
    void this.readSettings();
    this.gate.begin(() => this.isAnythingOpen());
    this.scan();
  }

  // Folders that are added count once they are loaded: what was looked for before, such as settings, would be taken for missing.
  private foldersChanged({ added, removed }: WorkspaceFoldersChangeEvent): void {
    const addedFolders = added.flatMap(f => folderPath(f.uri) ?? []);
    const removedFolders = removed.flatMap(f => folderPath(f.uri) ?? []);
    this.loading.after(
      loading => loading.load(addedFolders),
      () => this.foldersLoaded(addedFolders, removedFolders),
    );
  }

  private foldersLoaded(added: readonly string[], removed: readonly string[]): void {
    const { workspace } = this;
    workspace.folders = [...workspace.folders.filter(f => !removed.includes(f)), ...added];
    this.watchers.scheduleUpdate();
    this.inventory.remove(removed);
    for (const folder of removed) this.history.forget(folder);
    void this.readSettings();
    this.scan();
  }

  // Settings may differ between folders.
  private async readSettings(): Promise<void> {
    const { connection, workspace, capabilities } = this;
    const canBeAsked = capabilities.configuration;
    const settings = await this.settings.read({ connection, folders: workspace.folders, canBeAsked });
    if (!settings) return;
    workspace.configure(settings.general, settings.byFolder);
    // A setting selects the inlay hints; an editor requests them again only after a refresh.
    if (capabilities.refreshHints) connection.languages.inlayHint.refresh().catch(() => undefined);
    this.validation.settingsChanged();
    if (this.ignoredRuns.isStale()) void this.reads.kept();
    this.notifier.scheduleRefresh();
  }

  // The compiler may take seconds; only findings depend on its result.
  private async validate(uri: string): Promise<void> {
    const { connection, capabilities } = this;
    const hasResult = await guard(connection.console, 'kynml validate', false, () => this.validation.validate(uri));
    if (!hasResult) return;
    if (capabilities.pullDiagnostics) connection.languages.diagnostics.refresh().catch(() => undefined);
    else this.notifier.publishDiagnostics(uri);
  }

  private scan(): void {
    this.scanner.all(this.workspace.folders, () => this.reads.history());
  }

  private trust(): void {
    this.workspace.trusted = true;
    this.watchers.scheduleUpdate();
    this.notifier.scheduleRefresh();
    void this.reads.history();
    void this.reads.kept();
  }

  private readonly gone = (paths: readonly string[]): void =>
    this.filesReported(paths.map(path => ({ path, isDeleted: true })));

  // Changes are applied in the order in which they were reported, and requests are answered after them.
  private filesReported(changes: readonly FileChange[]): void {
    this.loading.after(
      loading => loading.refresh(changes),
      () => this.filesChanged(changes),
    );
  }

  private filesChanged(reported: readonly FileChange[]): void {
    const { workspace, inventory, results } = this;
    const isUsed = (path: string): boolean => this.check.dependsOn(path);
    const changes = [...reported, ...replacedFiles(workspace, reported, isUsed)];
    const changed = applyFileChanges({ workspace, inventory, results }, changes, isUsed);
    const { affected, isGitAffected } = changed;
    if (changed.isAnythingAffected) this.notifier.scheduleRefresh();
    if (affected.length > 0) this.notifier.scheduleRefresh(affected.map(uriOf));
    this.scanner.changed(changes, changed.folders);
    this.commitTimes.changed(changes, changed);
    if (isGitAffected) void this.reads.history(true);
    if (changes.some(({ path }) => isKeptPath(path))) void this.reads.kept();
    else if (isGitAffected || this.ignoredRuns.isStale()) this.reads.keptSoon();
  }
}
