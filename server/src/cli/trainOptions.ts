// The options that the commands which train share, and what their help says about the tool.
import type { OptionSpec } from './command';

/** The options about the tool, for all commands that train. */
export const TOOL_OPTIONS: readonly OptionSpec[] = [
  {
    name: 'compiler',
    value: 'COMPILER',
    choices: ['auto', 'official', 'builtin'],
    doc: 'What trains: official (the Python tool kynml), builtin, or auto (official where it is installed). Default: auto.',
  },
  {
    name: 'python',
    value: 'PATH',
    isInput: true,
    doc: 'The interpreter. Default: that of the active environment, otherwise the first one on PATH.',
  },
];

/** What the help of a command says about the tool. */
export const TOOL_DETAILS =
  'The tool is `kynml` on PATH, otherwise the module `kynml.cli` of the interpreter, otherwise the built-in compiler, whose script needs torch and numpy. The first line on standard error names it.';

/** The options about where it is trained. */
export const TARGET_OPTIONS: readonly OptionSpec[] = [
  {
    name: 'target',
    value: 'TARGET',
    wordsOrFile: ['local', 'slurm'],
    doc: 'Where it is trained: local, slurm, or a JSON file with the command of another engine (docs/targets.md). Default: local.',
  },
  { name: 'dry-run', doc: 'Print what the target would run, and start nothing.' },
];

/** The options of both commands, besides those about the tool. */
export const RUN_OPTIONS: readonly OptionSpec[] = [
  { name: 'out', value: 'DIR', doc: 'The folder to train in; it is created. Default: the working folder.' },
  { name: 'no-history', doc: 'Keep nothing of the run in the folder .kynml.' },
];
