// kyn jobs show: the states of what was submitted to a target.
import { type Command, formatOption } from '../command';

/** The command. */
export const jobsShow: Command = {
  name: 'jobs show',
  usage: '[FOLDER...] [--format FORMAT]',
  summary: 'Show the states of runs that were submitted to Slurm.',
  details: [
    'Without a folder, all that was submitted from the workspace is shown. Slurm is asked about what may still run; where it does not answer, the last known states are shown with the reason.',
    'A run is submitted, queued, running, ending (it ended well, and its manifest is not seen yet), done (its manifest was written), failed (it ended without one), cancelled, or lost (Slurm does not know it any more). The exit code is 0 unless a run failed, was cancelled or is lost, or Slurm does not answer.',
  ],
  examples: [
    { line: 'jobs show', doc: 'Show all that was submitted from this workspace' },
    { line: 'jobs show sweeps/lr --format json', doc: 'Print the states of a sweep for a program' },
  ],
  files: { min: 0, max: Number.POSITIVE_INFINITY, noun: 'folder' },
  options: [formatOption('text', 'json')],
  // Loaded on demand, so that other commands start faster.
  run: async context => (await import('../launch/showJobs')).showJobs(context),
};
