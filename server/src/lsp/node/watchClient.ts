// Ends a server whose client no longer runs: a client that was killed sends nothing.
import { processIdentity } from '../../../../src-shared/host/node/processIdentity';

const EVERY_MS = 3000;

/** Looks for the process of a client until it has ended, then calls `end` once. Anything else than the id of a process is ignored, and only the first one is watched. */
export function watchClient(end: () => void): (pid: unknown) => void {
  let timer: NodeJS.Timeout | undefined;
  return pid => {
    if (typeof pid !== 'number' || timer) return;
    const identity = processIdentity(pid);
    timer = setInterval(() => {
      if (processIdentity(pid) === identity) return;
      clearInterval(timer);
      end();
    }, EVERY_MS);
  };
}
