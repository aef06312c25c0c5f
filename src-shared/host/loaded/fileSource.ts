// The asynchronous file system of an editor, from which files are loaded.
import type { FolderEntry, ReadFailure, WriteResult } from '../host';
import type { LoadedFile } from './loadedFiles';

/** A file that was read; without `bytes` where it is larger than the limit. Or why it could not be read. */
export type SourceFile = { readonly ok: true; readonly file: LoadedFile } | SourceFailure;

/** Why a file or a folder could not be read. */
export interface SourceFailure {
  readonly ok: false;
  readonly reason: Extract<ReadFailure, 'missing' | 'folder' | 'denied' | 'unreadable'>;
}

/** The entries of a folder, or why it could not be read. */
export type SourceFolder = { readonly ok: true; readonly entries: readonly FolderEntry[] } | SourceFailure;

/** Reads and writes files by absolute paths. No member rejects. */
export interface FileSource {
  readFolder(path: string): Promise<SourceFolder>;
  /** A file of at most `limit` bytes. */
  readFile(path: string, limit: number): Promise<SourceFile>;
  /** Writes UTF-8 text, and the folders around it. */
  writeFile(path: string, text: string): Promise<WriteResult>;
}
