// kyn fmt: specs in their canonical form.
import type { Command } from '../command';

/** The command. */
export const fmt: Command = {
  name: 'fmt',
  usage: 'FILE... [--write] [--check]',
  summary: 'Print specs in their canonical form, or write them so.',
  details: [
    'The canonical text goes to standard output, of several files one after the other. Comments are kept, keys come into the order of the documentation, blocks stay where they are.',
    'A file keeps its line ends: those of its first line. A byte order mark is taken away, and --write says so. The CONFIG_HASH does not depend on line ends, but on everything else; where a lock pinned the spec as it was, --write says that it drifted.',
    'A file with syntax errors is not touched; its errors stand on standard error, and the exit code is 1. The other files are dealt with all the same.',
  ],
  files: { min: 1, max: Number.POSITIVE_INFINITY, name: 'a file' },
  options: [
    { name: 'write', doc: 'Write the files instead, each whole or not at all. Names those that changed.' },
    { name: 'check', doc: 'Only name the files that would change; the exit code is 1 if there are any.' },
  ],
  // The language is loaded only here, so that other commands start without it.
  run: async context => (await import('../fmt/runFmt')).runFmt(context),
};
