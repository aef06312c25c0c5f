// The short form of a hash, the same everywhere.

/** The first 12 hex digits. */
export const shortHash = (hash: string): string => hash.slice(0, 12);
