// Texts in a script for a POSIX shell.

/** A text as one word of a shell: in single quotes, in which nothing has a meaning. Undefined for a text with a NUL, which no shell can hold. */
export const shellWord = (text: string): string | undefined =>
  text.includes('\0') ? undefined : `'${text.replaceAll("'", "'\\''")}'`;
