// Tells the client what to request again after a change. Reads the workspace and never changes it.
import type { Connection } from 'vscode-languageserver';
import { diagnosticsFor } from './adapt/findings';
import { uriOf } from './base/convert';
import { guard } from './base/guard';
import { isSpecDocument } from './base/isSpecDocument';
import { soon } from './base/pause';
import { toClient } from './base/toClient';
import { documentDiagnostics } from './diagnostics/documentDiagnostics';
import type { Capabilities } from './protocol/clientCapabilities';
import type { FeatureContext } from './protocol/featureContext';
import { LinkRefresh } from './references/linkRefresh';

/** With more files than this, the client is notified that anything may have changed. */
const MAX_NAMED = 1000;

/** Collects the changes of one turn of the event loop and notifies the client at its end. */
export class RefreshNotifier {
  private readonly pending = new Set<string>();
  private isScheduled = false;
  private isEverythingPending = false;
  private wasSaved = false;
  /** The links of texts for people. */
  readonly links: LinkRefresh;

  constructor(
    private readonly connection: Connection,
    private readonly context: FeatureContext,
    private readonly capabilities: () => Capabilities,
    private readonly changed: (uris: readonly string[], isOnDisk: boolean) => readonly string[],
  ) {
    this.links = new LinkRefresh(connection, context, capabilities);
  }

  /** A document was saved, so its file on disk changed. */
  markSaved(): void {
    this.wasSaved = true;
  }

  /** These documents changed, or anything when none are given. Changes of one turn are combined; the notification is not delayed further. */
  scheduleRefresh(uris: readonly string[] = []): void {
    if (!this.isScheduled) soon(() => this.flush());
    this.isScheduled = true;
    if (uris.length === 0) this.isEverythingPending = true;
    for (const uri of uris) this.pending.add(uri);
  }

  private flush(): void {
    // An empty list means that anything may have changed; a URI of the same turn must not narrow it.
    const uris = this.isEverythingPending ? [] : [...this.pending];
    this.isEverythingPending = false;
    this.pending.clear();
    this.isScheduled = false;
    const { connection } = this;
    const capabilities = this.capabilities();
    const ignore = () => undefined;
    const onDisk = uris.length === 0 || uris.some(uri => !this.context.workspace.document(uri)) || this.wasSaved;
    this.wasSaved = false;
    const dependents = this.changed(uris, onDisk);
    if (capabilities.changes)
      connection
        .sendNotification('kynml/changed', { uris: onDisk ? withDependents(uris, dependents) : uris })
        .catch(ignore);
    // After an edit, an editor requests diagnostics again by itself, also of other documents (interFileDependencies).
    if (capabilities.pullDiagnostics && onDisk) connection.languages.diagnostics.refresh().catch(ignore);
    if (capabilities.refreshLenses && (onDisk || this.affectsOtherLenses(uris)))
      connection.sendRequest('workspace/codeLens/refresh').catch(ignore);
    if (onDisk) this.links.update();
    if (!capabilities.pullDiagnostics)
      for (const { doc } of this.context.workspace.allDocuments()) this.publishDiagnostics(doc.uri);
  }

  // Lenses of a lock or a manifest depend on specs, and lenses of a spec depend on its lock.
  private affectsOtherLenses(uris: readonly string[]): boolean {
    const { workspace } = this.context;
    const isSpec = (uri: string): boolean => {
      const open = workspace.document(uri);
      return open !== undefined && isSpecDocument(open.doc);
    };
    const isArtifact = (uri: string): boolean => workspace.artifact(uri) !== undefined;
    const others = [...workspace.allDocuments()].map(({ doc }) => doc.uri).filter(uri => !uris.includes(uri));
    return (uris.some(isSpec) && others.some(isArtifact)) || (uris.some(isArtifact) && others.some(isSpec));
  }

  /** Publishes the findings of a document, for clients that cannot pull diagnostics. */
  publishDiagnostics(uri: string): void {
    void guard(this.connection.console, 'Publishing diagnostics', undefined, () => {
      const version = this.context.workspace.document(uri)?.doc.version;
      const diagnostics = diagnosticsFor(documentDiagnostics(this.context, uri), this.capabilities());
      return this.connection.sendDiagnostics(toClient({ uri, ...(version !== undefined && { version }), diagnostics }));
    });
  }
}

// Of an event, an editor sees only that the spec or lock that it shows is not named, so the files that depend on it are named too.
function withDependents(uris: readonly string[], dependents: readonly string[]): readonly string[] {
  const all = new Set([...uris, ...dependents.map(uriOf)]);
  return uris.length === 0 || all.size > MAX_NAMED ? [] : [...all];
}
