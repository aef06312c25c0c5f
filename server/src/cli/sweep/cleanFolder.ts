// The folder of a combination before it runs: claimed, and empty.
import type { Host } from '../../../../src-shared/host/host';
import { basename } from '../../../../src-shared/host/paths';
import type { Claim } from '../../../../src-shared/repro/history/claimFolder';
import type { Programs } from '../programs';
import type { ClaimedFolder } from '../train/inClaimedFolder';
import { refusalText } from '../train/refusalText';

/** What is needed to claim and to remove the folder. */
export interface FolderAccess {
  readonly host: Pick<Host, 'stat'>;
  readonly programs: Pick<Programs, 'removeFolder'>;
  readonly claimed: Pick<ClaimedFolder, 'claim'>;
  readonly cwd: string;
}

/** Claims a folder and empties it, or states why not. `launch`: what the claim belongs to. A folder that another run uses is not touched. */
export async function cleanFolder(access: FolderAccess, folder: string, launch?: string): Promise<Claim | string> {
  const { host, programs, claimed, cwd } = access;
  // The claim is removed with the folder, so the new one is claimed too.
  if (host.stat(folder)) {
    const old = await claimed.claim(folder);
    if (!old.ok) return refusalText(cwd, folder, old.refusal);
    const removed = await programs.removeFolder(folder);
    if (!removed.ok) {
      await old.claim.release();
      return `${basename(folder)} could not be removed: ${removed.message}.`;
    }
  }
  const own = await claimed.claim(folder, launch);
  return own.ok ? own.claim : refusalText(cwd, folder, own.refusal);
}
