// kyn jobs cancel: ends what was submitted to a target.
import type { Command } from '../command';

/** The command. */
export const jobsCancel: Command = {
  name: 'jobs cancel',
  usage: 'FOLDER...',
  summary: 'Cancel runs that were submitted to Slurm.',
  details: [
    'All runs that were submitted from a folder and may still run are cancelled. Their folders are free again when Slurm confirms that they have ended; `kyn jobs show` asks. The exit code is 1 where Slurm accepted the request and does not say what became of it, 2 where it could not be asked.',
  ],
  examples: [{ line: 'jobs cancel sweeps/lr', doc: 'Cancel what is left of a sweep' }],
  files: { min: 1, max: Number.POSITIVE_INFINITY, noun: 'folder' },
  options: [],
  // Loaded on demand, so that other commands start faster.
  run: async context => (await import('../launch/cancelJobs')).cancelJobs(context),
};
