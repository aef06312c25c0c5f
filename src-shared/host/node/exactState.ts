// The state of a file to the nanosecond, as Python also states it: `Stat` rounds times.
import { statSync } from 'node:fs';
import { systemPath } from './byteNames';

/** `text`: inode, size and both times in nanoseconds; `size` in bytes; `modified` and `changed` in milliseconds since 1970. */
export interface ExactState {
  readonly text: string;
  readonly size: number;
  readonly modified: number;
  readonly changed: number;
}

/** The state of a regular file; undefined for anything else, and on Windows, where Python has no time that every change of a file sets. */
export function exactState(path: string): ExactState | undefined {
  if (process.platform === 'win32') return undefined;
  try {
    const found = statSync(systemPath(path), { bigint: true, throwIfNoEntry: false });
    if (!found?.isFile()) return undefined;
    const { ino, size, mtimeNs, ctimeNs, mtimeMs, ctimeMs } = found;
    const text = [ino, size, mtimeNs, ctimeNs].join(':');
    return { text, size: Number(size), modified: Number(mtimeMs), changed: Number(ctimeMs) };
  } catch {
    return undefined;
  }
}
