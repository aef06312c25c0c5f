// kyn fingerprint canonical: the canonical text of a JSON file, which is hashed.
import { type Command, formatOption } from '../command';

/** The command. */
export const fingerprintCanonical: Command = {
  name: 'fingerprint canonical',
  usage: 'FILE [--format FORMAT]',
  summary: 'Print the canonical text of a JSON file, which is hashed.',
  details: [
    'The same bytes as json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"), ensure_ascii=True) in Python, without a final newline.',
    'The text is exact, so it contains the secrets of the file. A message on standard error reports them.',
  ],
  examples: [{ line: 'fingerprint canonical config.json', doc: 'Print the text that is hashed' }],
  files: { min: 1, max: 1, noun: 'file' },
  options: [formatOption('text', 'json')],
  printsData: () => true,
  run: async context => (await import('../fingerprint/printCanonical')).printCanonical(context),
};
