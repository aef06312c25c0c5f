// The table of severities: one list for all kinds, used by the editor, the command line and the page of formats.
import { ifBoth, isNullAgainstObject, nullAgainstObject, type PolicyRow } from './policyRow';
import { dlmRows } from './rows/dlm';
import { experimentRows } from './rows/experiment';
import { runRows } from './rows/run';

// The rows of DLM come first, because they are more specific. A difference that no other row matches may matter, so the last row is a warning.
/** All rows; the first one that matches a value is used. */
export const policyRows: readonly PolicyRow[] = [
  ...dlmRows,
  ...runRows,
  ...experimentRows,
  {
    id: 'names-and-times',
    // Full paths only, because the meaning of other fields that end in _id or _path is unknown.
    path: /^(id|experiment_id|parent_id|last_run_id|timestamp|timestamp_utc|created_at|updated_at|script|source_path|cwd)$/,
    severity: 'info',
    about:
      'times, ids and paths that the documents name: id, experiment_id, parent_id, last_run_id, timestamp, timestamp_utc, created_at, updated_at, script, source_path, cwd',
    reason: () => '',
  },
  {
    id: 'unknown',
    path: /^/,
    severity: 'warn',
    about: 'every other value',
    reason: pair =>
      isNullAgainstObject(pair)
        ? nullAgainstObject(pair.path, pair, ', and it is not known whether that matters')
        : ifBoth(pair.path, pair, `${pair.path} differs; it is not known whether that matters.`),
  },
];

/** Values that are judged although both sides may be equal, because they are not known. */
export const missingValueRows = [
  { id: 'seed-unset', severity: 'warn', about: 'seed null on both sides, or null on one and absent on the other' },
  {
    id: 'data-unsaid',
    severity: 'warn',
    about: 'hash of the dataset null on both sides, or null on one and absent on the other',
  },
  {
    id: 'dirty-unknown',
    severity: 'warn',
    about: 'git.dirty absent or null on both sides of two experiments, or neither true nor false on one',
  },
  {
    id: 'env-unknown',
    severity: 'warn',
    about: 'env.python or env.platform absent or null on both sides, or blank or not a string on one',
  },
  { id: 'uncompared', severity: 'warn', about: 'code of two generated scripts, of which only CONFIG_HASH is compared' },
  {
    id: 'imports-differ',
    severity: 'error',
    about: 'imported files of two runs of one spec that .kynml recorded with other texts',
  },
  {
    id: 'imports-unknown',
    severity: 'warn',
    about: 'imported files of two runs of one spec, where .kynml does not have what both imported',
  },
  {
    id: 'identity-unknown',
    severity: 'error',
    about: 'a field of the identity absent or null on both sides, or of a form that cannot be read on one',
  },
] as const satisfies readonly Pick<PolicyRow, 'id' | 'severity' | 'about'>[];

/** The names of all rows, for settings. */
export const policyRowNames: readonly string[] = [...policyRows, ...missingValueRows].map(({ id }) => id);
