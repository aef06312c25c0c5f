// kyn fingerprint session: the fingerprint of a session that would start here and now.
import { type Command, formatOption } from '../command';

/** The command. */
export const fingerprintSession: Command = {
  name: 'fingerprint session',
  usage: '--model M --env E [--tools A,B] [--system-prompt-file F] [--format F]',
  summary: 'Print the fingerprint of a session.',
  details: [
    'The commit and whether something is not committed come from git in the working folder; uncommitted changes are recorded and no reason to refuse.',
    'Of the system prompt only a hash is used. Its line ends count as \\n, as Python reads text; an empty one counts as none.',
  ],
  files: { min: 0, max: 0, name: 'a file' },
  options: [
    { name: 'model', value: 'M', doc: 'The model, e.g. anthropic/claude-sonnet-4-5.' },
    { name: 'env', value: 'E', doc: 'Name of the environment.' },
    { name: 'tools', value: 'A,B', doc: 'Names of the tools, with commas between; none without it.' },
    { name: 'system-prompt-file', value: 'F', doc: 'File with the system prompt; - is standard input.' },
    formatOption('text', 'json'),
  ],
  run: async context => (await import('../fingerprint/printSession')).printSession(context),
};
