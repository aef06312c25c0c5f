// The log of a submitted run in a terminal that only shows it. Closing the terminal ends nothing but the reading.
import { open, stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { labelText } from '../../../src-shared/text/iconLabel';
import { t } from '../ui/l10n';
import { type LogFile, logTail } from './logTail';

/** What is known about the run of a log. `active`: it may still write; `unknown`: whether it has ended is not known. */
export type LogState = 'active' | 'ended' | 'unknown';

/** A log. */
export interface ShownLog {
  readonly name: string;
  readonly path: string;
  readonly state: () => Promise<LogState>;
}

/** The time between two looks, in milliseconds. */
const PAUSE_MS = 1000;

/** A run is asked about every so many looks. */
const LOOKS_PER_QUESTION = 5;

/** Opens the terminal. */
export function showLog({ name, path, state }: ShownLog): void {
  const written = new vscode.EventEmitter<string>();
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  const tail = logTail(fileAt(path));
  let looks = 0;
  let known: LogState = 'active';
  let isEmpty = true;

  async function look(): Promise<void> {
    const isLast = known !== 'active';
    const text = await tail.look(isLast).catch(() => '');
    if (isClosed) return;
    if (text !== '') written.fire(text);
    isEmpty &&= text === '';
    if (isLast && text === '') return written.fire(endText(known, isEmpty));
    if (!isLast && looks++ % LOOKS_PER_QUESTION === 0) known = await state().catch(() => 'active');
    if (!isClosed) timer = setTimeout(() => void look(), known === 'active' ? PAUSE_MS : 0);
  }

  const pty: vscode.Pseudoterminal = {
    onDidWrite: written.event,
    open: () => void look(),
    close: () => {
      isClosed = true;
      clearTimeout(timer);
      written.dispose();
    },
  };
  vscode.window.createTerminal({ name: labelText(name), pty, iconPath: new vscode.ThemeIcon('output') }).show();
}

function endText(state: LogState, isEmpty: boolean): string {
  if (isEmpty) return t('There is no log, or it is empty or cannot be read.\r\n');
  return state === 'ended'
    ? t('[the run has ended]\r\n')
    : t('[whether the run has ended is not known, and its log is not followed any more]\r\n');
}

// A shared disk may be slow or have no file yet, so nothing here blocks.
const fileAt = (path: string): LogFile => ({
  size: () =>
    stat(path).then(
      found => (found.isFile() ? found.size : undefined),
      () => undefined,
    ),
  async read(from, length) {
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  },
});
