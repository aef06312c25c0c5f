// A field of a DLM lock that differs from the current machine. DLM's table decides what differs (dlm/policy.ts).
import { defineFinding } from '../../text/defineFinding';

/** A recorded field differs from the current value. */
export const dlmMismatch = defineFinding({
  code: 'dlm-mismatch',
  severity: 'error',
  group: 'artifacts',
  summary:
    'A field of a DLM lock differs from the current machine. Shown after `KynML: Check DLM Lock` at each such field, until the lock changes: an error where `dlm train` would stop, a warning where this difference alone would not stop it, information where the change is allowed (the document itself).',
  fix: 'Restore the recorded version or value, or accept the change with `--update-lock`.',
  message: ({ message }: { readonly message: string }) => message,
});
