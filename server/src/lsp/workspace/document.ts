// An open document: its buffer, and what its file adds to it (an editor hides the byte order mark and the encoding).
import { type Range, TextDocument } from 'vscode-languageserver-textdocument';
import { fileFormatOf } from '../../../../src-shared/artifacts/detect';
import { json, jsonLines } from '../../../../src-shared/artifacts/fileFormat';
import type { Host, Stat } from '../../../../src-shared/host/host';
import { linkRoute } from '../../../../src-shared/host/linkRoute';
import { decodeText } from '../../../../src-shared/host/readText';
import { sameStat } from '../../../../src-shared/host/sameStat';
import { BOM, configHash } from '../../../../src-shared/repro/hash/configHash';
import { TextHash } from '../../../../src-shared/repro/hash/textHash';
import { pathOf } from '../base/convert';
import { isProse } from '../base/isProse';
import type { DiskState, DocumentView } from './workspaceView';

const NO_FILE: DiskState = { bom: false, hash: undefined };

/** An open document. The object stays the same from open to close; its revision changes. */
export class OpenDocument implements DocumentView {
  private hashed: { revision: number; bom: boolean; hash: string } | undefined;
  private readonly textHash: TextHash;
  private stat: Stat | undefined;
  disk: DiskState = NO_FILE;
  /** The paths that decide which file it is. */
  route: readonly string[] = [];
  revision = 0;

  constructor(
    readonly doc: TextDocument,
    private readonly host: Host,
  ) {
    this.textHash = new TextHash(host.runningHash);
    this.readDisk();
  }

  get path(): string | undefined {
    return pathOf(this.doc.uri);
  }

  get text(): string {
    const text = this.doc.getText();
    return this.hidesBom(text) ? BOM + text : text;
  }

  get hiddenBom(): boolean {
    return this.hidesBom(this.doc.getText());
  }

  private hidesBom(text: string): boolean {
    return this.disk.bom && !text.startsWith(BOM);
  }

  hash(): string | undefined {
    if (this.disk.fault) return undefined;
    const { revision } = this;
    const { bom } = this.disk;
    if (this.hashed?.revision !== revision || this.hashed.bom !== bom) {
      const text = this.doc.getText();
      this.hashed = { revision, bom, hash: this.textHash.of(this.hidesBom(text) ? BOM : '', text) };
    }
    return this.hashed.hash;
  }

  isUnsaved(): boolean {
    return this.hash() !== this.disk.hash;
  }

  /** Writes: reads the file on disk again. */
  readDisk(): void {
    const { path } = this;
    const format = path === undefined || isProse(this.doc) ? undefined : fileFormatOf(path);
    this.stat = path === undefined ? undefined : this.host.stat(path);
    this.route = path === undefined ? [] : linkRoute(this.host, path);
    if (path !== undefined && format === json) this.disk = this.diskOf(path);
    // The hash of logs and scripts is never used, and a log may be large.
    else
      this.disk = path !== undefined && format === jsonLines ? { ...NO_FILE, bom: this.startsWithBom(path) } : NO_FILE;
  }

  private diskOf(path: string): DiskState {
    const read = this.host.readBytes(path);
    if (!read.ok) return NO_FILE;
    const content = decodeText(this.host, read.bytes);
    return content.ok
      ? { bom: content.text.startsWith(BOM), hash: configHash(content.text, this.host.sha256) }
      : { bom: false, hash: undefined, fault: content.reason };
  }

  /** Writes: reads the file on disk again if it changed without an event. */
  refreshDisk(): void {
    if (this.path !== undefined && !sameStat(this.stat, this.host.stat(this.path))) this.readDisk();
  }

  private startsWithBom(path: string): boolean {
    const head = this.host.readHead(path, 3);
    return head.ok && this.host.decodeUtf8(head.bytes) === BOM;
  }

  /** Writes: applies the edits of one change. */
  update(changes: Parameters<typeof TextDocument.update>[1], version: number): void {
    this.revision++;
    for (const change of changes) {
      this.textHash.changed('range' in change ? startOf(this.doc, change.range) : 0);
      TextDocument.update(this.doc, [change], version);
    }
  }
}

// A client may send the ends of a range in any order.
const startOf = (doc: TextDocument, { start, end }: Range): number => Math.min(doc.offsetAt(start), doc.offsetAt(end));
