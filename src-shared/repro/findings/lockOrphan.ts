// A lock whose spec is missing.
import { defineFinding } from '../../text/defineFinding';
import { fix } from '../../text/diagnostic';
import { differenceText, type NameDifference } from '../../text/nameForm';
import { oneLine } from '../../text/oneLine';
import type { Span } from '../../text/span';

/** `near`: the spec that exists and differs only in the form of its letters, as `source_path` would name it. */
interface OrphanLock {
  readonly sourcePath: string;
  readonly near?: { readonly sourcePath: string; readonly difference: NameDifference } | undefined;
}

/** The spec of a lock does not exist. */
export const lockOrphan = defineFinding({
  code: 'lock-orphan',
  severity: 'warning',
  group: 'locks',
  summary: 'The spec that a lock names does not exist.',
  fix: 'Correct `source_path`, or remove the lock.',
  message: ({ sourcePath, near }: OrphanLock) =>
    near === undefined
      ? `${oneLine(sourcePath)} does not exist, neither next to this lock nor in the workspace folder. Correct \`source_path\`, or remove the lock.`
      : `${oneLine(sourcePath)} does not exist, so the lock pins nothing. Did you mean ${oneLine(near.sourcePath)}, ${differenceText(near.difference)}?`,
  *find({ sourcePath, near, span }: OrphanLock & { readonly span: Span }) {
    const written = near && JSON.stringify(near.sourcePath);
    yield {
      facts: { sourcePath, near },
      span,
      fixes: written === undefined ? [] : [fix(`Change to \`${oneLine(written)}\``, span, written, false)],
    };
  },
});
