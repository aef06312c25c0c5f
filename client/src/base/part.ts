// What a part of the extension is: something that starts with the extension and ends with it.
import type { Disposable } from 'vscode';
import type { ExtensionContext } from './extensionContext';

/** One part. `start` must not wait for the language server; a part that throws costs that part alone. */
export interface Part {
  readonly name: string;
  start(context: ExtensionContext): Disposable;
}
