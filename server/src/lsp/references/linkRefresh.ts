// The registration of the links of texts. LSP has no request that refreshes links: an editor asks for them again when their provider is registered again.
import type { Connection, Disposable } from 'vscode-languageserver';
import { guard } from '../base/guard';
import { isProse } from '../base/isProse';
import { DocumentLinkRequest } from '../base/languageServer';
import type { Capabilities } from '../protocol/clientCapabilities';
import type { FeatureContext } from '../protocol/featureContext';
import { proseSelector } from '../protocol/proseSync';
import { referenceLinks } from './referenceLinks';

/** Keeps the links of open texts up to date. */
export class LinkRefresh {
  private registration: Promise<Disposable | undefined> | undefined;
  private shown = '';

  constructor(
    private readonly connection: Connection,
    private readonly context: FeatureContext,
    private readonly capabilities: () => Capabilities,
  ) {}

  /** Registers the links, again where those of an open text are others now. */
  update(): void {
    if (!this.capabilities().proseSync) return;
    void guard(this.connection.console, 'Refreshing links', undefined, () => {
      const now = JSON.stringify(this.links());
      if (this.registration && now === this.shown) return;
      this.shown = now;
      this.registration = this.register(this.registration);
    });
  }

  private links() {
    const { workspace } = this.context;
    return [...workspace.allDocuments()].flatMap(open => (isProse(open.doc) ? referenceLinks(this.context, open) : []));
  }

  // A client that refuses shows no links.
  private async register(before: Promise<Disposable | undefined> | undefined): Promise<Disposable | undefined> {
    const documentSelector = proseSelector(this.context.workspace.folders);
    (await before)?.dispose();
    return this.connection.client.register(DocumentLinkRequest.type, { documentSelector }).catch(() => undefined);
  }
}
