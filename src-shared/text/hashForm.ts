// SHA-256 hashes as text: their form, and how people see them.

/** The short form of a hash for people: its first 12 hex digits. */
export const shortHash = (hash: string): string => hash.slice(0, 12);

/** Whether a text is a full hash: 64 lower-case hex digits. */
export const isHash = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);
