// The hash of a data file as an artifact records it.
import type { RecordedData } from '../../artifacts/kind';
import { isHash } from '../../text/hashForm';

/** The recorded hash; undefined where the recorded value is not a hash. */
export const recordedHash = ({ hash }: RecordedData): string | undefined =>
  hash.kind === 'string' && isHash(hash.text) ? hash.text : undefined;
