// `kynml/claimFolder`, `kynml/claimedBy` and `kynml/releaseFolder`: a run of a tool that does not claim its folder itself. This process holds the claim until
// the process of the tool is known, and both hold it then.
import type { FolderClaimed } from '../../../../src-shared/protocol/trainingRequests';
import { claimFolder as claim } from '../../../../src-shared/repro/history/claimFolder';
import { pathOf } from '../base/convert';
import { ownFeature } from '../protocol/feature';

/** `kynml/claimFolder`. */
export const claimFolder = ownFeature(
  'kynml/claimFolder',
  unknown('see the output channel KynML'),
  async ({ workspace, results, computer }, { folder, spec }): Promise<FolderClaimed> => {
    const path = pathOf(folder);
    if (path === undefined) return unknown('it is not a file on this machine');
    if (!workspace.trusted) return unknown('the workspace is not trusted');
    const result = await claim(workspace.host, computer.claims, { folder: path, spec, time: new Date() });
    if (!result.ok) return { ok: false, refusal: { ...result.refusal, path: workspace.label(result.refusal.path) } };
    const id = crypto.randomUUID();
    results.claims.record(id, result.claim);
    return { ok: true, id };
  },
);

/** `kynml/claimedBy`. */
export const claimedBy = ownFeature('kynml/claimedBy', null, async ({ results }, { id, pid }): Promise<null> => {
  await results.claims.find(id)?.add(pid);
  return null;
});

/** `kynml/releaseFolder`. */
export const releaseFolder = ownFeature('kynml/releaseFolder', null, async ({ results }, { id }): Promise<null> => {
  await results.claims.take(id)?.release();
  return null;
});

function unknown(message: string): FolderClaimed {
  return { ok: false, message };
}
