// kyn diff: two artifacts of one kind side by side.
import { type Command, formatOption } from '../command';

/** The command. */
export const diff: Command = {
  name: 'diff',
  usage: 'A B [--exit-code] [--format FORMAT]',
  summary: 'Compare two run manifests, or two other artifacts of one kind.',
  details: [
    'The verdict is identical-inputs (nothing differs that matters), comparable (results will be close) or not-comparable, each with its reasons. Metrics are results and never change the verdict.',
  ],
  files: { min: 2, max: 2, name: 'a file' },
  options: [
    { name: 'exit-code', doc: 'End with 1 unless the inputs are identical; without it the verdict changes nothing.' },
    formatOption('text', 'json', 'markdown'),
  ],
  // What compares is loaded only here, so that other commands start without it.
  run: async context => (await import('../diff/runDiff')).runDiff(context),
};
