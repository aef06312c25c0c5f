// What every part of the client may use. Created once in extension.ts and passed on; nothing here is global.
import type * as vscode from 'vscode';
import type { Requests, WorkProgress } from '../../../src-shared/protocol/requests';
import type { LaunchWatch } from './launchWatch';
import type { Log } from './log';
import type { RunQuery } from './runQuery';

/** Options of a request that takes long. */
export interface RequestOptions<R = never> {
  readonly token?: vscode.CancellationToken;
  readonly onProgress?: (work: WorkProgress) => void;
  /** Called with each part of a long list. The answer contains the rest. */
  readonly onPart?: (part: R) => void;
}

/** What all parts and commands of the client have access to. */
export interface ClientContext {
  readonly extension: vscode.ExtensionContext;
  /** The output channel `KynML`, with levels. */
  readonly log: Log;
  /** Sends a request; rejects when the server is gone, or when it was cancelled before the server began. */
  request<M extends keyof Requests>(
    method: M,
    params: Requests[M]['params'],
    options?: RequestOptions<Requests[M]['result']>,
  ): Promise<Requests[M]['result']>;
  /** Fires with the URIs of files or buffers that changed and that states, runs or comparisons depend on. */
  readonly onChanged: vscode.Event<readonly string[]>;
  /** How the view of runs is filtered, ordered and grouped. */
  readonly runQuery: RunQuery;
  readonly launches: LaunchWatch;
}
