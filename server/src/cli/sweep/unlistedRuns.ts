// Combinations that ended before their results were written, because kyn was killed. They are not run again if their manifest shows that the script of the
// combination wrote it: that is the last thing that a script does, and it started in a folder without a manifest. When in doubt, a combination runs again.
import { readArtifact } from '../../../../src-shared/artifacts/read';
import type { Host } from '../../../../src-shared/host/host';
import { memoized } from '../../../../src-shared/host/memoized';
import { join } from '../../../../src-shared/host/paths';
import { readText } from '../../../../src-shared/host/readText';
import { MANIFEST } from '../../../../src-shared/repro/history/keepRun';
import { isCompleteManifest } from '../../../../src-shared/repro/training/isCompleteManifest';
import { comboFolder, OUTPUT, SCRIPT, type SweepEntry } from '../../../../src-shared/repro/training/sweepResults';
import { type JsonNode, stringMember } from '../../../../src-shared/text/jsonText';
import { isOfRun } from './isOfRun';
import type { SweepRun } from './sweepPlan';

/** The entries of the combinations among `runs` that ended. Each data file is hashed once. */
export async function unlistedRuns(host: Host, folder: string, runs: readonly SweepRun[]): Promise<SweepEntry[]> {
  const hashOf = memoized((csv: string) => host.hashFile(csv));
  const found: SweepEntry[] = [];
  for (const run of runs) {
    const manifest = manifestOf(host, join(folder, comboFolder(run.index)), run);
    const data = manifest && (await hashOf(run.csv));
    if (data?.ok && stringMember(manifest, 'data_hash') === data.hash)
      found.push({ index: run.index, combo: run.combo, exitCode: 0, manifest });
  }
  return found;
}

// The manifest in the folder of a combination, if it is complete and the script there wrote it.
function manifestOf(host: Host, folder: string, run: SweepRun): JsonNode | undefined {
  const [path, script] = [join(folder, MANIFEST), join(folder, SCRIPT)];
  const [written, started, output] = [host.stat(path), host.stat(script), host.stat(join(folder, OUTPUT))];
  // The script is written first, then its output is opened. A link may lead to the manifest of another run.
  const isInOrder = written && started && output && written.modified >= started.modified;
  if (!isInOrder || host.linkTarget(path) !== undefined) return undefined;
  const text = readText(host, script);
  if (!text.ok || text.text !== run.script) return undefined;
  const read = readText(host, path);
  const root = read.ok ? readArtifact(path, read.text)?.root : undefined;
  return root && isCompleteManifest(root) && isOfRun(root, run) ? root : undefined;
}
