// Texts in a script for a POSIX shell.

/** A text as one word of a shell: in single quotes, in which nothing has a meaning. No path has a NUL, which no word can have. */
export const shellWord = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
