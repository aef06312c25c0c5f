// kyn fingerprint session: the fingerprint of a session that would start now.
import { type Command, formatOption } from '../command';

/** The command. */
export const fingerprintSession: Command = {
  name: 'fingerprint session',
  usage: '--model M --env E [--tools A,B] [--system-prompt-file F] [--format F]',
  summary: 'Print the fingerprint of a session.',
  details: [
    'The commit comes from git in the working folder. Uncommitted changes are recorded in the fingerprint and are not an error.',
    'Only the hash of the system prompt is used. Its line ends count as \\n, as Python reads text; an empty prompt counts as none.',
  ],
  examples: [
    {
      line: 'fingerprint session --model m1 --env coding --tools read,write',
      doc: 'Print the fingerprint of a session',
    },
  ],
  files: { min: 0, max: 0, noun: 'file' },
  options: [
    { name: 'model', value: 'M', doc: 'The model, e.g. anthropic/claude-sonnet-4-5.' },
    { name: 'env', value: 'E', doc: 'The name of the environment.' },
    { name: 'tools', value: 'A,B', doc: 'The names of the tools, separated by commas. Default: none.' },
    {
      name: 'system-prompt-file',
      value: 'F',
      isInput: true,
      doc: 'The file with the system prompt; - is standard input.',
    },
    formatOption('text', 'json'),
  ],
  run: async context => (await import('../fingerprint/printSession')).printSession(context),
};
