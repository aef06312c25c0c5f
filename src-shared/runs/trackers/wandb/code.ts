// The code of a W&B run: the commit, and the uncommitted changes where the patch was kept.
import { member, stringMember } from '../../../text/jsonText';
import type { Place } from '../place';
import type { CodeIdentity } from '../trackedRun';
import type { WandbLog } from './readLog';
import { PATCH, type WandbFiles } from './wandbFiles';

/** The code, and why it is not known, as a sentence. */
export interface WandbCode {
  readonly identity: CodeIdentity;
  readonly why?: string;
}

const COMMIT = /^[0-9a-f]{7,64}$/;
const MAX_PATCH = 16 * 1024 * 1024;

/** Reads the code. Only `diff.patch` is against the commit; a missing one proves nothing. */
export function codeOf(place: Place, { metadata }: WandbFiles, log: WandbLog | undefined): WandbCode {
  const written = stringMember(member(metadata, 'git'), 'commit') ?? log?.commit;
  const commit = written !== undefined && COMMIT.test(written) ? written : undefined;
  const isThere = (place.size(PATCH) ?? 0) > 0 || place.isSpecial(PATCH);
  const bytes = isThere && !place.isSpecial(PATCH) ? place.bytes(PATCH, MAX_PATCH) : undefined;
  const identity: CodeIdentity = {
    ...(commit !== undefined && { commit }),
    ...(isThere && { isDirty: true }),
    ...(bytes && { patch: place.host.sha256(bytes) }),
    files: [],
  };
  if (commit === undefined) return { identity, why: 'W&B recorded no commit, so the program was outside of git.' };
  return isThere
    ? { identity }
    : { identity, why: 'W&B recorded the commit, but not whether there were uncommitted changes.' };
}
