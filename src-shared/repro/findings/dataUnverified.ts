// Data files that `KynML: Verify Dataset` could not read, so that a file that was not verified never looks like one that was.
import type { RecordedData } from '../../artifacts/kind';
import { defineFinding } from '../../text/defineFinding';

/** A data file that was not read. `label` is for people, on one line; `reason` completes "was not verified: ". */
export interface UnreadData {
  readonly label: string;
  readonly reason: string;
}

/** The data of a recorded hash was requested and could not be read. */
export const dataUnverified = defineFinding({
  code: 'data-unverified',
  severity: 'info',
  group: 'artifacts',
  summary:
    'A data file could not be read, so its recorded hash was not verified. Shown after `KynML: Verify Dataset`, until the file changes.',
  fix: 'Restore the file or its permissions, then verify the data again.',
  message: ({ label, reason }: UnreadData) =>
    `${label} was not verified: ${reason}. Whether it is the recorded data is unknown.`,
  *find(data: readonly RecordedData[], unreadFor: (data: RecordedData) => UnreadData | undefined) {
    for (const item of data) {
      const facts = unreadFor(item);
      if (facts !== undefined) yield { facts, span: item.hash.span };
    }
  },
});
