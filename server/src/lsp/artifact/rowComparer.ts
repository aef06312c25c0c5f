// How runs of a table compare with their baseline: ours, or of other trackers.
import type { Artifact } from '../../../../src-shared/artifacts/read';
import type { Policy } from '../../../../src-shared/repro/compare/policy';
import type { baselineImports } from '../../../../src-shared/runs/list/baselineImports';
import { compareWithBaseline } from '../../../../src-shared/runs/list/compareWithBaseline';
import type { RunRow } from '../../../../src-shared/runs/list/runRow';
import type { SpecLeaves } from '../../../../src-shared/runs/table/specLeaves';
import { trackedWithBaseline } from '../../../../src-shared/runs/trackers/compare/trackedWithBaseline';
import { ownRun } from '../../../../src-shared/runs/trackers/ownRun';
import type { TrackedRun } from '../../../../src-shared/runs/trackers/trackedRun';

/** A baseline, and what is known about both runs. `settingsOf`: those of the spec of a run of ours. */
export interface RowBaseline {
  readonly baseline: RunRow;
  readonly policy: Policy;
  readonly withImports: ReturnType<typeof baselineImports>;
  readonly settingsOf: SpecLeaves;
}

/** Adds the comparison with the baseline to a run; `own`: its artifact, if it is one of ours. */
export type RowComparer = (row: RunRow, own: Artifact | undefined) => RunRow;

/** The comparer. `artifact`: that of the baseline, if it is a run of ours. */
export function rowComparer(given: RowBaseline, artifact: Artifact | undefined): RowComparer {
  const { baseline, policy, withImports } = given;
  const imports = { baseline, configHash: baseline.claims.configHash, policy };
  return (row, own) => {
    if (row === baseline) return { ...row, comparison: { verdict: 'baseline', deltas: new Map() } };
    if (baseline.tracked || row.tracked) return withTracked(given, artifact, { row, own });
    if (!artifact || !own) return row;
    return withImports({ ...row, comparison: compareWithBaseline(artifact, own, policy) }, imports);
  };
}

function withTracked(
  { baseline, policy, settingsOf }: RowBaseline,
  artifact: Artifact | undefined,
  { row, own }: { readonly row: RunRow; readonly own: Artifact | undefined },
): RunRow {
  const [a, b] = [trackedOf(baseline, artifact, settingsOf), trackedOf(row, own, settingsOf)];
  return a && b ? { ...row, comparison: trackedWithBaseline(a, b, policy.directions) } : row;
}

function trackedOf(row: RunRow, artifact: Artifact | undefined, settingsOf: SpecLeaves): TrackedRun | undefined {
  if (row.tracked || !artifact) return row.tracked;
  const settings = settingsOf(row);
  return ownRun({ artifact, path: row.path, ...(settings.size > 0 && { settings }) });
}
