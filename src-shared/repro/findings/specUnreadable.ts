// A lock whose spec exists, perhaps only in git, but cannot be read.
import { defineFinding } from '../../text/defineFinding';
import { oneLine } from '../../text/oneLine';

interface UnreadableSpec {
  readonly sourcePath: string;
  /** Completes "cannot be read: ". */
  readonly reason: string;
}

/** The spec of a lock exists but cannot be read. */
export const specUnreadable = defineFinding({
  code: 'spec-unreadable',
  severity: 'warning',
  group: 'locks',
  summary:
    'The spec that a lock names exists but cannot be read: it is not UTF-8 text, is too large, a folder or a Git LFS pointer, contains a merge conflict, is left out by a sparse checkout, or reading it is not permitted. It is not known whether the spec changed.',
  fix: 'Make the spec readable, and save it as UTF-8. Fetch it with `git lfs pull`, add its folder with `git sparse-checkout add`, or resolve its conflict.',
  message: ({ sourcePath, reason }: UnreadableSpec) =>
    sourcePath === ''
      ? '`source_path` is empty, so this lock does not name a spec and drift is unknown.'
      : `${oneLine(sourcePath)} cannot be read: ${reason}, so drift is unknown.`,
});
