// kyn fingerprint hash: the hash of the canonical text of a JSON file.
import { type Command, formatOption } from '../command';

/** The command. */
export const fingerprintHash: Command = {
  name: 'fingerprint hash',
  usage: 'FILE [--format FORMAT]',
  summary: 'Print the hash of the canonical text of a JSON file.',
  details: ['The first 16 hex digits of the SHA-256 of the output of kyn fingerprint canonical.'],
  examples: [{ line: 'fingerprint hash config.json', doc: 'Print the hash of a configuration' }],
  files: { min: 1, max: 1, noun: 'file' },
  options: [formatOption('text', 'json')],
  run: async context => (await import('../fingerprint/printHash')).printHash(context),
};
