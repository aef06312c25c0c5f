// A file system on which only events show changes.
import type { Host } from '../../src-shared/host/host';
import { nodeHost } from '../nodeHost';

/** A host that never shows a change of a file, except of its size. */
export const frozenHost: Host = {
  ...nodeHost,
  stat: path => {
    const stat = nodeHost.stat(path);
    return stat && { ...stat, modified: 1, changed: 1, inode: 1 };
  },
};
