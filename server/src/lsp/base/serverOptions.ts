// What the program that starts the server provides.
import type { Host } from '../../../../src-shared/host/host';
import type { StorePlaces } from '../../../../src-shared/repro/dlm/store';
import type { Computer } from './computer';
import type { Loading } from './loading';

/** Its parts. */
export interface ServerOptions {
  /** The version of the product. */
  readonly version: string;
  /** The location of DLM's stores. */
  readonly dlm: StorePlaces;
  readonly computer: Computer;
  /** Loads files before they are read; absent where they can be read at any time. */
  readonly loading?: Loading;
}

/** Makes the host of a server; `workspaceFolders` gives the folders that are open at that time. */
export type HostFor = (workspaceFolders: () => readonly string[]) => Host;
