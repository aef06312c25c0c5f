// What every part of the client may use. Made once in extension.ts and handed on; nothing here is global.
import type * as vscode from 'vscode';
import type { Requests } from '../../src-shared/protocol/requests';

/** The client's surroundings. */
export interface Ctx {
  readonly extension: vscode.ExtensionContext;
  /** The output channel `KynML`, with levels. */
  readonly log: vscode.LogOutputChannel;
  /** Asks the language server; rejects only when the server is gone. */
  request<M extends keyof Requests>(method: M, params: Requests[M]['params']): Promise<Requests[M]['result']>;
  /** Fires with URIs when something on disk or in a buffer changed that states, runs or comparisons are made of. */
  readonly onChanged: vscode.Event<readonly string[]>;
}
