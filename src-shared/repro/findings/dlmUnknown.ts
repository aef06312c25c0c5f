// A field of a DLM lock whose current value is unknown. It never counts as a match.
import { defineFinding } from '../../text/defineFinding';

/** A recorded field was not compared. */
export const dlmUnknown = defineFinding({
  code: 'dlm-unknown',
  severity: 'info',
  group: 'artifacts',
  summary:
    'The current value of a field of a DLM lock cannot be determined here, so the field was not compared and does not count as a match.',
  fix: 'Train on the machine of the lock. `dlm train` compares the field.',
  message: ({ field, why }: { readonly field: string; readonly why: string }) =>
    `\`${field}\` was not compared, because its current value is unknown: ${why}. \`dlm train\` compares it.`,
});
