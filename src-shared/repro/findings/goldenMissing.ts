// A golden that an index approves and that does not exist.
import { defineFinding } from '../../text/defineFinding';

/** The file of an approved golden is missing. */
export const goldenMissing = defineFinding({
  code: 'golden-missing',
  severity: 'error',
  group: 'artifacts',
  summary: 'A golden of an index does not exist in the repository, so the entry cannot be verified.',
  fix: 'Commit the golden, or remove the entry.',
  message: ({ relpath }: { readonly relpath: string }) =>
    `${relpath} does not exist in the repository, so this entry cannot be verified. Commit the golden, or remove the entry.`,
});
