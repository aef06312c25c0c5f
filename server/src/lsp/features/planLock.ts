// `kynml/planLock` and `kynml/writeLock`: what writing a lock would change, and writing it after the user agreed.
import { basename } from '../../../../src-shared/host/paths';
import { isEncodingFault, isStill, reasonText } from '../../../../src-shared/host/readText';
import { parse } from '../../../../src-shared/kyn/syntax/parse';
import type { LockAcceptance, LockPlan, LockWritten } from '../../../../src-shared/protocol/requests';
import { withoutBom } from '../../../../src-shared/repro/hash/configHash';
import { type ReadFile, readOnce } from '../../../../src-shared/repro/lock/findLock';
import { placeText } from '../../../../src-shared/repro/lock/lockRule';
import {
  type Confirmation,
  type LockMode,
  planLock as plan,
  type WritePlan,
} from '../../../../src-shared/repro/lock/planLock';
import { settingChangesText } from '../../../../src-shared/views/settingChanges';
import { pathOf, uriOf } from '../base/convert';
import { ownFeature } from '../protocol/feature';
import { lockedSpec } from '../spec/lockedSpec';
import type { WorkspaceView } from '../workspace/workspaceView';

const NOT_SAVED = 'A lock pins the file on disk, and this spec was never saved. Save it first.';

/** `kynml/planLock`. */
export const planLock = ownFeature(
  'kynml/planLock',
  refused('The lock could not be planned. See the output channel KynML.'),
  async ({ workspace }, { uri, mode }): Promise<LockPlan> => {
    const planned = planFor(workspace, { uri, mode, read: fileReader(workspace) });
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
  async ({ workspace, filesWritten }, { uri, mode, confirmed, shown }): Promise<LockWritten> => {
    const read = readOnce(fileReader(workspace));
    const planned = planFor(workspace, { uri, mode, read });
    if (planned.action === 'refuse') return { ok: false, message: planned.refusal };
    const { path, text, confirm, action } = planned;
    if (confirm !== undefined && questionOf(confirm) !== confirmed)
      return { ok: false, message: 'The lock changed in the meantime, so it was not written. Try again.' };
    const spec = pathOf(uri);
    const hash = spec === undefined ? undefined : workspace.files.hash(spec);
    if (shown && (shown.lockUri !== uriOf(path) || shown.configHash !== hash))
      return { ok: false, message: 'The spec or its lock changed in the meantime, so nothing was written. Try again.' };
    if (action === 'unchanged') return { ok: true, lockUri: uriOf(path) };
    const written = await workspace.host.writeAtomic(path, text, isStill(workspace.host, read(path)));
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
  return { action: 'refuse', lockUri: '', lockLabel: '', place: '', refusal };
}

type Writable = Exclude<WritePlan, { action: 'refuse' }>;

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

interface Requested {
  readonly uri: string;
  readonly mode: LockMode;
  readonly read: ReadFile;
}

// Files on disk. Outside the folders of a workspace that is not trusted, nothing is read or replaced.
const fileReader =
  (workspace: WorkspaceView): ReadFile =>
  file =>
    workspace.isRefused(file) ? { ok: false, reason: 'untrusted' } : workspace.files.read(file);

// A lock pins the file on disk, because KynML reads the file.
function planFor(workspace: WorkspaceView, { uri, mode, read }: Requested): WritePlan {
  const path = pathOf(uri);
  if (path === undefined) return { action: 'refuse', refusal: NOT_SAVED };
  const file = read(path);
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
  return plan(workspace.lockSearch(path), workspace.files.hash(path), mode, read);
}
