// `kynml/planLock` and `kynml/writeLock`: what writing a lock would change, and writing it after the user agreed.
import { basename } from '../../../../src-shared/host/paths';
import { isEncodingFault, reasonText } from '../../../../src-shared/host/readText';
import type { LockPlan, LockWritten } from '../../../../src-shared/protocol/requests';
import {
  type Confirmation,
  type LockMode,
  planLock as plan,
  type WritePlan,
} from '../../../../src-shared/repro/lock/planLock';
import { pathOf, uriOf } from '../base/convert';
import { ownFeature } from '../protocol/feature';
import type { WorkspaceView } from '../workspace/workspaceView';

const NOT_SAVED = 'A lock pins the file on disk, and this spec was never saved. Save it first.';

/** `kynml/planLock`. */
export const planLock = ownFeature(
  'kynml/planLock',
  refused('The lock could not be planned. See the output channel KynML.'),
  ({ workspace }, { uri, mode }) => {
    const planned = planFor(workspace, uri, mode);
    if (planned.action === 'refuse') return refused(planned.refusal);
    const { action, path, confirm } = planned;
    return {
      action,
      lockUri: uriOf(path),
      lockLabel: workspace.label(path),
      ...(confirm !== undefined && { confirm: questionOf(confirm) }),
    };
  },
);

/** `kynml/writeLock`. Plans again, so that changes made after the question are not overwritten. */
export const writeLock = ownFeature(
  'kynml/writeLock',
  { ok: false, message: 'The lock could not be written. See the output channel KynML.' },
  async ({ workspace, filesWritten }, { uri, mode, confirmed }): Promise<LockWritten> => {
    const planned = planFor(workspace, uri, mode);
    if (planned.action === 'refuse') return { ok: false, message: planned.refusal };
    const { path, text, confirm, action } = planned;
    if (confirm !== undefined && questionOf(confirm) !== confirmed)
      return { ok: false, message: 'The lock changed in the meantime, so it was not written. Try again.' };
    if (action === 'unchanged') return { ok: true, lockUri: uriOf(path) };
    const written = await workspace.host.writeAtomic(path, text);
    if (!written.ok)
      return {
        ok: false,
        message: `${basename(path)} could not be written: ${written.message}. The file was not changed.`,
      };
    filesWritten([path]);
    return { ok: true, lockUri: uriOf(path) };
  },
);

// The reason is part of the question, so an agreement to one reason never covers another.
const questionOf = ({ statement, question }: Confirmation): string => `${statement} ${question}`;

function refused(refusal: string): LockPlan {
  return { action: 'refuse', lockUri: '', lockLabel: '', refusal };
}

// A lock pins the file on disk, because KynML reads the file.
function planFor(workspace: WorkspaceView, uri: string, mode: LockMode): WritePlan {
  const path = pathOf(uri);
  if (path === undefined) return { action: 'refuse', refusal: NOT_SAVED };
  const file = workspace.files.read(path);
  if (!file.ok && file.reason === 'missing')
    return { action: 'refuse', refusal: `File not found: ${workspace.label(path)}.` };
  const open = workspace.documentAt(path);
  if (open?.isUnsaved())
    return {
      action: 'refuse',
      refusal: 'The spec has unsaved changes, and a lock pins the file on disk. Save it first.',
    };
  if (!file.ok && !isEncodingFault(file.reason))
    return { action: 'refuse', refusal: `${workspace.label(path)} cannot be locked: ${reasonText(file.reason)}.` };
  return plan(workspace.lockSearch(path), workspace.files.hash(path), mode, file => workspace.files.read(file));
}
