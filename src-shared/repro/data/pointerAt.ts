// Whether a file is a pointer in place of the data.
import type { Host } from '../../host/host';
import { type DataPointer, dataPointer, MAX_DATA_POINTER_BYTES } from '../../text/dataPointer';

/** The pointer at a path; undefined for any other file. Reads only files of the size of a pointer. */
export function pointerAt(host: Pick<Host, 'stat' | 'readHead' | 'decodeUtf8'>, path: string): DataPointer | undefined {
  const stat = host.stat(path);
  if (stat?.kind !== 'file' || stat.size >= MAX_DATA_POINTER_BYTES) return undefined;
  const head = host.readHead(path, MAX_DATA_POINTER_BYTES);
  const text = head.ok ? host.decodeUtf8(head.bytes) : undefined;
  return text === undefined ? undefined : dataPointer(text);
}
