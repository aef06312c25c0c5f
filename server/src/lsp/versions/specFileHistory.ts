// What is known of the versions of one spec: the commits that changed it, texts that runs kept, and the runs of the workspace.
import { dirname, isInside, join, relativeTo } from '../../../../src-shared/host/paths';
import { repositoryOf } from '../../../../src-shared/host/repositoryOf';
import { fileHistory } from '../../../../src-shared/repro/git/git';
import { failureText } from '../../../../src-shared/repro/git/gitFailure';
import { gitGap } from '../../../../src-shared/repro/git/searchedRepositories';
import type { RunRecord } from '../../../../src-shared/repro/reproduce/runRecord';
import type { KeptSpec, SpecCommit } from '../../../../src-shared/runs/versions/specVersions';
import { budgeted } from '../base/gitLimit';
import type { WorkspaceView } from '../workspace/workspaceView';

/** The commits, newest first, and why some may be missing, as sentences. */
export interface SpecCommits {
  readonly commits: readonly SpecCommit[];
  readonly gaps: readonly string[];
}

/** The commits that HEAD contains and that changed the spec at a path. Git is read only in a trusted workspace. */
export async function commitsOf(workspace: WorkspaceView, path: string): Promise<SpecCommits> {
  const { host, trusted } = workspace;
  if (!trusted) return { commits: [], gaps: ['Git is read only in a trusted workspace, so commits are not known.'] };
  const top = repositoryOf(host, dirname(path));
  if (top === undefined || !isInside(top, path))
    return { commits: [], gaps: [`${workspace.label(path)} is not in a git repository, so it has no commits.`] };
  const history = await fileHistory(budgeted(host), top, { path: relativeTo(top, path) });
  if (!history.ok)
    return history.reason === 'no-commits'
      ? { commits: [], gaps: [] }
      : { commits: [], gaps: [gitGap(failureText(history))] };
  const commits = history.versions.flatMap(({ hash, commit, author, subject, path: then, date }): SpecCommit[] =>
    hash === undefined ? [] : [{ hash, commit, author, subject, path: join(top, then), time: timeOf(date) }],
  );
  return { commits, gaps: history.gap ? [gitGap(failureText(history.gap))] : [] };
}

/** The texts of the spec that runs kept by their records, under any of its paths, each once. */
export function keptSpecs(records: readonly RunRecord[], paths: ReadonlySet<string>): KeptSpec[] {
  const found = new Map<string, KeptSpec>();
  for (const { spec, started } of records) {
    if (!paths.has(spec.path) || found.has(spec.configHash)) continue;
    found.set(spec.configHash, { hash: spec.configHash, time: started === undefined ? undefined : timeOf(started) });
  }
  return [...found.values()];
}

function timeOf(date = ''): number | undefined {
  const time = Date.parse(date);
  return Number.isNaN(time) ? undefined : time;
}
