// Reads the runs of a command line and finds out where they come from.
import type { Artifact } from '../../../../src-shared/artifacts/read';
import { dirname } from '../../../../src-shared/host/paths';
import { readText } from '../../../../src-shared/host/readText';
import { repositoryOf } from '../../../../src-shared/host/repositoryOf';
import { firstCommits } from '../../../../src-shared/repro/git/firstCommits';
import { specHistory } from '../../../../src-shared/repro/git/git';
import { configHash } from '../../../../src-shared/repro/hash/configHash';
import { historyOf, workspaceFolderOf } from '../../../../src-shared/repro/history/historyFolder';
import { keptText } from '../../../../src-shared/repro/history/keepRun';
import { compareWithBaseline } from '../../../../src-shared/runs/list/compareWithBaseline';
import { listedRuns, type ReadFileRuns, type RepositoryHistory } from '../../../../src-shared/runs/list/listedRuns';
import { readRows } from '../../../../src-shared/runs/list/readRows';
import { recordedRuns } from '../../../../src-shared/runs/list/recordedRuns';
import type { RunRow } from '../../../../src-shared/runs/list/runRow';
import type { SpecText } from '../../../../src-shared/runs/list/seedGroups';
import { specsByHash } from '../../../../src-shared/runs/runOrigin';
import { relativePath } from '../cliPaths';
import type { CliContext } from '../command';
import { forEachFile } from '../progress';
import { findRunFiles } from './findRunFiles';

/** The runs of a command line, the specs that were found, and messages about files and folders that could not be read. */
export interface CollectedRuns {
  readonly rows: readonly RunRow[];
  readonly specs: ReadonlyMap<string, string>;
  /** The text of a spec by CONFIG_HASH: of a current one, of an older version, or one that a run kept. */
  readonly textOf: SpecText;
  readonly incomplete: readonly string[];
  readonly notes: readonly string[];
}

/** What is read of each run: fields by path, and what it is compared with. */
export interface RunWish {
  readonly keys: readonly string[];
  readonly baseline?: Artifact;
}

/** Collects the runs. */
export async function collectRuns(context: CliContext, { keys, baseline }: RunWish): Promise<CollectedRuns> {
  const { host, io } = context;
  const workspace = workspaceFolderOf(host, io.cwd);
  const found = await findRunFiles(context, workspace);
  const incomplete = [...found.incomplete];
  const files: ReadFileRuns[] = [];
  const judge = baseline && ((run: Artifact) => compareWithBaseline(baseline, run));
  await forEachFile(context, 'reading', found.files, async ({ path, relative, isNamed }) => {
    const read = readRows(host, path, { keys, isNamed, ...(judge && { judge }) });
    if (read?.fault !== undefined) incomplete.push(`${relativePath(io.cwd, path)} is not listed: ${read.fault}.`);
    else if (read) files.push({ path, relative, hash: read.hash, rows: read.rows });
  });
  const specs = specsByHash(
    found.specs.map(path => {
      const text = readText(host, path);
      return [path, text.ok ? configHash(text.text, host.sha256) : undefined];
    }),
  );
  const repositories = await repositoriesOf(context, files);
  const rows = listedRuns(host, files, { specs, records: recordedRuns(host, workspace), repositories });
  return {
    rows,
    specs,
    textOf: textLookup(context, { specs, repositories, workspace }),
    incomplete,
    notes: found.notes,
  };
}

function textLookup(
  { host }: CliContext,
  found: Pick<CollectedRuns, 'specs'> & {
    readonly repositories: readonly RepositoryHistory[];
    readonly workspace: string;
  },
): SpecText {
  return hash => {
    const path = found.specs.get(hash);
    const text = path === undefined ? undefined : readText(host, path);
    if (text?.ok) return text.text;
    const stored = found.repositories.flatMap(({ versions }) => versions.get(hash)?.[0].text ?? [])[0];
    return stored ?? keptText(host, historyOf(host, found.workspace), hash);
  };
}

async function repositoriesOf({ host }: CliContext, files: readonly ReadFileRuns[]): Promise<RepositoryHistory[]> {
  const folders = new Set(files.map(({ path }) => dirname(path)));
  const tops = new Set([...folders].flatMap(folder => repositoryOf(host, folder) ?? []));
  const found: RepositoryHistory[] = [];
  for (const top of tops) {
    const [history, commits] = [await specHistory(host, top), await firstCommits(host, top)];
    found.push({
      top,
      versions: history.ok ? history.versions : new Map(),
      committed: commits.ok ? commits.times : new Map(),
    });
  }
  return found;
}
