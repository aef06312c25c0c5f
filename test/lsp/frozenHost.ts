// A file system on which only events show changes.
import type { Host, ReadResult, Stat } from '../../src-shared/host/host';
import { nodeHost } from '../nodeHost';

/** A host that never shows a change of a file, except of its size. */
export const frozenHost: Host = {
  ...nodeHost,
  stat: path => frozen(nodeHost.stat(path)),
  readBytes: (...args) => withFrozen(nodeHost.readBytes(...args)),
  readHead: (...args) => withFrozen(nodeHost.readHead(...args)),
};

const frozen = (stat: Stat | undefined): Stat | undefined => stat && { ...stat, modified: 1, changed: 1, inode: 1 };

function withFrozen(read: ReadResult): ReadResult {
  const stat = read.ok ? frozen(read.stat) : undefined;
  return read.ok && stat ? { ...read, stat } : read;
}
