/** The system's code of an error, such as `ENOENT`; empty for an error without one. */
export const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');
