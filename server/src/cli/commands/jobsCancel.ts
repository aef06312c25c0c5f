// kyn jobs cancel: ends what was submitted to a target.
import type { Command } from '../command';

/** The command. */
export const jobsCancel: Command = {
  name: 'jobs cancel',
  usage: 'FOLDER... [--only NUMBERS]',
  summary: 'Cancel runs that were submitted to Slurm.',
  details: [
    'All runs that were submitted from a folder and may still run are cancelled, or with `--only` some of them. Their folders are free again when Slurm confirms that they have ended; `kyn jobs show` asks. The exit code is 1 where Slurm accepted the request and does not say what became of it, 2 where it could not be asked.',
  ],
  examples: [
    { line: 'jobs cancel sweeps/lr', doc: 'Cancel what is left of a sweep' },
    { line: 'jobs cancel sweeps/lr --only 3,7-9', doc: 'Cancel four of its combinations' },
  ],
  files: { min: 1, max: Number.POSITIVE_INFINITY, noun: 'folder' },
  options: [
    { name: 'only', value: 'NUMBERS', doc: 'Only these combinations of one folder, such as 3,7-9; 3 is combo-0003.' },
  ],
  // Loaded on demand, so that other commands start faster.
  run: async context => (await import('../launch/cancelJobs')).cancelJobs(context),
};
