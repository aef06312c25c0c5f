// The files of the workspace that should be runs, or artifacts that are listed with them, but cannot be read. All is known from the index.
import type { IndexedFault } from '../../../../src-shared/runs/index/indexedArtifact';
import type { UnreadableRun } from '../../../../src-shared/views/runs/treeContent';
import type { FeatureContext } from '../protocol/featureContext';

/** The files, each with the reason. */
export function unreadableRuns({
  inventory,
  workspace,
}: Pick<FeatureContext, 'inventory' | 'workspace'>): UnreadableRun[] {
  // The name alone counts only where KynML is used: other programs use it too.
  const isCertain = ({ isNamed }: IndexedFault): boolean => !isNamed || inventory.usesKynml();
  return [...inventory.faults].flatMap(([path, fault]) =>
    isListed(fault) && isCertain(fault) && !workspace.isIgnored(path) ? [{ path, reason: fault.reason }] : [],
  );
}

// A broken lock is shown by its spec.
const isListed = ({ kind }: IndexedFault): boolean =>
  kind.isRun || kind.entries?.kind.isRun === true || (kind.listing !== undefined && kind.id !== 'kynml-lock');
