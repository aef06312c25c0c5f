// kyn fingerprint short: the short form of a fingerprint.
import { type Command, formatOption } from '../command';

/** The command. */
export const fingerprintShort: Command = {
  name: 'fingerprint short',
  usage: 'FILE [--format FORMAT]',
  summary: 'Print the short form of a fingerprint.',
  details: [
    'The first 8 digits of config_hash, @, the commit, and * if there were uncommitted changes. Missing values are ???????? and unknown.',
    'FILE is a report, a session log, or a file that contains only a fingerprint.',
  ],
  examples: [{ line: 'fingerprint short report.json', doc: 'Print the short form, for a log' }],
  files: { min: 1, max: 1, noun: 'file' },
  options: [formatOption('text', 'json')],
  run: async context => (await import('../fingerprint/printShort')).printShort(context),
};
