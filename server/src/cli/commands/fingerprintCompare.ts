// kyn fingerprint compare: whether two fingerprints are of the same configuration and the same code.
import { type Command, formatOption } from '../command';

/** The command. */
export const fingerprintCompare: Command = {
  name: 'fingerprint compare',
  usage: 'A B [--format FORMAT]',
  summary: 'Compare two fingerprints: the same configuration, the same code?',
  details: [
    'A and B are reports, session logs, or files that hold nothing but a fingerprint. What both lack counts as the same in the JSON, as in the original; standard error says so. The exit code does not depend on the answer; it is 2 where a file holds neither hash nor commit.',
  ],
  files: { min: 2, max: 2, name: 'a file' },
  options: [formatOption('text', 'json')],
  run: async context => (await import('../fingerprint/printComparison')).printComparison(context),
};
