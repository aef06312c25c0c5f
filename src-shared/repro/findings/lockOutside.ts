// A lock whose spec must not be read. A lock is written by other people, so it must not make this tool read arbitrary files.
import { defineFinding } from '../../text/defineFinding';

/** The spec of a lock is outside the folders that may be read. The message does not repeat its path. */
export const lockOutside = defineFinding({
  code: 'lock-outside',
  severity: 'warning',
  group: 'locks',
  summary:
    'The spec that a lock names is outside the workspace folders (for `kyn`: outside the working folder and the repository of the lock), or is reached through a symbolic link. It was not read, because a lock must not make a tool read arbitrary files.',
  fix: 'Use a path inside these folders, or open or check a folder that contains both files.',
  message: () =>
    'The spec of this lock is outside its folder or repository, or is reached through a symbolic link, so it was not read and drift is unknown. Use a path inside, or open or check a folder that contains both files.',
});
