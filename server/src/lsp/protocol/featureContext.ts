// What a feature may look at.
import type { Commits } from '../../../../src-shared/repro/git/commitDistance';
import type { Validation } from '../compiler/validation';
import type { History } from '../workspace/history';
import type { Inventory } from '../workspace/inventory';
import type { ModelUses } from '../workspace/modelUses';
import type { SentTokens } from '../workspace/sentTokens';
import type { Workspace } from '../workspace/workspace';

/** The server's surroundings for features. They read; only server.ts writes. */
export interface FeatureContext {
  readonly workspace: Workspace;
  readonly inventory: Inventory;
  readonly history: History;
  /** Where commits stand that artifacts name. */
  readonly commits: Commits;
  /** What the official compiler said of saved specs. */
  readonly validation: Validation;
  /** What specs use of the models of files that they import. */
  readonly modelUses: ModelUses;
  /** The semantic tokens that clients have; written when they are answered. */
  readonly sentTokens: SentTokens;
  /** Has git read again where HEAD moved; resolves when what is known is up to date. */
  readonly refreshHistory: () => Promise<void>;
  /** Has files watched that are not watched anyway. */
  readonly watch: (paths: readonly string[]) => void;
  /** Has the client ask for findings and lenses again: what is known of files changed, and no file. */
  readonly refresh: () => void;
  /** Tells the client that files changed which the server itself wrote. */
  readonly changed: (paths: readonly string[]) => void;
}
