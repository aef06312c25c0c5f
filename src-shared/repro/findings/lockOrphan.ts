// A lock whose spec is missing.
import { defineFinding } from '../../text/defineFinding';
import { oneLine } from '../../text/oneLine';

/** The spec of a lock does not exist. */
export const lockOrphan = defineFinding({
  code: 'lock-orphan',
  severity: 'warning',
  group: 'locks',
  summary: 'The spec that a lock names does not exist.',
  fix: 'Correct `source_path`, or remove the lock.',
  message: ({ sourcePath }: { readonly sourcePath: string }) =>
    `${oneLine(sourcePath)} does not exist, neither next to this lock nor in the workspace folder. Correct \`source_path\`, or remove the lock.`,
});
