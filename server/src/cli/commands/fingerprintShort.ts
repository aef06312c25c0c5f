// kyn fingerprint short: a fingerprint in one word.
import { type Command, formatOption } from '../command';

/** The command. */
export const fingerprintShort: Command = {
  name: 'fingerprint short',
  usage: 'FILE [--format FORMAT]',
  summary: 'Print the short form of a fingerprint.',
  details: [
    'The first 8 digits of config_hash, @, the commit, and a star where something was not committed; ???????? and unknown for what is absent. FILE is a report, a session log, or a file that holds nothing but a fingerprint.',
  ],
  files: { min: 1, max: 1, name: 'a file' },
  options: [formatOption('text', 'json')],
  run: async context => (await import('../fingerprint/printShort')).printShort(context),
};
