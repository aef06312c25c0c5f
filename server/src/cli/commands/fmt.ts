// kyn fmt: formats specs in their canonical form.
import type { Command } from '../command';

/** The command. */
export const fmt: Command = {
  name: 'fmt',
  usage: 'PATH... [--write] [--check] [--diff]',
  summary: 'Format specs: print their canonical form, or write it.',
  details: [
    'The canonical text is printed to standard output; that of several files one after the other. Comments are kept, keys are sorted in the order of the documentation, and blocks keep their order.',
    'Folders are searched for specs; files that git ignores are left out.',
    'A file keeps the kind of line end of its first line. A byte order mark is removed. Changes other than line ends change the CONFIG_HASH; --write reports a removed byte order mark and a lock that no longer matches.',
    'A file with syntax errors is not changed: its errors are printed to standard error and the exit code is 1. The other files are formatted.',
  ],
  examples: [
    { line: 'fmt --write .', doc: 'Format every spec of a folder' },
    { line: 'fmt --check --diff .', doc: 'Fail in CI if a spec is not formatted, and show how it should be' },
    { line: 'fmt - --stdin-filename house.kyn', doc: 'Format the text that an editor sends' },
  ],
  files: { min: 1, max: Number.POSITIVE_INFINITY, noun: 'path' },
  options: [
    { name: 'write', doc: 'Write the files, each atomically, and list those that changed.' },
    { name: 'check', doc: 'Only list the files that would change; the exit code is 1 if there are any.' },
    {
      name: 'diff',
      doc: 'Print what would change as a unified diff, without secrets. With --check, the exit code is 1 if anything would.',
    },
  ],
  namesStdin: true,
  printsData: options => !['write', 'check', 'diff'].some(name => options.has(name)),
  // Loaded on demand, so that other commands start faster.
  run: async context => (await import('../fmt/runFmt')).runFmt(context),
};
