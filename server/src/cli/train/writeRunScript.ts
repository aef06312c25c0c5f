// Writes the script of a run. A file that is not a generated script is never replaced, and nothing is written through a link.
import type { Host } from '../../../../src-shared/host/host';
import { isStill, readText, reasonText } from '../../../../src-shared/host/readText';
import { foreignReason } from '../compile/writeScript';

/** Writes the script. The result is why it was not written, as a clause after the name of the file; undefined if it was. */
export async function writeRunScript(host: Host, path: string, script: string): Promise<string | undefined> {
  if (host.linkTarget(path) !== undefined) return 'is a link, and links are not followed there. Remove it';
  const old = readText(host, path);
  if (old.ok && old.text === script) return undefined;
  if (!old.ok && (old.reason === 'folder' || old.reason === 'special'))
    return `cannot be replaced: ${reasonText(old.reason)}`;
  const reason = await foreignReason(path, old);
  if (reason !== undefined) return `exists and ${reason}`;
  const written = await host.writeAtomic(path, script, isStill(host, old));
  return written.ok ? undefined : `could not be written: ${written.message}`;
}
