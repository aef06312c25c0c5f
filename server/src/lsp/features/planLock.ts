// `kynml/planLock` and `kynml/writeLock`: what writing a lock would change, and writing it after the user agreed.
import { basename } from '../../../../src-shared/host/paths';
import { parse } from '../../../../src-shared/kyn/syntax/parse';
import type { LockAcceptance, LockPlan } from '../../../../src-shared/protocol/requests';
import { withoutBom } from '../../../../src-shared/repro/hash/configHash';
import { placeText } from '../../../../src-shared/repro/lock/lockRule';
import { settingChangesText } from '../../../../src-shared/views/settingChanges';
import { pathOf, uriOf } from '../base/convert';
import { ownFeature } from '../protocol/feature';
import { lockedSpec } from '../spec/lockedSpec';
import { lockPlan, lockReader, questionOf, type Writable, writePlannedLock } from '../spec/lockWriting';
import type { WorkspaceView } from '../workspace/workspaceView';

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

async function acceptanceOf(
  workspace: WorkspaceView,
  spec: string,
  { action, lockedHash }: Writable,
): Promise<LockAcceptance | undefined> {
  const hash = workspace.files.hash(spec);
  if (hash === undefined) return undefined;
  const hashes = { lockedHash: lockedHash ?? null, configHash: hash };
  // Without a change of the hash, no setting changes.
  if (action !== 'update' || lockedHash === undefined || lockedHash === hash) return hashes;
  return { ...hashes, changes: await changesOf(workspace, spec) };
}

async function changesOf(workspace: WorkspaceView, spec: string): Promise<string> {
  const locked = await lockedSpec(workspace, spec);
  const current = workspace.files.read(spec);
  if (!locked.found) return `Which settings change is unknown. ${locked.message}`;
  return current.ok
    ? settingChangesText(parse(withoutBom(locked.text)), parse(withoutBom(current.text)))
    : 'Which settings change is unknown.';
}
