// What people are told about a fault of this tool.

/** An exception as a message of one line without its end, because a stack trace does not help users. */
export const bugText = (error: unknown): string =>
  `internal error (${error instanceof Error ? error.message : String(error)}). This is a bug in kyn, not in your files; report it`;
