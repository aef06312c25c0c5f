// Reads the text of a file that may be an artifact: all of it, or the part that its format needs.
import { fileFormatOf } from '../../artifacts/detect';
import { startsWithConflict } from '../../artifacts/fileFormat';
import type { Host } from '../../host/host';
import { readBeginning, readFirstLine, readText, type TextResult } from '../../host/readText';

/**
 * Reads a file of at most `limit` bytes according to its extension. Of a session log of any size only the first line is read, because the rest may be
 * gigabytes. `isListed`: see Host.
 */
export function readArtifactText(host: Host, path: string, limit?: number, isListed?: boolean): TextResult {
  const { head } = fileFormatOf(path);
  if (head === undefined) return readText(host, path, limit, isListed);
  const line = readFirstLine(host, path, head);
  return line.ok && startsWithConflict(line.text) ? readBeginning(host, path, head) : line;
}
