// What a measurement must not share with the user of this machine.

import { temporaryFolder } from '../scripts/atOurEnd.mjs';
import { Halt } from '../scripts/project.mjs';

/** Gives all processes of this run a cache of compiled code of their own, filled by their first start, and no options of Node. */
export function isolate() {
  if (process.platform !== 'linux')
    throw new Halt('The benchmark needs Linux: CPU time and memory are read from /proc.');
  process.env.XDG_CACHE_HOME = temporaryFolder('bench-cache').folder;
  delete process.env.NODE_DISABLE_COMPILE_CACHE;
  delete process.env.NODE_OPTIONS;
}
