// The files of the workspace with runs that can be verified.
import { isKeptPath } from '../../../../src-shared/repro/history/isKeptPath';
import type { IndexedFault } from '../../../../src-shared/runs/index/indexedArtifact';
import { isVerifiable } from '../../../../src-shared/runs/verify/verifyRun';
import { pause } from '../base/pause';
import type { RequestControl } from '../protocol/feature';
import type { FeatureContext } from '../protocol/featureContext';

/** What the search needs. */
interface RunFiles {
  readonly workspace: Pick<FeatureContext['workspace'], 'artifactAt' | 'isIgnored'>;
  readonly inventory: Pick<FeatureContext['inventory'], 'artifacts' | 'faults' | 'index' | 'usesKynml'>;
}

/** The number of files that are read at once: a few milliseconds of work. */
const PART = 20;

/** The paths, sorted. Other requests are answered between parts of the files; ends early when the request is cancelled. */
export async function verifiableRuns(
  { workspace, inventory }: RunFiles,
  { cancelled }: Pick<RequestControl, 'cancelled'>,
): Promise<string[]> {
  const found: string[] = [];
  let read = 0;
  for (const path of [...inventory.artifacts, ...keptRuns(inventory)]) {
    if (++read % PART === 0) await pause();
    if (cancelled.aborted) return [];
    const artifact = workspace.artifactAt(path);
    if (artifact && isVerifiable(artifact)) found.push(path);
  }
  // Those that are artifacts were looked at. The name of the others is not certain, and counts only where KynML is used.
  const mayBeRun = (path: string, fault: IndexedFault): boolean =>
    !inventory.artifacts.has(path) && !workspace.isIgnored(path) && inventory.usesKynml() && isVerifiable(fault);
  const faulty = [...inventory.faults].flatMap(([path, fault]) => (mayBeRun(path, fault) ? [path] : []));
  return [...found, ...trackedFiles(inventory), ...faulty].sort();
}

const trackedFiles = ({ index }: RunFiles['inventory']): string[] =>
  [...index.all()].flatMap(({ path, rows }) => (rows.some(({ tracked }) => tracked) ? [path] : []));

// The manifests that trainings overwrote are runs too, unless the same manifest is elsewhere.
function keptRuns({ index }: RunFiles['inventory']): string[] {
  const files = [...index.all()];
  const existing = new Set(files.flatMap(({ path, hash }) => (isKeptPath(path) ? [] : [hash])));
  return files.flatMap(({ path, hash }) => (isKeptPath(path) && !existing.has(hash) ? [path] : []));
}
