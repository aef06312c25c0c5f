// The exit codes of `kyn`, in one place. They are part of the command line's contract.

/** Everything is as it should be. */
export const EXIT_OK = 0;
/** Problems were found: errors, drift, a difference that was asked about, a lock that would not be overwritten. */
export const EXIT_PROBLEMS = 1;
/** The command was used wrongly, or a file could not be read or written. It outweighs problems. */
export const EXIT_USAGE = 2;

/** What a command ends with. */
export type ExitCode = typeof EXIT_OK | typeof EXIT_PROBLEMS | typeof EXIT_USAGE;

/** The code of a command that could not use some files and found problems in others. */
export const exitCode = (unusable: boolean, problems: boolean): ExitCode =>
  unusable ? EXIT_USAGE : problems ? EXIT_PROBLEMS : EXIT_OK;
