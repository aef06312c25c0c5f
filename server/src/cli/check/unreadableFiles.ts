// Files found in a folder that could not be read: what looks like one of ours must be told, for silence would pass for a good word.
import { detectKind, isMarkedByKey, KEYS_HEAD } from '../../../../src-shared/artifacts/detect';
import type { TextResult } from '../../../../src-shared/host/readText';
import type { CliEnvironment } from '../command';
import { unreadableMessage } from '../readInput';
import type { UncheckedFile } from './checkReport';

type Reason = Extract<TextResult, { ok: false }>['reason'];

/** What is said of such a file; undefined for one that is none of ours. One that nobody may read can be anything: that is told, and is no failure. */
export function unreadableFiles(
  { host }: CliEnvironment,
  { label, path }: { readonly label: string; readonly path: string },
  reason: Reason,
): UncheckedFile | undefined {
  const message = unreadableMessage(label, reason);
  if (detectKind(path, undefined)) return { message, failed: true };
  const head = host.readHead(path, KEYS_HEAD);
  if (!head.ok)
    return reason === 'missing' ? undefined : { message: `${message} So it is not known what it is.`, failed: false };
  if (!isMarkedByKey(path, asciiOf(head.bytes))) return undefined;
  return {
    message: `${message} Only its first part was looked at: it looks like an artifact, and it was not checked.`,
    failed: true,
  };
}

// Keys are ASCII. Without the zero bytes a text in UTF-16 shows them too.
const asciiOf = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes.filter(b => b !== 0));
