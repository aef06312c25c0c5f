// What `--dry-run` prints: the argument vector as JSON, one line for each program that would run, and the script that Slurm would get.
import type { Outcome } from '../command';
import { success } from '../outcome';

/** The output for argument vectors and the text of a script. */
export const dryRun = (vectors: readonly (readonly string[])[], script = ''): Outcome =>
  success(`${vectors.map(argv => `${JSON.stringify(argv)}\n`).join('')}${script}`);
