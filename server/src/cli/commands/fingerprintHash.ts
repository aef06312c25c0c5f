// kyn fingerprint hash: the hash of a JSON file's canonical text.
import { type Command, formatOption } from '../command';

/** The command. */
export const fingerprintHash: Command = {
  name: 'fingerprint hash',
  usage: 'FILE [--format FORMAT]',
  summary: 'Print the hash of a JSON file’s canonical text.',
  details: ['The first 16 hex digits of the SHA-256 of what kyn fingerprint canonical prints.'],
  files: { min: 1, max: 1, name: 'a file' },
  options: [formatOption('text', 'json')],
  run: async context => (await import('../fingerprint/printHash')).printHash(context),
};
