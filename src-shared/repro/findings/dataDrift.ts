// Data files that differ from the hashes that an artifact records. Files that were not read are not reported.

import type { RecordedData } from '../../artifacts/kind';
import { defineFinding } from '../../text/defineFinding';
import { shortHash } from '../../text/hashForm';
import { type ComparedData, keepLineEnds, lineEndsText } from '../data/comparedData';
import { recordedHash } from '../data/recordedHash';

/** A data file that was read. `label` is for people, on one line. */
export interface ReadData extends ComparedData {
  readonly label: string;
  /** The current SHA-256 of the file. */
  readonly hash: string;
}

interface DataDrift extends ComparedData {
  readonly label: string;
  readonly recorded: string;
  readonly current: string;
}

/** The data that was read for a recorded hash has another hash. */
export const dataDrift = defineFinding({
  code: 'data-drift',
  severity: 'warning',
  group: 'artifacts',
  summary:
    'The SHA-256 of the verified data file differs from the recorded one. Shown after `KynML: Verify Dataset`, until the file changes.',
  fix: 'Restore the data, or run again with the current data.',
  message: ({ label, recorded, current, isPointer, lineEnds }: DataDrift) =>
    lineEnds
      ? `${label} differs from the recorded data only in its line ends (${lineEndsText(lineEnds)}). ${keepLineEnds(label)}`
      : `${label} is not the recorded data (recorded ${shortHash(recorded)}, now ${shortHash(current)}${isPointer ? ' in its pointer' : ''}), so a run with it is a different experiment. Restore the data, or run again.`,
  *find(data: readonly RecordedData[], readFor: (data: RecordedData) => ReadData | undefined) {
    for (const item of data) {
      const [recorded, file] = [recordedHash(item), readFor(item)];
      if (recorded !== undefined && file !== undefined && recorded !== file.hash)
        yield { facts: { ...file, recorded, current: file.hash }, span: item.hash.span };
    }
  },
});
