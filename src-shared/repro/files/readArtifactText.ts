// The text of a file that may be an artifact: whole, or as much as its form is read of.
import { fileFormatOf } from '../../artifacts/detect';
import type { Host } from '../../host/host';
import { readFirstLine, readText, type TextResult } from '../../host/readText';

/** Reads a file as its ending asks for: of a session log only the first line, for the rest may be gigabytes. */
export function readArtifactText(host: Host, path: string): TextResult {
  const { head } = fileFormatOf(path);
  return head === undefined ? readText(host, path) : readFirstLine(host, path, head);
}
