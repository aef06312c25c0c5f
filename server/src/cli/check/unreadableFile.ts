// A file in a folder that could not be read. It is reported if its beginning is that of an artifact: without a message it would seem to be correct.
import { detectBroken, FIELDS_HEAD } from '../../../../src-shared/artifacts/detect';
import { json } from '../../../../src-shared/artifacts/fileFormat';
import type { TextResult } from '../../../../src-shared/host/readText';
import type { CliEnvironment } from '../command';
import { unreadableMessage } from '../readInput';
import type { UncheckedFile } from './checkReport';
import type { UsesKynml } from './usesKynml';

type Reason = Extract<TextResult, { ok: false }>['reason'];

/** The message for such a file; undefined where it is not an artifact. A file that may not be read at all is reported, but is not a failure. */
export async function unreadableFile(
  { host, usesKynml }: CliEnvironment & { readonly usesKynml: UsesKynml },
  { label, path }: { readonly label: string; readonly path: string },
  reason: Reason,
): Promise<UncheckedFile | undefined> {
  const message = unreadableMessage(label, reason);
  const head = host.readHead(path, FIELDS_HEAD);
  const text = head.ok ? asciiOf(head.bytes) : '';
  const detected = detectBroken(path, text, json.read(text).partial);
  if (detected?.by === 'name') return (await usesKynml()) ? { message, failed: true } : undefined;
  if (detected) return { message: `${message} It starts like an artifact, but it was not checked.`, failed: true };
  return head.ok || reason === 'missing' ? undefined : { message: `${message} Its kind is unknown.`, failed: false };
}

// Keys are ASCII. Without other bytes, they are also found in UTF-16.
const asciiOf = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes.filter(b => b > 0 && b < 128));
