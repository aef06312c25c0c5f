// Writes a generated script. A file that is not one is never replaced.
import { scriptConstant } from '../../../../src-shared/artifacts/fileFormat';
import { isSha256 } from '../../../../src-shared/artifacts/shape';
import type { Host } from '../../../../src-shared/host/host';
import { isAbsent } from '../../../../src-shared/host/linkFailure';
import { isStill, readText, reasonText } from '../../../../src-shared/host/readText';
import { member } from '../../../../src-shared/text/jsonText';

/** Writes the script. The result is why it was not written, as a clause after the name of the file; undefined if it was. */
export async function writeScript(host: Host, path: string, script: string): Promise<string | undefined> {
  const old = readText(host, path);
  if (old.ok && old.text === script) return undefined;
  if (old.ok && !isGenerated(old.text)) return 'exists and is not a generated script, so it was not replaced';
  if (!old.ok && !isAbsent(old.reason)) return `cannot be replaced: ${reasonText(old.reason)}`;
  const written = await host.writeAtomic(path, script, isStill(host, old));
  return written.ok ? undefined : `could not be written: ${written.message}`;
}

/** Whether a text is a generated script, by its CONFIG_HASH. */
export function isGenerated(text: string): boolean {
  const hash = member(scriptConstant.read(text).value, 'CONFIG_HASH');
  return hash !== undefined && isSha256(hash);
}
