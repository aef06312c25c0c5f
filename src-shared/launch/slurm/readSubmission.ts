// What `sbatch --parsable` prints: `1234`, or `1234;cluster`. Warnings of the site may come before it.

/** The id of the job; undefined where the output has none. */
export const submittedJob = (stdout: string): string | undefined =>
  /^(\d{1,18})(?:;[\w.-]+)?$/.exec(stdout.trim().split(/\r?\n/).at(-1)?.trim() ?? '')?.[1];
