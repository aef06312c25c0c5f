// kyn dlm compare: the decision of `dlm train` about a recorded lock.
import { type Command, formatOption } from '../command';

/** The command. */
export const dlmCompare: Command = {
  name: 'dlm compare',
  usage: 'PRIOR CURRENT [--strict-lock|--update-lock|--ignore-lock] [--format FORMAT]',
  summary: 'Show what dlm train decides about a recorded dlm.lock.',
  details: [
    'PRIOR is the recorded lock, CURRENT the lock of the current state. DLM proceeds, proceeds with warnings or aborts, and writes the lock or not. The exit code is 1 if it aborts.',
    'If PRIOR is not a valid lock or cannot be read, DLM aborts in every mode except --update-lock.',
    'If PRIOR does not exist, no lock is recorded yet: DLM proceeds and writes the lock. A message on standard error states this.',
  ],
  examples: [
    { line: 'dlm compare old/dlm.lock dlm.lock', doc: 'Show what `dlm train` decides' },
    { line: 'dlm compare old/dlm.lock dlm.lock --strict-lock', doc: 'Show what it decides with --strict-lock' },
  ],
  files: { min: 2, max: 2, noun: 'lock' },
  options: [
    { name: 'strict-lock', doc: 'Treat warnings as errors.' },
    { name: 'update-lock', doc: 'Validate nothing and write the lock, even over an invalid one.' },
    { name: 'ignore-lock', doc: 'Compare nothing and do not write the lock. DLM still stops at an invalid one.' },
    formatOption('text', 'json'),
  ],
  // Loaded on demand, so that other commands start faster.
  run: async context => (await import('../dlm/runDlmCompare')).runDlmCompare(context),
};
