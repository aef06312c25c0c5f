// The small text that Git LFS or git-annex leaves in place of data that was not fetched.
// Source: the specification of Git LFS (see lfsPointer.ts); git-annex, "pointer file": `/annex/objects/KEY` and a line end; the keys of the backends
// SHA256 and SHA256E are `SHA256E-s<size>--<hash>` and an extension.
import { lfsPointer } from './lfsPointer';

/** A text in place of data. `fetch`: the command that fetches the data. `oid`: the SHA-256 of the data, if the text states it. */
export interface DataPointer {
  readonly name: 'Git LFS' | 'git-annex';
  readonly fetch: string;
  readonly oid?: string;
}

/** A pointer is smaller than this, in bytes. */
export const MAX_DATA_POINTER_BYTES = 1024;

const ANNEX = /^\/annex\/objects\/([^\s/]+)\r?\n?$/;
const ANNEX_SHA256 = /^SHA256E?-(?:[smSC]\d{1,20}-){0,5}-([0-9a-f]{64})(?:\.[\w.]*)?$/;
// Git LFS before its first release.
const OLD_LFS = /^version http:\/\/git-media\.io\/v\/2\r?\noid sha256:([0-9a-f]{64})\r?\nsize \d{1,15}\r?\n?$/;

/** Reads a pointer; undefined for any other text. */
export function dataPointer(text: string): DataPointer | undefined {
  if (text.length >= MAX_DATA_POINTER_BYTES) return undefined;
  const oid = lfsPointer(text)?.oid ?? OLD_LFS.exec(text)?.[1];
  // An extension changes the data before it is stored, so the stored hash is not that of the data.
  const isChanged = /^ext-/m.test(text);
  if (oid !== undefined) return { name: 'Git LFS', fetch: 'git lfs pull', ...(!isChanged && { oid }) };
  const [, key] = ANNEX.exec(text) ?? [];
  if (key === undefined) return undefined;
  const [, hash] = ANNEX_SHA256.exec(key) ?? [];
  return { name: 'git-annex', fetch: 'git annex get', ...(hash !== undefined && { oid: hash }) };
}
