// Git's state in a sentence, for the first question of a new manifest and above its preview.
import type { GitTree } from '../../../src-shared/protocol/requests';
import { t } from '../ui/l10n';

/** Branch and short commit (8 digits, as in the identifier of an experiment), and whether there are changes that are in no commit. */
export function gitText({ branch, sha, dirty }: GitTree): string {
  const commit = sha.slice(0, 8);
  return dirty
    ? t('{0} at {1}, uncommitted changes', branch, commit)
    : t('{0} at {1}, no uncommitted changes', branch, commit);
}
