// The small text file that Git LFS leaves in place of a large file that was not fetched.
// Source: the specification of Git LFS (docs/spec.md, docs/extensions.md): `version` first, then sorted keys, less than 1024 bytes; at most ten
// extensions, `ext-0` to `ext-9`.

/** What a pointer states about its file: the SHA-256 (64 lower-case hex digits) and the size in bytes. */
export interface LfsPointer {
  readonly oid: string;
  readonly size: number;
}

/** A pointer is smaller than this, in bytes. */
export const MAX_POINTER_BYTES = 1024;

const POINTER =
  /^version https:\/\/(?:git-lfs|hawser)\.github\.com\/spec\/v1\r?\n(?:ext-[^\n]*\n){0,10}oid sha256:([0-9a-f]{64})\r?\nsize (\d{1,15})\r?\n?$/;

/** Reads a pointer; undefined for any other text. */
export function lfsPointer(text: string): LfsPointer | undefined {
  const [, oid, size] = (text.length < MAX_POINTER_BYTES ? POINTER.exec(text) : null) ?? [];
  return oid === undefined ? undefined : { oid, size: Number(size) };
}
