// Writing the lock of a spec: the plan for the file on disk, and the one place that writes it.
import { basename } from '../../../../src-shared/host/paths';
import { isEncodingFault, isStill, reasonText } from '../../../../src-shared/host/readText';
import type { LockWritten } from '../../../../src-shared/protocol/requests';
import { isSpecPath, NOT_A_SPEC } from '../../../../src-shared/repro/files/findFiles';
import { type ReadFile, readOnce } from '../../../../src-shared/repro/lock/findLock';
import {
  type Confirmation,
  type LockMode,
  planLock as plan,
  type WritePlan,
} from '../../../../src-shared/repro/lock/planLock';
import { pathOf, uriOf } from '../base/convert';
import type { FeatureContext } from '../protocol/featureContext';
import type { WorkspaceView } from '../workspace/workspaceView';

const NOT_SAVED = 'A lock pins the file on disk, and this spec was never saved. Save it first.';

/** A plan that can be written. */
export type Writable = Exclude<WritePlan, { action: 'refuse' }>;

/** Plans the lock of a spec again and writes it. `objection`: why the plan must not be written, as a sentence. */
export async function writePlannedLock(
  { workspace, filesWritten }: Pick<FeatureContext, 'workspace' | 'filesWritten'>,
  { uri, mode }: Pick<Requested, 'uri' | 'mode'>,
  objection: (planned: Writable) => string | undefined,
): Promise<LockWritten> {
  const read = readOnce(lockReader(workspace));
  const planned = lockPlan(workspace, { uri, mode, read });
  if (planned.action === 'refuse') return { ok: false, message: planned.refusal };
  const message = objection(planned);
  if (message !== undefined) return { ok: false, message };
  const { path, text, action } = planned;
  if (action === 'unchanged') return { ok: true, lockUri: uriOf(path) };
  const written = await workspace.host.writeAtomic(path, text, isStill(workspace.host, read(path)));
  if (!written.ok)
    return {
      ok: false,
      message: `${basename(path)} could not be written: ${written.message}. The file was not changed.`,
    };
  filesWritten([path]);
  return { ok: true, lockUri: uriOf(path) };
}

/** The question of a confirmation. The reason is part of it, so an agreement to one reason never covers another. */
export const questionOf = ({ statement, question }: Confirmation): string => `${statement} ${question}`;

/** Files on disk. Outside the folders of a workspace that is not trusted, nothing is read or replaced. */
export const lockReader =
  (workspace: WorkspaceView): ReadFile =>
  file =>
    workspace.isRefused(file) ? { ok: false, reason: 'untrusted' } : workspace.files.read(file);

interface Requested {
  readonly uri: string;
  readonly mode: LockMode;
  readonly read: ReadFile;
}

/** The plan for the lock of a spec. A lock pins the file on disk, because KynML reads the file. */
export function lockPlan(workspace: WorkspaceView, { uri, mode, read }: Requested): WritePlan {
  const path = pathOf(uri);
  if (path === undefined) return { action: 'refuse', refusal: NOT_SAVED };
  if (!isSpecPath(path)) return { action: 'refuse', refusal: `${workspace.label(path)} ${NOT_A_SPEC}` };
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
