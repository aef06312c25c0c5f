// The front matter of a DLM document on disk, without the rest, which may be long.
import type { Host } from '../../../../src-shared/host/host';

const HEAD_BYTES = 64 * 1024;

/** The beginning of a document, up to 64 KiB of whole lines; undefined where it cannot be read as UTF-8 text. */
export function readFrontMatter(host: Pick<Host, 'readHead' | 'decodeUtf8'>, path: string): string | undefined {
  const head = host.readHead(path, HEAD_BYTES);
  if (!head.ok) return undefined;
  // The limit may cut a character in two, so only whole lines are used.
  const lines = head.bytes.length < HEAD_BYTES ? head.bytes : head.bytes.subarray(0, head.bytes.lastIndexOf(10) + 1);
  return host.decodeUtf8(lines);
}
