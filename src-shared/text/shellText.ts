// Texts for a POSIX shell.

/** A text as one word of a shell: in single quotes, in which nothing has a meaning. No path has a NUL, which no word can have. */
export const shellWord = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** The same in a command for people: without quotes where nothing in it has a meaning. */
export const shownWord = (text: string): string => (/^[\w./@%+=:,-]+$/.test(text) ? text : shellWord(text));
