// Why the current version of a spec is not known, so that no run is called one of an older version.
import { reasonText, type TextResult } from '../../host/readText';
import { specFault, specFaultText } from '../../text/specFault';

/** The end of a sentence about the file of a spec: `is a Git LFS pointer`; undefined for one version of a spec, and where there is no file. */
export function unreadSpec(read: TextResult): string | undefined {
  if (!read.ok) return read.reason === 'missing' ? undefined : `cannot be read: ${reasonText(read.reason)}`;
  const fault = specFault(read.text);
  return fault && specFaultText(fault);
}
