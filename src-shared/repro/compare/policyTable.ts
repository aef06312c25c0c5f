// The table of severities: one list for all kinds, from which the editor, the command line and the page of formats read.

import type { PolicyRow } from './policyRow';
import { dlmRows } from './rows/dlm';
import { experimentRows } from './rows/experiment';
import { runRows } from './rows/run';

// DLM's versions are judged by their own rows, so those stand first. Of a value that no row names nothing is known, so its difference counts: the last row.
/** All rows; the first that fits a value decides. */
export const policyRows: readonly PolicyRow[] = [
  ...dlmRows,
  ...runRows,
  ...experimentRows,
  {
    id: 'names-and-times',
    // Whole paths, as the kinds have them: of another field that ends in _id or _path it is not known what it names.
    path: /^(id|experiment_id|last_run_id|timestamp|timestamp_utc|created_at|updated_at|script|source_path)$/,
    severity: 'info',
    about:
      'times, ids and paths that the documents name: id, experiment_id, last_run_id, timestamp, timestamp_utc, created_at, updated_at, script, source_path',
    reason: () => '',
  },
  {
    id: 'unknown',
    path: /^/,
    severity: 'warn',
    about: 'every other value',
    reason: pair => `${pair.path} differs; it is not known whether that matters.`,
  },
];

/** What is judged though both sides are alike, because what they have in common says nothing. */
export const missingValueRows = [
  { id: 'seed-unset', severity: 'warn', about: 'seed null on both sides' },
  { id: 'data-unsaid', severity: 'warn', about: 'hash of the dataset null on both sides' },
  { id: 'dirty-unknown', severity: 'warn', about: 'git.dirty absent or null on both sides of two experiments' },
  { id: 'env-unknown', severity: 'warn', about: 'env.python or env.platform absent or null on both sides' },
  { id: 'uncompared', severity: 'warn', about: 'code of two generated scripts, of which only CONFIG_HASH is compared' },
  { id: 'identity-unknown', severity: 'error', about: 'a field of the identity absent or null on both sides' },
] as const satisfies readonly Pick<PolicyRow, 'id' | 'severity' | 'about'>[];
