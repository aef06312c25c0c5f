// Tells the client what to ask again after something changed. Nothing here changes the workspace.
import type { Connection } from 'vscode-languageserver';
import { guard } from './base/guard';
import { diagnosticsOf } from './features/diagnostics';
import type { Capabilities } from './protocol/clientCapabilities';
import type { FeatureContext } from './protocol/featureContext';

/** Collects changes of one turn and tells them at its end. */
export class RefreshNotifier {
  private readonly pending = new Set<string>();
  private underWay = false;
  private everything = false;
  private wasSaved = false;

  constructor(
    private readonly connection: Connection,
    private readonly context: FeatureContext,
    private readonly abilities: () => Capabilities,
  ) {}

  /** A document was saved: what is on disk is another now. */
  saved(): void {
    this.wasSaved = true;
  }

  /** Something changed: these documents, or without names anything. Several changes of one turn are told once; nothing waits longer than that. */
  touched(...uris: string[]): void {
    if (!this.underWay) setImmediate(() => this.notify());
    this.underWay = true;
    if (uris.length === 0) this.everything = true;
    for (const uri of uris) this.pending.add(uri);
  }

  private notify(): void {
    // No names mean that anything may have changed, and that must not be narrowed by a name that came in the same turn.
    const uris = this.everything ? [] : [...this.pending];
    this.everything = false;
    this.pending.clear();
    this.underWay = false;
    const { connection } = this;
    const abilities = this.abilities();
    const quiet = () => undefined;
    connection.sendNotification('kynml/changed', { uris }).catch(quiet);
    // For a buffer that changed an editor asks again by itself, for other documents too (interFileDependencies).
    const onDisk = uris.length === 0 || uris.some(uri => !this.context.workspace.document(uri)) || this.wasSaved;
    this.wasSaved = false;
    if (abilities.refreshDiagnostics && onDisk) connection.languages.diagnostics.refresh().catch(quiet);
    if (abilities.refreshLenses && (onDisk || this.concernsOthers(uris)))
      connection.sendRequest('workspace/codeLens/refresh').catch(quiet);
    if (!abilities.pull) for (const { doc } of this.context.workspace.allDocuments()) this.push(doc.uri);
  }

  // Lenses of a lock or a manifest tell of specs, those of a spec tell of its lock.
  private concernsOthers(uris: readonly string[]): boolean {
    const { workspace } = this.context;
    const isSpec = (uri: string): boolean => workspace.spec(uri) !== undefined;
    const isArtifact = (uri: string): boolean => workspace.artifact(uri) !== undefined;
    const others = [...workspace.allDocuments()].map(({ doc }) => doc.uri).filter(uri => !uris.includes(uri));
    return (uris.some(isSpec) && others.some(isArtifact)) || (uris.some(isArtifact) && others.some(isSpec));
  }

  /** Publishes the findings of a document, for clients that cannot pull. */
  push(uri: string): void {
    void guard(this.connection.console, 'publishing diagnostics', undefined, () =>
      this.connection.sendDiagnostics({ uri, diagnostics: diagnosticsOf(this.context, uri) }),
    );
  }
}
