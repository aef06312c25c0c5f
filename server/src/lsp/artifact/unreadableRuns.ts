// The files of the workspace that should be runs but cannot be read.
import { kindOfName } from '../../../../src-shared/artifacts/detect';
import { unreadableText } from '../../../../src-shared/artifacts/textFinding';
import { reasonText } from '../../../../src-shared/host/readText';
import type { UnreadableRun } from '../../../../src-shared/views/runs/treeContent';
import type { FeatureContext } from '../protocol/featureContext';

/** The files, each with the reason. Looks at all artifacts of the workspace. */
export function unreadableRuns(context: FeatureContext): UnreadableRun[] {
  const { inventory, workspace } = context;
  return [...inventory.artifacts, ...inventory.unreadable].flatMap(path => {
    if (workspace.isIgnored(path) || inventory.index.get(path)) return [];
    const reason = unreadableReason(context, path);
    return reason === undefined ? [] : [{ path, reason }];
  });
}

// The name alone counts only where KynML is used: other programs use it too.
function unreadableReason({ workspace, inventory }: FeatureContext, path: string): string | undefined {
  const artifact = workspace.artifactAt(path);
  const kind = artifact?.root ? undefined : (artifact?.kind ?? kindOfName(path));
  const isRun = kind?.isRun === true || kind?.entries?.kind.isRun === true;
  if (!isRun || ((!artifact || artifact.detectedBy === 'name') && !inventory.usesKynml())) return undefined;
  if (artifact) return artifact.diagnostics.map(unreadableText).join(' ');
  const read = workspace.read(path);
  return read.ok ? undefined : `${reasonText(read.reason)}.`;
}
