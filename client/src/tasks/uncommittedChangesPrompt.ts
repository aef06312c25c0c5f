// The prompt before a run from a work tree with uncommitted changes. Independent of VS Code.
// Source: `require_clean_git` (seed document 003, config fingerprinting): evals refuse a dirty tree by default.
import type { GitTree } from '../../../src-shared/protocol/requests';
import { t } from '../ui/l10n';

/** What is about to run. */
export type RunType = 'training' | 'eval';

/** Whether `kynml.git.requireClean` requires a clean tree; an invalid value counts as the default. */
export function requiresCleanTree(setting: unknown, runType: RunType): boolean {
  return setting === 'always' || (setting !== 'never' && runType === 'eval');
}

/** The prompt for a state of the work tree; undefined when the run may start. */
export function uncommittedChangesPrompt(
  name: string,
  tree: GitTree | 'unknown' | null,
): { readonly text: string; readonly detail: string } | undefined {
  if (tree === null || (tree !== 'unknown' && !tree.dirty)) return undefined;
  const recorded = t('Commit first, or run anyway. A run with uncommitted changes is recorded in the log.');
  if (tree === 'unknown')
    return {
      text: t('{0} is in a git repository, but git did not report whether everything is committed.', name),
      detail: recorded,
    };
  return {
    text: t(
      '{0} is in a work tree with uncommitted changes, so the commit does not identify the code that will run.',
      name,
    ),
    detail: [
      t('Commit {0} on {1}. Untracked files count as changes.', tree.sha.slice(0, 8), tree.branch),
      recorded,
    ].join(' '),
  };
}
