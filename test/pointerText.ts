/** The SHA-256 in the pointer of `pointerText`. */
export const OID = '4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393';

/** What Git LFS leaves in place of a file that was not fetched. */
export const pointerText = (oid = OID, size = 12345): string =>
  `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${size}\n`;

/** What git-annex leaves in place of an unlocked file that was not fetched. */
export const annexText = (key: string): string => `/annex/objects/${key}\n`;
