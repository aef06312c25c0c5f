// kyn fingerprint canonical: the text that a configuration is hashed as.
import { type Command, formatOption } from '../command';

/** The command. */
export const fingerprintCanonical: Command = {
  name: 'fingerprint canonical',
  usage: 'FILE [--format FORMAT]',
  summary: 'Print a JSON file as the canonical text that is hashed.',
  details: [
    'Byte for byte what Python gives for json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"), ensure_ascii=True), without a newline at the end.',
    'The text is exact, so a secret in the file stands in it too; standard error says so.',
  ],
  files: { min: 1, max: 1, name: 'a file' },
  options: [formatOption('text', 'json')],
  run: async context => (await import('../fingerprint/printCanonical')).printCanonical(context),
};
