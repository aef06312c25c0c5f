// An open document: its buffer, and what its file on disk adds to it (an editor hides the byte order mark and the encoding).
import { TextDocument } from 'vscode-languageserver-textdocument';
import { fileFormatOf } from '../../../../src-shared/artifacts/detect';
import { json } from '../../../../src-shared/artifacts/fileFormat';
import type { Host } from '../../../../src-shared/host/host';
import { BOM, configHash } from '../../../../src-shared/repro/hash/configHash';
import { pathOf } from '../base/convert';

/** What the file on disk says. */
interface Disk {
  readonly bom: boolean;
  readonly utf8: boolean;
  /** CONFIG_HASH of the file; undefined when there is no file or it is not UTF-8. */
  readonly hash: string | undefined;
}

const NO_FILE: Disk = { bom: false, utf8: true, hash: undefined };

/** A document that an editor has open. Its identity lasts from open to close; its version moves. */
export class OpenDocument {
  private hashed: { version: number; bom: boolean; hash: string } | undefined;
  disk: Disk = NO_FILE;

  constructor(
    readonly doc: TextDocument,
    private readonly host: Host,
  ) {
    this.readDisk();
  }

  /** Absolute path; undefined for a document that was never saved. */
  get path(): string | undefined {
    return pathOf(this.doc.uri);
  }

  /** The text that a save would write, byte order mark included. */
  get text(): string {
    const text = this.doc.getText();
    return this.hidesBom(text) ? BOM + text : text;
  }

  /** Whether the file has a byte order mark that the editor does not show in the text. */
  get hiddenBom(): boolean {
    return this.hidesBom(this.doc.getText());
  }

  private hidesBom(text: string): boolean {
    return this.disk.bom && !text.startsWith(BOM);
  }

  /** CONFIG_HASH of the buffer; undefined when the file is not UTF-8. */
  hash(): string | undefined {
    if (!this.disk.utf8) return undefined;
    const { version } = this.doc;
    const { bom } = this.disk;
    if (this.hashed?.version !== version || this.hashed.bom !== bom)
      this.hashed = { version, bom, hash: configHash(this.text, this.host.sha256) };
    return this.hashed.hash;
  }

  /** Whether the buffer and the file on disk have different hashes. */
  unsaved(): boolean {
    return this.hash() !== this.disk.hash;
  }

  /** Looks at the file on disk again. */
  readDisk(): void {
    // Of a log only the beginning counts, and it may be large; of a script only one line, and most scripts are not ours. Nobody asks for their hash.
    const asked = this.path !== undefined && fileFormatOf(this.path) === json ? this.path : undefined;
    const read = asked === undefined ? undefined : this.host.readBytes(asked);
    if (!read?.ok) {
      this.disk = NO_FILE;
      return;
    }
    const text = this.host.decodeUtf8(read.bytes);
    this.disk = {
      bom: text?.startsWith(BOM) ?? false,
      utf8: text !== undefined,
      hash: text === undefined ? undefined : configHash(text, this.host.sha256),
    };
  }

  /** Applies the edits of one change. */
  update(changes: Parameters<typeof TextDocument.update>[1], version: number): void {
    TextDocument.update(this.doc, changes, version);
  }
}
