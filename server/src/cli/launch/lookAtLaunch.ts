// Looks at a launch: asks its target, reads its files, writes what changed, and frees the folders of what has ended.
import { isActive } from '../../../../src-shared/launch/element';
import { activeIndices, afterLook, attemptName, type Launch } from '../../../../src-shared/launch/launch';
import {
  launchFolder,
  type StoredLaunch,
  storedFolder,
  storedLaunches,
  writeLaunch,
} from '../../../../src-shared/launch/launchFile';
import { launchText } from '../../../../src-shared/launch/launchText';
import { type ClaimSystem, releaseLaunch } from '../../../../src-shared/repro/history/claimFolder';
import type { History } from '../../../../src-shared/repro/history/historyFolder';
import { askSlurm, type SlurmAccess } from './askSlurm';
import { elementFiles, elementFolder } from './elementFiles';

/** What a look needs. */
export interface LaunchAccess extends SlurmAccess {
  readonly history: History;
  readonly system: Pick<ClaimSystem, 'removeFile'>;
  /** Shows the progress of long work; '' removes it. */
  readonly progress?: (text: string) => void;
  /** This process has claimed the folder of the launch, and frees it itself. */
  readonly holdsFolder?: true;
}

/** A launch after a look. `problem`: why its file was not written, as a clause; its states are correct all the same. */
export interface LookedLaunch extends StoredLaunch {
  readonly problem?: string;
}

/** What claims the folder of a launch. The folder of a training is also that of its only attempt. */
export const folderOwner = (launch: Launch): string =>
  launch.command === 'train' ? attemptName(launch, 0) : `kyn-${launch.id}`;

/** Looks at a launch. Only the caller knows whether its folder is being used to submit it right now. */
export async function lookAtLaunch(access: LaunchAccess, stored: StoredLaunch): Promise<LookedLaunch> {
  const { host, history } = access;
  const before = stored.launch;
  if (activeIndices(before).length === 0) {
    await freeElements(access, before, [...before.elements.keys()]);
    await freeFolder(access, before);
    return stored;
  }
  const folder = launchFolder(history.workspace, before);
  const { contact, answer } = await askSlurm(access, before);
  const time = access.now().getTime();
  const looked = afterLook(before, (index, element) => {
    const target = answer(index, element);
    // While the target has the element, its files can wait.
    if (target.kind === 'active') return { target, manifest: false, time };
    return { target, time, ...elementFiles(host, before, { folder: elementFolder(before, folder, index), element }) };
  });
  const launch: Launch = { ...looked, contact };
  const written = await writeLaunch(host, history, { name: stored.name, launch, before: stored.text });
  if (!written.ok) return { ...stored, launch, problem: written.message };
  await freeElements(access, launch, endedSince(before, launch));
  await freeFolder(access, launch);
  return { name: stored.name, launch, text: launchText(launch) };
}

function endedSince(before: Launch, { elements }: Launch): readonly number[] {
  return [...elements].flatMap(([index, element]) => {
    const was = before.elements.get(index);
    return was && isActive(was) && !isActive(element) ? [index] : [];
  });
}

/** Frees the folders of combinations. */
export async function freeElements(
  { host, history, system }: LaunchAccess,
  launch: Launch,
  indices: readonly number[],
): Promise<void> {
  if (launch.command === 'train') return;
  const folder = launchFolder(history.workspace, launch);
  for (const index of indices) {
    const owner = attemptName(launch, launch.elements.get(index)?.attempt ?? 0);
    await releaseLaunch(host, system, { folder: elementFolder(launch, folder, index), launch: owner });
  }
}

/** Frees a folder that this process holds, if nothing of its newest launch can run. */
export async function freeHeldFolder({ holdsFolder, ...access }: LaunchAccess, folder: string): Promise<void> {
  const { host, history } = access;
  const [stored] = storedLaunches(host, history, { folder: storedFolder(history.workspace, folder) }).launches;
  if (holdsFolder && stored) await freeFolder(access, stored.launch);
}

// Frees the folder of a launch of which nothing can run any more.
async function freeFolder({ host, history, system, holdsFolder }: LaunchAccess, launch: Launch): Promise<void> {
  if (holdsFolder || activeIndices(launch).length > 0) return;
  const folder = launchFolder(history.workspace, launch);
  await releaseLaunch(host, system, { folder, launch: folderOwner(launch) });
}
