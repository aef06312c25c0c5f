// What every part of the client may use. Made once in extension.ts and handed on; nothing here is global.
import type * as vscode from 'vscode';
import type { Requests, WorkProgress } from '../../../src-shared/protocol/requests';

/** Work of the server that takes long: it can be cancelled, and tells how far it is. */
export interface RequestOptions {
  readonly token: vscode.CancellationToken;
  readonly onProgress: (work: WorkProgress) => void;
}

/** The shared services of the client. */
export interface ExtensionContext {
  readonly extension: vscode.ExtensionContext;
  /** The output channel `KynML`, with levels. */
  readonly log: vscode.LogOutputChannel;
  /** Asks the language server; rejects only when the server is gone, or when `work` was cancelled before it began. */
  request<M extends keyof Requests>(
    method: M,
    params: Requests[M]['params'],
    options?: RequestOptions,
  ): Promise<Requests[M]['result']>;
  /** Fires with URIs when something on disk or in a buffer changed that states, runs or comparisons are made of. */
  readonly onChanged: vscode.Event<readonly string[]>;
}
