// kyn dlm compare: what dlm train decides when it meets the lock of a store.
import { type Command, formatOption } from '../command';

/** The command. */
export const dlmCompare: Command = {
  name: 'dlm compare',
  usage: 'PRIOR CURRENT [--strict-lock|--update-lock|--ignore-lock] [--format FORMAT]',
  summary: 'Say what dlm train decides about a recorded dlm.lock.',
  details: [
    'PRIOR is the recorded lock, CURRENT the one of now. It proceeds, proceeds with warnings or aborts, and it writes the lock or not. The exit code is 1 where it aborts.',
    'A PRIOR that is not there means that no lock is recorded yet: it proceeds and writes, and standard error says so.',
  ],
  files: { min: 2, max: 2, name: 'a lock' },
  options: [
    { name: 'strict-lock', doc: 'Every warning counts as an error.' },
    { name: 'update-lock', doc: 'Validate nothing and write the lock, also over one that is broken.' },
    { name: 'ignore-lock', doc: 'Validate nothing and leave the lock as it is.' },
    formatOption('text', 'json'),
  ],
  // What compares is loaded only here, so that other commands start without it.
  run: async context => (await import('../dlm/runDlmCompare')).runDlmCompare(context),
};
