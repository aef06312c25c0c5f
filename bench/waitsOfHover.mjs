// How long a user waits for the server while it does something else.
import { setTimeout as pause } from 'node:timers/promises';

/** Hovers one after the other, as a user may do, until `stop()`, which resolves to the longest in ms: it waits for the longest work that is not interrupted. */
export function waitsOfHover(session) {
  let isStopped = false;
  let longest = 0;
  const done = (async () => {
    while (!isStopped) {
      const from = performance.now();
      await session.ask('textDocument/hover', {
        textDocument: { uri: session.uri },
        position: { line: 5, character: 5 },
      });
      longest = Math.max(longest, performance.now() - from);
      await pause(5);
    }
    return longest;
  })();
  return {
    stop: () => {
      isStopped = true;
      return done;
    },
  };
}
