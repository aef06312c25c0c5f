// How long git may take in the editor.

import type { Host } from '../../../../src-shared/host/host';
import { withGitBudget } from '../../../../src-shared/host/node/gitBudget';

/** The limit of a git command, and of all those of a request together, in milliseconds. */
export const GIT_LIMIT_MS = 5_000;

/** A host for one request or refresh. */
export const budgeted = (host: Host): Host => withGitBudget(host, GIT_LIMIT_MS);
