// The open documents, by their URI and by their path.
import { dirname } from '../../../../src-shared/host/paths';
import type { OpenDocument } from './document';

/** The documents that a client has open. */
export class OpenDocuments {
  private readonly byUri = new Map<string, OpenDocument>();
  /** Several URIs may have one path, for example with other escapes. */
  private readonly byPath = new Map<string, Set<OpenDocument>>();

  /** The folders with open documents: the same list until a document is opened or closed. */
  folders: readonly string[] = [];

  get(uri: string): OpenDocument | undefined {
    return this.byUri.get(uri);
  }

  /** The document at a path; the one that was opened last if there are several. */
  at(path: string): OpenDocument | undefined {
    return [...(this.byPath.get(path) ?? [])].at(-1);
  }

  all(): Iterable<OpenDocument> {
    return this.byUri.values();
  }

  /** Writes: a document was opened. */
  open(document: OpenDocument): void {
    const { path, doc } = document;
    this.close(doc.uri);
    this.byUri.set(doc.uri, document);
    if (path !== undefined) this.byPath.set(path, (this.byPath.get(path) ?? new Set()).add(document));
    this.updateFolders();
  }

  /** Writes: a document was closed. */
  close(uri: string): void {
    const document = this.byUri.get(uri);
    if (!document) return;
    this.byUri.delete(uri);
    const samePath = this.byPath.get(document.path ?? '');
    samePath?.delete(document);
    if (samePath?.size === 0) this.byPath.delete(document.path ?? '');
    this.updateFolders();
  }

  private updateFolders(): void {
    this.folders = [...new Set([...this.byPath.keys()].map(dirname))];
  }
}
