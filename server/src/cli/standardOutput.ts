// Standard output and standard error. The streams of Node take longer to load than a short command needs for its work, so a file is written without them.
import { fstatSync, statSync, writeSync } from 'node:fs';
import { devNull } from 'node:os';

/** Where a program writes. A failure to write is an `error`, never an exception. */
export interface StandardOutput {
  readonly isTTY?: boolean;
  /** Width of a terminal. */
  readonly columns?: number;
  write(text: string): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/** Standard output (1) or standard error (2) where it is a file or the null device; undefined for what may make a writer wait: a terminal, a pipe or a socket. */
export function fileOutput(descriptor: 1 | 2): StandardOutput | undefined {
  if (!isFile(descriptor)) return undefined;
  let report: (error: Error) => void = () => undefined;
  return {
    on(_, listener) {
      report = listener;
    },
    write(text) {
      try {
        writeAll(descriptor, Buffer.from(text));
      } catch (error) {
        report(error as Error);
      }
    },
  };
}

function isFile(descriptor: number): boolean {
  try {
    const info = fstatSync(descriptor);
    // The number of a device is 0 where a system has none.
    return info.isFile() || (info.rdev !== 0 && info.isCharacterDevice() && info.rdev === statSync(devNull).rdev);
  } catch {
    return false;
  }
}

// The system may write a part, e.g. because a disk is nearly full.
function writeAll(descriptor: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
}
