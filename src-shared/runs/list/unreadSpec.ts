// Why the current version of a spec is not known, so that no run is called one of an older version.
import type { Host } from '../../host/host';
import { reasonText, type TextResult } from '../../host/readText';
import { isSparse, NOT_CHECKED_OUT } from '../../repro/git/sparseCheckout';
import { specFault, specFaultText } from '../../text/specFault';

/**
 * The end of a sentence about the file of a spec: `is a Git LFS pointer`; undefined for one version of a spec, and for a file that was removed. `read`: what
 * reading it gave.
 */
export function unreadSpec(host: Host, path: string, read: TextResult): string | undefined {
  if (!read.ok && read.reason === 'missing') return isSparse(host, path) ? NOT_CHECKED_OUT : undefined;
  if (!read.ok) return `cannot be read: ${reasonText(read.reason)}`;
  const fault = specFault(read.text);
  return fault && specFaultText(fault);
}
