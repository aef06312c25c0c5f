// A file in a folder that could not be read. It is reported if it looks like an artifact: without a message it would seem to be correct.
import { detectKind, isMarkedByKey, KEYS_HEAD } from '../../../../src-shared/artifacts/detect';
import type { TextResult } from '../../../../src-shared/host/readText';
import type { CliEnvironment } from '../command';
import { unreadableMessage } from '../readInput';
import type { UncheckedFile } from './checkReport';

type Reason = Extract<TextResult, { ok: false }>['reason'];

/** The message for such a file; undefined where it is not an artifact. A file that may not be read at all is reported, but is not a failure. */
export function unreadableFile(
  { host }: CliEnvironment,
  { label, path }: { readonly label: string; readonly path: string },
  reason: Reason,
): UncheckedFile | undefined {
  const message = unreadableMessage(label, reason);
  if (detectKind(path, undefined)) return { message, failed: true };
  const head = host.readHead(path, KEYS_HEAD);
  if (!head.ok) return reason === 'missing' ? undefined : { message: `${message} Its kind is unknown.`, failed: false };
  if (!isMarkedByKey(path, asciiOf(head.bytes))) return undefined;
  return { message: `${message} It starts like an artifact, but it was not checked.`, failed: true };
}

// Keys are ASCII. Without zero bytes, they are also found in UTF-16.
const asciiOf = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes.filter(b => b !== 0));
