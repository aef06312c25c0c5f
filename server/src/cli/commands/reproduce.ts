// kyn reproduce: trains a recorded run again and compares the results.
import { type Command, formatOption } from '../command';
import { TOOL_OPTIONS } from '../trainOptions';

/** The command. */
export const reproduce: Command = {
  name: 'reproduce',
  usage:
    'RUN [--tolerance X] [--compiler COMPILER] [--python PATH] [--kynml PROGRAM]... [--keep FILE] [--run-anyway] [--format FORMAT]',
  summary: 'Train a recorded run again and compare its metrics.',
  details: [
    'The spec is found by its CONFIG_HASH in the working tree, in the texts that runs kept in .kynml, or in git. The data must have the recorded hash. The tool that made the run trains in a temporary folder, and nothing in the workspace changes. Where the official tool made it and cannot be used, the built-in compiler trains, which the steps state.',
    'The verdict is reproduced-exactly, reproduced-within-tolerance, consistent (the metrics agree, but something that decides them is not recorded, such as the seed), not-reproduced or cannot-be-judged. The exit code is 0 for the first three, otherwise 1.',
    'An entry of a sweep is named by its number: sweep_results.json#0.',
  ],
  examples: [{ line: 'reproduce run_manifest.json', doc: 'Train a run again and compare its metrics' }],
  files: { min: 1, max: 1, noun: 'run' },
  options: [
    {
      name: 'tolerance',
      value: 'X',
      doc: 'The largest relative difference that counts as reproduced, from 0 to less than 1. Default: 0.000001.',
    },
    ...TOOL_OPTIONS,
    {
      name: 'kynml',
      value: 'PROGRAM',
      isInput: true,
      repeatable: true,
      allowsDash: true,
      doc: 'The official tool, instead of the one on PATH. Repeat it for the arguments of the program.',
    },
    { name: 'keep', value: 'FILE', doc: 'Keep the new manifest in this file, which must not exist.' },
    {
      name: 'run-anyway',
      doc: 'Train even if the data is not the recorded one. The verdict is then cannot-be-judged.',
    },
    formatOption('text', 'json', 'markdown', 'view'),
  ],
  // Its texts are escaped already, and the manifest in it must stay exact.
  printsData: options => options.get('format') === 'view',
  // Loaded on demand, so that other commands start faster.
  run: async context => (await import('../reproduce/runReproduce')).runReproduce(context),
};
