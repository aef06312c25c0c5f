// Whether a file is a Git LFS pointer in place of the data.
import type { Host } from '../../host/host';
import { type LfsPointer, lfsPointer, MAX_POINTER_BYTES } from '../../text/lfsPointer';

/** The Git LFS pointer at a path; undefined for any other file. Reads only files of the size of a pointer. */
export function pointerAt(host: Pick<Host, 'stat' | 'readHead' | 'decodeUtf8'>, path: string): LfsPointer | undefined {
  const stat = host.stat(path);
  if (stat?.kind !== 'file' || stat.size >= MAX_POINTER_BYTES) return undefined;
  const head = host.readHead(path, MAX_POINTER_BYTES);
  const text = head.ok ? host.decodeUtf8(head.bytes) : undefined;
  return text === undefined ? undefined : lfsPointer(text);
}
