// kyn diff: compares two artifacts of the same kind.
import { type Command, formatOption } from '../command';

/** The command. */
export const diff: Command = {
  name: 'diff',
  usage: 'A B [--exit-code] [--format FORMAT]',
  summary: 'Compare two run manifests, or two other artifacts of the same kind.',
  details: [
    'The verdict is identical-inputs (no difference that matters), comparable (results will be close) or not-comparable, with its reasons. Metrics are results, so they do not affect the verdict.',
    'An entry of a sweep is named by its number: sweep_results.json#0.',
  ],
  files: { min: 2, max: 2, noun: 'file' },
  options: [
    { name: 'exit-code', doc: 'Exit with 1 unless the inputs are identical. Without it, the verdict does not matter.' },
    formatOption('text', 'json', 'markdown'),
  ],
  // Loaded on demand, so that other commands start faster.
  run: async context => (await import('../diff/runDiff')).runDiff(context),
};
