// What a feature may look at.
import type { History } from './history';
import type { Inventory } from './inventory';
import type { Workspace } from './workspace';

/** The server's surroundings for features. They read; only server.ts writes. */
export interface Context {
  readonly workspace: Workspace;
  readonly inventory: Inventory;
  readonly history: History;
  /** Has git read again where HEAD moved; resolves when what is known is up to date. */
  readonly refreshHistory: () => Promise<void>;
  /** Tells the client that files changed which the server itself wrote. */
  readonly changed: (paths: readonly string[]) => void;
}
