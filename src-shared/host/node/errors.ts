/** The system's code of an error, such as `ENOENT`; empty for an error without one. */
export const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

/** An error in words: those for its code, else the code itself. */
export const errorText = (error: unknown, words: Readonly<Record<string, string>>): string =>
  words[codeOf(error)] ?? `the system reported ${codeOf(error) || 'an unknown error'}`;

/** An error with a code, as the system throws it. */
export const errorWith = (code: string, path: string): Error => Object.assign(new Error(`${code}: ${path}`), { code });
