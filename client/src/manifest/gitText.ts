// The git state as text, for the first prompt of a new manifest and above its preview.
import type { GitTree } from '../../../src-shared/protocol/requests';
import { t } from '../ui/l10n';

/** Branch, short commit (8 digits, as in experiment ids) and whether there are uncommitted changes. */
export function gitText({ branch, sha, dirty }: GitTree): string {
  const commit = sha.slice(0, 8);
  return dirty
    ? t('{0} at {1}, uncommitted changes', branch, commit)
    : t('{0} at {1}, no uncommitted changes', branch, commit);
}
