// Data files against the hashes that an artifact records. Only files that were read count; nothing is said of the others.
import type { RecordedData } from '../../artifacts/kind';
import type { Diagnostic } from '../../text/diagnostic';
import { isHash, shortHash } from '../hash/configHash';

/** A data file that was read. `label` is for people, on one line. */
export interface ReadData {
  readonly label: string;
  /** SHA-256 of the file as it is now. */
  readonly hash: string;
}

/** The hash that is recorded; undefined where what stands there is none. */
export const recordedHash = ({ hash }: RecordedData): string | undefined =>
  hash.kind === 'string' && isHash(hash.text) ? hash.text : undefined;

/** A finding at each recorded hash that is not that of the file that was read for it. */
export function dataDrift(
  recorded: readonly RecordedData[],
  readFor: (data: RecordedData) => ReadData | undefined,
): Diagnostic[] {
  return recorded.flatMap((data): Diagnostic[] => {
    const [then, file] = [recordedHash(data), readFor(data)];
    if (then === undefined || file === undefined || then === file.hash) return [];
    const message = `${file.label} is not the data that was recorded (recorded ${shortHash(then)}, now ${shortHash(file.hash)}), so a run with it is another experiment. Restore the data, or run again.`;
    return [{ code: 'data-drift', severity: 'warning', message, span: data.hash.span, fixes: [] }];
  });
}
