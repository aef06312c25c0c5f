// The progress of the first search of a workspace, shown only if it takes long, with a button that cancels it.

import { numberText } from '../../../../src-shared/text/numberText';
import type { Connection } from '../base/connection';
import { later } from '../base/pause';

/** Shorter searches show nothing, in milliseconds. */
const LONG_MS = 2000;

/** The number of files between two reports: each is a message. */
const STEP = 100;

/** A search in progress. */
export interface ScanProgress {
  /** The number of files that were read so far. */
  found(count: number): void;
  end(): void;
}

/** Shows a search that takes long to clients that support it (`isSupported`). `cancel` runs when the user cancels it. */
export function scanProgress(connection: Connection, isSupported: boolean, cancel: () => void): ScanProgress {
  if (!isSupported) return { found: () => undefined, end: () => undefined };
  const token = crypto.randomUUID();
  let [isShown, isEnded] = [false, false];
  const send = (value: object): void =>
    void connection.sendNotification('$/progress', { token, value }).catch(() => undefined);
  let reported = 0;
  const show = async (): Promise<void> => {
    await connection.sendRequest('window/workDoneProgress/create', { token });
    if (isEnded) return;
    isShown = true;
    send({ kind: 'begin', title: 'KynML: searching the workspace for runs', cancellable: true });
  };
  const timer = later(() => void show().catch(() => undefined), LONG_MS);
  const listener = connection.onProgressCancelled(token, cancel);
  return {
    found: count => {
      if (!isShown || count - reported < STEP) return;
      reported = count;
      send({ kind: 'report', message: `${numberText(count)} files read` });
    },
    end: () => {
      isEnded = true;
      clearTimeout(timer);
      listener.dispose();
      if (isShown) send({ kind: 'end' });
    },
  };
}
