// The exit codes of `kyn`. They are part of the contract of the command line.

/** Success. */
export const EXIT_OK = 0;
/** Problems were found: errors, drift, a requested difference, a lock that was not overwritten. */
export const EXIT_PROBLEMS = 1;
/** Wrong usage, or a file that cannot be read or written. Takes precedence over problems. */
export const EXIT_USAGE = 2;

/** The exit code of a command. */
export type ExitCode = typeof EXIT_OK | typeof EXIT_PROBLEMS | typeof EXIT_USAGE;

/** The exit code of a command that could not use some files and found problems in others. */
export const exitCode = (unusable: boolean, problems: boolean): ExitCode =>
  unusable ? EXIT_USAGE : problems ? EXIT_PROBLEMS : EXIT_OK;
