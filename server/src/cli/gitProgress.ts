// Tells the user of a terminal that kyn waits for git.
import type { Host } from '../../../src-shared/host/host';
import type { ProcessIo } from './command';

// A shorter wait needs no text, which would only flicker.
const DELAY_MS = 1000;

/** A host that shows a text while a git command runs longer than a second. */
export function withGitProgress(host: Host, progress: NonNullable<ProcessIo['progress']>): Host {
  return {
    ...host,
    git: async (...command) => {
      let isShown = false;
      const timer = setTimeout(() => {
        isShown = true;
        progress('waiting for git');
      }, DELAY_MS);
      try {
        return await host.git(...command);
      } finally {
        clearTimeout(timer);
        if (isShown) progress('');
      }
    },
  };
}
