// Cleanups that run however this process ends (exception, Ctrl-C, closed pipe), so that no server and no folder is left behind.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const cleanups = new Set();
const signals = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

/** Calls the synchronous `cleanup` when this process ends. The returned function runs it now instead. */
export function atOurEnd(cleanup) {
  if (cleanups.size === 0) watchOurEnd();
  cleanups.add(cleanup);
  return () => {
    if (cleanups.delete(cleanup)) cleanup();
  };
}

/** Creates a temporary folder that is removed when this process ends, or earlier by `remove`. */
export function temporaryFolder(name) {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), `kynml-${name}-`)));
  // A process that was just stopped may still write into it.
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
