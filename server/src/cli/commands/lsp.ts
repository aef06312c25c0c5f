// kyn lsp: the language server for any editor.
import type { Command } from '../command';
import { success, usageError } from '../outcome';

/** The command. */
export const lsp: Command = {
  name: 'lsp',
  usage: '--stdio',
  summary: 'Start the language server for an editor.',
  details: [
    'The server speaks the Language Server Protocol on standard input and output. It offers diagnostics, hovers, code lenses and code actions for .kyn files, run manifests and locks.',
  ],
  files: { min: 0, max: 0, name: 'file' },
  options: [
    { name: 'stdio', doc: 'Speak on standard input and output; the only way there is, and it must be said.' },
    { name: 'clientProcessId', value: 'ID', doc: 'The process of the editor; when it ends, the server ends.' },
  ],
  async run({ options, serve }) {
    if (!options.has('stdio'))
      return usageError('lsp: it needs --stdio, which says how the editor speaks with it.', 'see kyn lsp --help');
    await serve();
    return success('');
  },
};
