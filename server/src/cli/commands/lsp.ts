// kyn lsp: the language server, for any editor.
import type { Command } from '../command';
import { success, usageError } from '../outcome';

/** The command. */
export const lsp: Command = {
  name: 'lsp',
  usage: '--stdio',
  summary: 'Start the language server for an editor.',
  details: [
    'The server uses the Language Server Protocol on standard input and output. It offers diagnostics, hovers, code lenses and code actions for .kyn files, run manifests and locks.',
  ],
  examples: [{ line: 'lsp --stdio', doc: 'Start the server, as an editor does' }],
  files: { min: 0, max: 0, noun: 'file' },
  options: [
    { name: 'stdio', doc: 'Communicate on standard input and output. Required, because it is the only transport.' },
    { name: 'clientProcessId', value: 'ID', doc: 'The process id of the editor. The server exits when it ends.' },
  ],
  ownsOutput: true,
  async run({ command, options, serve }) {
    if (!options.has('stdio'))
      return usageError(command, '`--stdio` is required: the server communicates on standard input and output.');
    await serve();
    return success('');
  },
};
