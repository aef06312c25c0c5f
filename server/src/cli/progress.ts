// The progress of a command over many files, on a terminal.
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
  const isLong = files.length >= MIN_FILES;
  for (const [done, file] of files.entries()) {
    if (isLong && done % STEP === 0) io.progress?.(`${verb} ${done} of ${files.length} files`);
    await process(file);
  }
  if (isLong) io.progress?.('');
}
