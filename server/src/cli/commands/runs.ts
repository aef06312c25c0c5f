// kyn runs: lists runs.
import { type Command, formatOption } from '../command';

/** The command. */
export const runs: Command = {
  name: 'runs',
  usage:
    '[PATH...] [--spec SPEC] [--where EXPR] [--sort KEY] [--columns A,B] [--baseline RUN] [--group-by seed] [--deleted] [--format FORMAT]',
  summary: 'List the runs in folders: which spec made each, when, and its metrics.',
  details: [
    'Folders are searched for run manifests, sweeps and evaluation reports, also where git ignores them. Without a path, the working folder is searched. The manifests that trainings overwrote are listed too, from .kynml.',
    'Runs of other trackers (MLflow, Weights & Biases, DVC and others) are listed too. They are recognized by the content of their folders, and nothing is written there.',
    'The state is current where a spec has the CONFIG_HASH of the run, stale where an older version of a spec had it (in git or in .kynml), and otherwise unknown.',
    'The time is that of the record in .kynml, otherwise one in the file, otherwise a date in the name of its folder (`about`), otherwise the commit that gave the file its content (`commit`), otherwise the time of the file (`file time`).',
    'A key is a column (path, kind, state, spec, commit, time, timeSource, seed, configHash, dataHash, status, comparison, name, tags, note, baseline), the name of a metric, a field of the file such as env.torch, or a setting of the spec such as train.epochs.',
    'Conditions of --where are joined with `and`: --where "state = current and mae < 14". Operators: = != < <= > >= and ~ (contains). A run without the value does not match.',
    'Names, notes and tags of runs, and the baseline of each spec, are those that were given in the editor, which .kynml keeps. `tags = paper` is true for a run with that tag.',
    'The best value of a metric is marked only where all runs with that metric measured the same: the same data, datasets and evaluation. With a baseline, its differences are shown for the runs that recorded the same data, and the column `to baseline` has the verdict of `kyn diff`.',
    'With --group-by seed, runs belong together that have the same settings apart from `train.seed`, the same recorded data and the same torch. Where the spec of a run cannot be found, has syntax errors or imports files, its CONFIG_HASH counts instead. Of runs with one seed only the newest counts. The deviation is that of a sample (n - 1). A metric that diverged in one run makes the mean NaN.',
    'CSV has all digits and UTC; text that a spreadsheet could run as a formula starts with an apostrophe.',
  ],
  examples: [
    { line: 'runs --sort mae', doc: 'List the runs of the working folder, the smallest mae first' },
    { line: 'runs --where "state = current and mae < 14"', doc: 'List those that meet conditions' },
    { line: 'runs --format csv -o runs.csv', doc: 'Write them for a spreadsheet' },
  ],
  files: { min: 0, max: Number.POSITIVE_INFINITY, noun: 'path' },
  options: [
    { name: 'spec', value: 'SPEC', isInput: true, doc: 'Only the runs of this spec and of its older versions.' },
    { name: 'where', value: 'EXPR', doc: 'Only the runs that meet these conditions.' },
    {
      name: 'sort',
      value: 'KEY',
      allowsDash: true,
      doc: 'Order by a key; `-KEY` for the largest first. Default: the newest first.',
    },
    { name: 'columns', value: 'A,B', doc: 'The columns of the table.' },
    { name: 'baseline', value: 'RUN', isInput: true, doc: 'Compare each run with this one.' },
    {
      name: 'group-by',
      value: 'KEY',
      choices: ['seed'],
      doc: 'seed: one row for the runs that differ only in their seed, with mean and standard deviation.',
    },
    { name: 'deleted', doc: 'Also the runs that were deleted in MLflow.' },
    formatOption('table', 'json', 'csv', 'markdown', 'latex'),
  ],
  // Loaded on demand, so that other commands start faster.
  run: async context => (await import('../runs/runRuns')).runRuns(context),
};
