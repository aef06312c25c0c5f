// The requests of a server in a browser to the editor, about the files of the workspace. They have a connection of their own, because the server loads
// the files before it answers `initialize`. Files are named by their URIs.

/** Why a file or a folder could not be read. */
export type FileFailure = 'missing' | 'folder' | 'denied' | 'unreadable';

/** An entry of a folder; a link is `other`. */
export interface FolderItem {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'other';
}

/** A file; without `bytes` where it is larger than the limit. Times in milliseconds since 1970. */
export interface FileContent {
  readonly bytes?: Uint8Array;
  readonly size: number;
  readonly modified: number;
  readonly changed: number;
}

/** The requests by their method. `limit`: in bytes. */
export interface FileRequests {
  readFolder: {
    readonly params: { readonly uri: string };
    readonly result: { readonly ok: true; readonly entries: readonly FolderItem[] } | FailedRead;
  };
  readFile: {
    readonly params: { readonly uri: string; readonly limit: number };
    readonly result: { readonly ok: true; readonly file: FileContent } | FailedRead;
  };
  /** `message` completes "<file> could not be written: ". */
  writeFile: {
    readonly params: { readonly uri: string; readonly text: string };
    readonly result: { readonly ok: true } | { readonly ok: false; readonly message: string };
  };
}

/** Why there is no content. */
export interface FailedRead {
  readonly ok: false;
  readonly reason: FileFailure;
}

/** The first message of a server in a worker: it is ready for requests. Later ones are those of the Language Server Protocol. */
export const WORKER_READY = 'kynml/ready';
