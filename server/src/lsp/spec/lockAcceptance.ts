// What writing a lock accepts: the hash that it pinned, the one that it pins then, and the settings that differ.
import { parse } from '../../../../src-shared/kyn/syntax/parse';
import type { LockAcceptance } from '../../../../src-shared/protocol/requests';
import { withoutBom } from '../../../../src-shared/repro/hash/configHash';
import { settingChangesText } from '../../../../src-shared/views/settingChanges';
import type { WorkspaceView } from '../workspace/workspaceView';
import { lockedSpec } from './lockedSpec';
import type { Writable } from './lockWriting';

/** What a plan accepts, before it is written; undefined for a file without a hash. Asks git for the locked version. */
export async function acceptanceOf(
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
