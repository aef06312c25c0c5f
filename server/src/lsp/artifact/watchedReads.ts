// What files were before they were read, so that a change during a long computation is seen however coarse the clock of the file system is.
import type { Host, Stat } from '../../../../src-shared/host/host';

/** A host, and the first state of each file that was read through it, by path; undefined where nothing was there. */
export interface WatchedReads {
  readonly host: Host;
  readonly before: ReadonlyMap<string, Stat | undefined>;
}

/** The same host, with the states of the files before they are read. */
export function watchedReads(host: Host): WatchedReads {
  const before = new Map<string, Stat | undefined>();
  const stat = (path: string): Stat | undefined => {
    const now = host.stat(path);
    if (!before.has(path)) before.set(path, now);
    return now;
  };
  const watched =
    <A extends [path: string, ...unknown[]], R>(read: (...args: A) => R) =>
    (...args: A): R => {
      if (!before.has(args[0])) stat(args[0]);
      return read(...args);
    };
  const { readBytes, readHead, readPart, hashFile } = host;
  return {
    before,
    host: {
      ...host,
      stat,
      readBytes: watched(readBytes),
      readHead: watched(readHead),
      readPart: watched(readPart),
      hashFile: watched(hashFile),
    },
  };
}
