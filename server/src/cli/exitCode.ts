// The exit codes of `kyn`, in one place. They are part of the command line's contract.

/** Everything is as it should be. */
export const FINE = 0;
/** Problems were found: errors, drift, a difference that was asked about, a lock that would not be overwritten. */
export const PROBLEMS = 1;
/** The command was used wrongly, or a file could not be read or written. It outweighs problems. */
export const UNUSABLE = 2;

/** What a command ends with. */
export type ExitCode = typeof FINE | typeof PROBLEMS | typeof UNUSABLE;

/** The code of a command that could not use some files and found problems in others. */
export const exitCode = (unusable: boolean, problems: boolean): ExitCode =>
  unusable ? UNUSABLE : problems ? PROBLEMS : FINE;
