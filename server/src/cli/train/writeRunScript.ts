// Writes the script of a run. A file that is not a generated script is never replaced, and nothing is written through a link.
import type { Host } from '../../../../src-shared/host/host';
import { isStill, readText } from '../../../../src-shared/host/readText';
import { foreignReason } from '../compile/writeScript';
import { isNoFile, notReplacedText } from '../outputPath';

/** Writes the script. The result is why it was not written, as a clause after the name of the file; undefined if it was. */
export async function writeRunScript(host: Host, path: string, script: string): Promise<string | undefined> {
  if (host.linkTarget(path) !== undefined) return 'is a link, and links are not followed there. Remove it';
  const old = readText(host, path);
  if (old.ok && old.text === script) return undefined;
  if (!old.ok && isNoFile(old.reason)) return notReplacedText(old.reason);
  const reason = await foreignReason(path, old);
  if (reason !== undefined) return reason;
  const written = await host.writeAtomic(path, script, isStill(host, old));
  return written.ok ? undefined : `could not be written: ${written.message}`;
}
