// Waits for the server in a worker: a worker that fails while it starts answers nothing, and the first request would wait for ever.
import { WORKER_READY } from '../../../src-shared/protocol/fileRequests';
import { t } from '../ui/l10n';

/** What a worker reports, as the events of a browser have it. */
export interface WorkerEvents {
  addEventListener(type: 'message' | 'error', listener: (event: WorkerEvent) => void): void;
  removeEventListener(type: 'message' | 'error', listener: (event: WorkerEvent) => void): void;
}
/** Of an event, what it says. */
type WorkerEvent = { readonly data?: unknown; readonly message?: unknown };

const LIMIT_MS = 60_000;

/** Resolves when the server in a worker is ready for requests; rejects with the reason when it fails, or says nothing for a minute. */
export async function workerReady(worker: WorkerEvents): Promise<void> {
  const listeners: { type: 'message' | 'error'; listener: (event: WorkerEvent) => void }[] = [];
  let limit: ReturnType<typeof setTimeout> | undefined;
  const ready = new Promise<void>((resolve, reject) => {
    const fail = (reason: string): void => reject(new Error(reason));
    limit = setTimeout(() => fail(t('The language server did not start within a minute.')), LIMIT_MS);
    listeners.push(
      { type: 'message', listener: ({ data }) => data === WORKER_READY && resolve() },
      // The message about a script that may not be loaded is empty.
      {
        type: 'error',
        listener: ({ message }) =>
          fail(t('The language server failed in its worker: {0}', String(message || t('it could not be loaded')))),
      },
    );
  });
  for (const { type, listener } of listeners) worker.addEventListener(type, listener);
  await ready.finally(() => {
    clearTimeout(limit);
    for (const { type, listener } of listeners) worker.removeEventListener(type, listener);
  });
}
