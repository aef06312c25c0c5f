// kyn sweep: a run for each combination of a spec.
import { type Command, paramOption } from '../command';
import { RUN_OPTIONS, TARGET_OPTIONS, TOOL_DETAILS, TOOL_OPTIONS } from '../trainOptions';

/** The command. */
export const sweep: Command = {
  name: 'sweep',
  usage:
    'SPEC [--param NAME=VALUE]... [--out DIR] [--jobs N] [--resume] [--target TARGET] [--dry-run] [--compiler COMPILER] [--python PATH] [--no-history]',
  summary: 'Train each combination of a sweep.',
  details: [
    'Each combination gets a folder with its script, its output and its manifest: combo-0000/train.py for the first. The combinations are in text order; the last axis varies fastest. sweep_results.json is written after each one that ends.',
    'A failed combination does not stop the others. The exit code is 0 only if all succeeded. A sweep has at most 10,000 combinations.',
    '--resume continues a sweep: it runs what is missing or failed, in clean folders. It refuses if the spec or the data changed meanwhile. Without it, the results of an earlier sweep are never replaced.',
    'With `--target slurm` the combinations are submitted as one job array, and the command ends; `kyn jobs show` shows their states. With `--resume` it then collects the results and submits only what failed or is missing.',
    TOOL_DETAILS,
    'The official tool runs a sweep itself, without --jobs and --resume.',
  ],
  examples: [
    { line: 'sweep house.kyn', doc: 'Train each combination of a sweep' },
    { line: 'sweep house.kyn --resume', doc: 'Train those that have no result yet' },
    {
      line: 'sweep house.kyn --out sweeps/lr --target slurm --dry-run',
      doc: 'Print the job array that would be submitted to Slurm',
    },
  ],
  files: { min: 1, max: 1, noun: 'spec' },
  options: [
    paramOption,
    { name: 'jobs', value: 'N', doc: 'How many combinations run at once. Default: 1.' },
    { name: 'resume', doc: 'Continue a sweep in its folder.' },
    ...TOOL_OPTIONS,
    ...RUN_OPTIONS,
    ...TARGET_OPTIONS,
  ],
  ownsOutput: true,
  // Loaded on demand, so that other commands start faster.
  run: async context => (await import('../sweep/runSweep')).runSweep(context),
};
