// The line of progress on a terminal. It is removed when the process ends, also by Ctrl-C, so that the prompt does not follow it.
import { onProcessEnd } from '../../../src-shared/host/node/onProcessEnd';

const CLEAR = '\r\u001b[K';

/** A function that shows a text in place of the previous one; '' removes it. `write` writes to the terminal at once. */
export function terminalProgress(write: (text: string) => unknown): (text: string) => void {
  let cancel: (() => void) | undefined;
  return text => {
    write(CLEAR + text);
    if (text !== '') {
      cancel ??= onProcessEnd(() => write(CLEAR));
      return;
    }
    cancel?.();
    cancel = undefined;
  };
}
