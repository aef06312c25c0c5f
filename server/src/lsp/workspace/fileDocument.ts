// A file on disk that no editor has open, as a document. Its text does not change: another version of the file is another object.

import { TextDocument } from 'vscode-languageserver-textdocument';
import { isSpecPath } from '../../../../src-shared/repro/files/findFiles';
import { BOM } from '../../../../src-shared/repro/hash/configHash';
import { uriOf } from '../base/convert';
import type { DiskState, DocumentView } from './workspaceView';

/** A closed file. */
export class FileDocument implements DocumentView {
  readonly doc: TextDocument;
  readonly disk: DiskState;
  readonly revision = 0;

  /** `text` is the text of the file, byte order mark included; `hash` is its CONFIG_HASH. */
  constructor(
    readonly path: string,
    readonly text: string,
    private readonly fileHash: string | undefined,
  ) {
    const bom = text.startsWith(BOM);
    const isSpec = isSpecPath(path);
    // Like in an editor, the mark is not part of the document.
    this.doc = TextDocument.create(uriOf(path), isSpec ? 'kynml' : 'json', 0, bom ? text.slice(1) : text);
    this.disk = { bom, hash: fileHash };
  }

  get hiddenBom(): boolean {
    return this.doc.getText().length < this.text.length;
  }

  hash(): string | undefined {
    return this.fileHash;
  }

  isUnsaved(): boolean {
    return false;
  }
}
