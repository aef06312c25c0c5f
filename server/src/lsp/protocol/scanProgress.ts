// The progress of the first search of a workspace, shown only if it takes long, with a button that cancels it.

import type { Connection, WorkDoneProgressServerReporter } from 'vscode-languageserver';
import { numberText } from '../../../../src-shared/text/numberText';
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
  let [reporter, isEnded]: [WorkDoneProgressServerReporter | undefined, boolean] = [undefined, false];
  let reported = 0;
  const show = async (): Promise<void> => {
    const created = await connection.window.createWorkDoneProgress();
    if (isEnded) return;
    created.begin('KynML: searching the workspace for runs', undefined, undefined, true);
    created.token.onCancellationRequested(cancel);
    reporter = created;
  };
  const timer = later(() => void show().catch(() => undefined), LONG_MS);
  return {
    found: count => {
      if (!reporter || count - reported < STEP) return;
      reported = count;
      reporter.report(`${numberText(count)} files read`);
    },
    end: () => {
      isEnded = true;
      clearTimeout(timer);
      reporter?.done();
    },
  };
}
