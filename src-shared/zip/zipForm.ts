// The numbers of the ZIP format that its writer and its reader share. Source: APPNOTE.TXT of PKWARE, version 6.3.

/** The first four bytes of each record. */
export const SIGNATURES = { local: 0x04034b50, entry: 0x02014b50, end: 0x06054b50, wideLocator: 0x07064b50 } as const;

/** The bytes of each record without its name and its other fields. */
export const LENGTHS = { local: 30, entry: 46, end: 22, wideLocator: 20 } as const;

/** How content is packed. */
export const METHODS = { stored: 0, deflated: 8 } as const;

/** The flag of a name in UTF-8. */
export const UTF8_NAME = 0x800;

/** The system whose permissions an entry has. */
export const UNIX = 3;

/** The kind of a file in its permissions. */
export const KINDS = { mask: 0o170000, file: 0o100000, folder: 0o040000 } as const;

/** The sizes of an archive that is written or read: bytes of one file, bytes of all files together, and the number of files. */
export const LIMITS = { file: 64 * 1024 * 1024, all: 512 * 1024 * 1024, count: 10_000 } as const;

/** A number of bytes as text. */
export const mib = (bytes: number): string => `${bytes / 1024 / 1024} MiB`;
