// `kynml/planLock` and `kynml/writeLock`: what writing a lock would change, and writing it after the user agreed.
import { basename } from '../../../../src-shared/host/paths';
import type { LockPlan } from '../../../../src-shared/protocol/requests';
import { placeText } from '../../../../src-shared/repro/lock/lockRule';
import { pathOf, uriOf } from '../base/convert';
import { ownFeature } from '../protocol/feature';
import { acceptanceOf } from '../spec/lockAcceptance';
import { lockPlan, lockReader, questionOf, writePlannedLock } from '../spec/lockWriting';

/** `kynml/planLock`. */
export const planLock = ownFeature(
  'kynml/planLock',
  refused('The lock could not be planned. See the output channel KynML.'),
  async ({ workspace }, { uri, mode }): Promise<LockPlan> => {
    const planned = lockPlan(workspace, { uri, mode, read: lockReader(workspace) });
    if (planned.action === 'refuse') return refused(planned.refusal);
    const { action, path, confirm, place } = planned;
    const spec = pathOf(uri);
    const accepts = spec === undefined ? undefined : await acceptanceOf(workspace, spec, planned);
    const folder = spec !== undefined && workspace.folderOf(spec) ? 'workspace folder' : 'folder of the spec';
    return {
      action,
      lockUri: uriOf(path),
      lockLabel: workspace.label(path),
      place: placeText(place, { lock: basename(path), folder }),
      ...(accepts && { accepts }),
      ...(confirm !== undefined && { confirm: questionOf(confirm) }),
    };
  },
);

/** `kynml/writeLock`. Plans again, so that changes made after the question are not overwritten. */
export const writeLock = ownFeature(
  'kynml/writeLock',
  { ok: false, message: 'The lock could not be written. See the output channel KynML.' },
  (context, { uri, mode, confirmed, shown }) =>
    writePlannedLock(context, { uri, mode }, ({ path, confirm }) => {
      if (confirm !== undefined && questionOf(confirm) !== confirmed)
        return 'The lock changed in the meantime, so it was not written. Try again.';
      const spec = pathOf(uri);
      const hash = spec === undefined ? undefined : context.workspace.files.hash(spec);
      return shown && (shown.lockUri !== uriOf(path) || shown.configHash !== hash)
        ? 'The spec or its lock changed in the meantime, so nothing was written. Try again.'
        : undefined;
    }),
);

function refused(refusal: string): LockPlan {
  return { action: 'refuse', lockUri: '', lockLabel: '', place: '', refusal };
}
