// kyn trace: finds the spec that a run, script or lock was made from.
import { type Command, formatOption } from '../command';

/** The command. */
export const trace: Command = {
  name: 'trace',
  usage: 'FILE [--format FORMAT]',
  summary: 'Find the spec whose CONFIG_HASH a run records.',
  details: [
    'FILE is a run manifest, a script, a lock, or an entry of a sweep: sweep_results.json#0.',
    'The spec is found by its CONFIG_HASH in the working tree, in the texts that runs kept in .kynml, and in git: in all branches, under every name that it had, and whatever its line ends are. A commit is listed if it introduced the text, not if it only still has it.',
    'The newest place comes first. `git show COMMIT:./PATH` prints the text of a commit.',
    'The exit code is 0 if a place was found, otherwise 1. Whatever could not be searched is named on standard error.',
  ],
  examples: [
    { line: 'trace run_manifest.json', doc: 'Find the spec of a run' },
    { line: 'trace sweep_results.json#0', doc: 'Find that of an entry of a sweep' },
  ],
  files: { min: 1, max: 1, noun: 'file' },
  options: [formatOption('text', 'json')],
  // Loaded on demand, so that other commands start faster.
  run: async context => (await import('../trace/runTrace')).runTrace(context),
};
