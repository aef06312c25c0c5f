// The name of the file with the baseline of a spec.
import type { Host } from '../../host/host';
import { basename } from '../../host/paths';
import { shortHash } from '../../text/hashForm';

/** The name without its ending: the name of the spec, for people, and the hash of its path, because specs in different folders may have one name. */
export const baselineName = (host: Pick<Host, 'sha256'>, spec: string): string =>
  `${basename(spec)
    .replace(/[^\w.-]/g, '_')
    .slice(0, MAX_NAME)}-${shortHash(host.sha256(spec))}`;

// File systems allow 255 bytes, endings of temporary files included.
const MAX_NAME = 100;
