// Whether a run wrote its manifest. The content does not show that: a run that is repeated may write the same bytes, and one that wrote nothing leaves those of
// an earlier run.
import type { Host } from '../../host/host';
import { sameStat } from '../../host/sameStat';

/** Looks at a manifest before a run. The result tells whether it was written since then. */
export function manifestWatch(host: Pick<Host, 'stat'>, path: string): () => boolean {
  const before = host.stat(path);
  return () => {
    const after = host.stat(path);
    return after !== undefined && !sameStat(before, after);
  };
}
