// kyn compile: the training script of a spec, by the built-in compiler.
import { type Command, paramOption } from '../command';

/** The command. */
export const compile: Command = {
  name: 'compile',
  usage: 'SPEC [--output-file FILE] [--param NAME=VALUE]... [--force]',
  summary: 'Compile a spec to a PyTorch training script.',
  details: [
    'The built-in compiler is used. The script is printed to standard output, or written to the file of --output-file. It needs only Python with torch and numpy. The same spec and params give the same bytes.',
    'The CSV file is searched in the working folder, then next to the spec; the script contains its absolute path.',
    'A spec with an error is not compiled: its findings are printed to standard error as kyn check prints them, and the exit code is 1. So are things that only the official compiler may support. Warnings are printed to standard error, too.',
    'Without --force, an existing file is overwritten only if it is empty or a generated script that was not changed. The spec itself is never overwritten.',
  ],
  examples: [
    { line: 'compile house.kyn -o train_house.py', doc: 'Write the training script of a spec' },
    { line: 'compile house.kyn --param lr=0.001', doc: 'Print it with another value of a param' },
  ],
  files: { min: 1, max: 1, noun: 'spec' },
  options: [
    {
      name: 'output-file',
      short: 'o',
      value: 'FILE',
      doc: 'Write the script to this file, atomically; - is standard output.',
    },
    paramOption,
    { name: 'force', doc: 'Overwrite an existing file, whatever it is.' },
  ],
  namesStdin: true,
  printsData: options => (options.get('output-file') ?? '-') === '-',
  // Loaded on demand, so that other commands start faster.
  run: async context => (await import('../compile/runCompile')).runCompile(context),
};
