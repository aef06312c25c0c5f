// Why the current version of a spec is not known, so that no run is called one of an older version.
import { reasonText, type TextResult } from '../../host/readText';
import type { RepositoryHost } from '../../host/repositoryOf';
import { isSparse, NOT_CHECKED_OUT } from '../../repro/git/sparseCheckout';
import { specFault, specFaultText } from '../../text/specFault';

/**
 * The end of a sentence about the file of a spec: `is a Git LFS pointer`; undefined for one version of a spec, and for a file that was removed. `read`:
 * reads what may be read.
 */
export function unreadSpec(host: RepositoryHost, path: string, read: (path: string) => TextResult): string | undefined {
  const found = read(path);
  if (!found.ok && found.reason === 'missing') return isSparse(host, path, read) ? NOT_CHECKED_OUT : undefined;
  if (!found.ok) return `cannot be read: ${reasonText(found.reason)}`;
  const fault = specFault(found.text);
  return fault && specFaultText(fault);
}
