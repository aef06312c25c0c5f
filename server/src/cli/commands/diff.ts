// kyn diff: compares two artifacts of the same kind.
import { isSpecPath } from '../../../../src-shared/repro/files/findFiles';
import { type Command, formatOption } from '../command';

/** The command. */
export const diff: Command = {
  name: 'diff',
  usage: 'A B [--exit-code] [--format FORMAT]',
  summary: 'Compare two run manifests, two specs, or two other files of the same kind.',
  details: [
    'The verdict is identical-inputs (no difference that matters), comparable (results will be close) or not-comparable, with its reasons. Metrics are results, so they do not affect the verdict.',
    'Two specs are compared by their settings: comments, blanks and the order of blocks and keys do not count. Equal settings in another text are comparable, not identical-inputs, because their CONFIG_HASH differs.',
    'An entry of a sweep is named by its number: sweep_results.json#0. A run of another tracker is named by its folder or its file, and is compared with any other run; the verdict is unknown where its program did not record what decides it.',
  ],
  examples: [
    { line: 'diff runs/a/run_manifest.json runs/b/run_manifest.json', doc: 'Compare two runs' },
    { line: 'diff sweep_results.json#0 sweep_results.json#3', doc: 'Compare two entries of a sweep' },
    { line: 'diff old.kyn new.kyn --exit-code', doc: 'Fail unless two specs have identical inputs' },
  ],
  files: { min: 2, max: 2, noun: 'file' },
  options: [
    { name: 'exit-code', doc: 'Exit with 1 unless the inputs are identical. Without it, the verdict does not matter.' },
    formatOption('text', 'json', 'markdown'),
  ],
  // Loaded on demand, so that other commands start faster.
  run: async context => {
    const specs = context.files.filter(isSpecPath);
    if (specs.length === context.files.length) return (await import('../diff/runSpecDiff')).runSpecDiff(context);
    return (await import('../diff/runDiff')).runDiff(context);
  },
};
