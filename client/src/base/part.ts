// The interface of a part of the extension: it starts and ends with the extension.
import type { Disposable } from 'vscode';
import type { ExtensionContext } from './extensionContext';

/** One part. `start` must not wait for the language server; an exception disables only this part. */
export interface Part {
  readonly name: string;
  start(context: ExtensionContext): Disposable;
}
