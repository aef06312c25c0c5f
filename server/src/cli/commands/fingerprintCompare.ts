// kyn fingerprint compare: whether two fingerprints have the same configuration and the same code.
import { type Command, formatOption } from '../command';

/** The command. */
export const fingerprintCompare: Command = {
  name: 'fingerprint compare',
  usage: 'A B [--format FORMAT]',
  summary: 'Compare the configuration and the code of two fingerprints.',
  details: [
    'A and B are reports, session logs, or files that contain only a fingerprint. A value that both lack counts as equal in the JSON, as in the original; a message on standard error reports it.',
    'The exit code does not depend on the result. It is 2 if a file records neither hash nor commit.',
  ],
  examples: [{ line: 'fingerprint compare before.json after.json', doc: 'Compare two fingerprints' }],
  files: { min: 2, max: 2, noun: 'file' },
  options: [formatOption('text', 'json')],
  run: async context => (await import('../fingerprint/printComparison')).printComparison(context),
};
