// The progress of a command over many files, on a terminal.
import { setImmediate } from 'node:timers/promises';
import type { CliEnvironment } from './command';

// Fewer files take so little time that progress would only flicker.
const MIN_FILES = 200;
const STEP = 50;

/** Processes files one after the other; the progress is shown as `VERB 50 of 300 files`. */
export async function forEachFile<T>(
  { io }: Pick<CliEnvironment, 'io'>,
  verb: string,
  files: readonly T[],
  process: (file: T) => Promise<void>,
): Promise<void> {
  for (const [done, file] of files.entries()) {
    if (done % STEP === 0) {
      showProgress({ io }, verb, { done, total: files.length });
      // While progress is shown, kyn itself handles Ctrl-C, and signals arrive only between two tasks.
      if (io.progress) await setImmediate();
    }
    await process(file);
  }
  if (files.length >= MIN_FILES) io.progress?.('');
}

/** Shows how many of the files are done, as `VERB 50 of 300 files`, unless there are few. */
export function showProgress(
  { io }: Pick<CliEnvironment, 'io'>,
  verb: string,
  { done, total }: { readonly done: number; readonly total: number },
): void {
  if (total >= MIN_FILES) io.progress?.(`${verb} ${done} of ${total} files`);
}
