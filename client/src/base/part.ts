// The interface of a part of the extension: it starts and ends with the extension.
import type { Disposable } from 'vscode';
import type { ClientContext } from './clientContext';

/** One part. `start` must not wait for the language server; an exception disables only this part. */
export interface Part {
  readonly name: string;
  start(context: ClientContext): Disposable;
}
