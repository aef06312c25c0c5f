// kyn train: one run of a spec.
import { type Command, paramOption } from '../command';
import { RUN_OPTIONS, TARGET_OPTIONS, TOOL_DETAILS, TOOL_OPTIONS } from '../trainOptions';

/** The command. */
export const train: Command = {
  name: 'train',
  usage:
    'SPEC [--param NAME=VALUE]... [--out DIR] [--check-lock] [--target TARGET] [--dry-run] [--compiler COMPILER] [--python PATH] [--no-history] [--write-within DIR]... [--stop-with-input]',
  summary: 'Train a spec.',
  details: [
    TOOL_DETAILS,
    'The run writes run_manifest.json into its folder. The built-in compiler also writes its script there, for example train_house.py for house.kyn. An existing file of that name is replaced only if it is a generated script; one that was changed is first copied to .kynml. One run at a time uses a folder.',
    'The exit code is that of the script. Ctrl-C also ends the script. With `--target slurm` the command ends when the run is submitted, and `kyn jobs show` shows its state.',
    'The manifest that the run overwrites, the text of the spec and what the run started with are kept in the folder .kynml at the top of the git work tree (outside of one: in the working folder). Git ignores it.',
  ],
  examples: [
    { line: 'train house.kyn', doc: 'Train a spec' },
    {
      line: 'train house.kyn --param lr=0.001 --out runs/small-lr',
      doc: 'Train it with another value of a param, into a folder',
    },
    { line: 'train house.kyn --check-lock', doc: 'Train it only if it matches its lock' },
    { line: 'train house.kyn --out runs/one --target slurm', doc: 'Submit it to Slurm' },
  ],
  files: { min: 1, max: 1, noun: 'spec' },
  options: [
    paramOption,
    ...TOOL_OPTIONS,
    ...RUN_OPTIONS,
    ...TARGET_OPTIONS,
    {
      name: 'check-lock',
      doc: 'Start nothing if the spec has no lock or does not match one of its locks; exit code 1.',
    },
    {
      name: 'write-within',
      value: 'DIR',
      repeatable: true,
      doc: 'Start nothing that would write its results or its model outside of this folder. May be repeated.',
    },
    {
      name: 'stop-with-input',
      doc: 'End the training when standard input closes, as it does when the program that started it ends.',
    },
  ],
  ownsOutput: true,
  // Loaded on demand, so that other commands start faster.
  run: async context =>
    context.options.get('target') === 'slurm'
      ? (await import('../launch/launchTraining')).launchTraining(context)
      : (await import('../train/startTraining')).trainSpec(context),
};
