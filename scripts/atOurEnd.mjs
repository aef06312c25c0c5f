// What has to be undone whatever way this process ends (an exception, Ctrl-C, a closed pipe): no server and no folder stays behind.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const cleanups = new Set();
const signals = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

/** Calls `cleanup` (which must not wait) when this process ends; the function given back does it now, and not again then. */
export function atOurEnd(cleanup) {
  if (cleanups.size === 0) watchOurEnd();
  cleanups.add(cleanup);
  return () => {
    if (cleanups.delete(cleanup)) cleanup();
  };
}

/** Makes a temporary folder that goes when this process ends, or with the function `remove` before that. */
export function temporaryFolder(name) {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), `kynml-${name}-`)));
  // Something that was just stopped may still be writing into it.
  const remove = atOurEnd(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
  return { folder, remove };
}

let isWatching = false;

function watchOurEnd() {
  if (isWatching) return;
  isWatching = true;
  process.on('exit', () => {
    for (const cleanup of [...cleanups].reverse()) cleanup();
  });
  for (const [signal, code] of Object.entries(signals)) process.once(signal, () => process.exit(code));
}
