// Reads the runs of a command line and finds out where they come from.
import type { Artifact } from '../../../../src-shared/artifacts/read';
import { memoized } from '../../../../src-shared/host/memoized';
import { dirname } from '../../../../src-shared/host/paths';
import { readText, reasonText } from '../../../../src-shared/host/readText';
import { parse } from '../../../../src-shared/kyn/syntax/parse';
import type { Policy } from '../../../../src-shared/repro/compare/policy';
import { committedTimes } from '../../../../src-shared/repro/git/committedTimes';
import { type SpecHistory, specHistory } from '../../../../src-shared/repro/git/git';
import { failureText } from '../../../../src-shared/repro/git/gitFailure';
import { gitGap, repositoriesOf } from '../../../../src-shared/repro/git/searchedRepositories';
import { configHash, withoutBom } from '../../../../src-shared/repro/hash/configHash';
import { historyOf } from '../../../../src-shared/repro/history/historyFolder';
import { keptText } from '../../../../src-shared/repro/history/keepRun';
import { baselineImports } from '../../../../src-shared/runs/list/baselineImports';
import { compareWithBaseline } from '../../../../src-shared/runs/list/compareWithBaseline';
import { currentImports, unknownImports } from '../../../../src-shared/runs/list/importsState';
import {
  listedRuns,
  type ReadFileRuns,
  type RepositoryHistory,
  type RunFacts,
} from '../../../../src-shared/runs/list/listedRuns';
import type { SpecText } from '../../../../src-shared/runs/list/measurement';
import { type RowsResult, readRows } from '../../../../src-shared/runs/list/readRows';
import { recordedRuns } from '../../../../src-shared/runs/list/recordedRuns';
import type { RunComparison, RunRow } from '../../../../src-shared/runs/list/runRow';
import { unreadSpec } from '../../../../src-shared/runs/list/unreadSpec';
import { type IsRunAt, runAtIn } from '../../../../src-shared/runs/notes/placedRun';
import { firstProblems, readNotes } from '../../../../src-shared/runs/notes/readNotes';
import { withNotes } from '../../../../src-shared/runs/notes/withNotes';
import { type HashedSpec, specsByHash } from '../../../../src-shared/runs/runOrigin';
import { trackedWithBaseline } from '../../../../src-shared/runs/trackers/compare/trackedWithBaseline';
import { ownRun } from '../../../../src-shared/runs/trackers/ownRun';
import { trackedFile } from '../../../../src-shared/runs/trackers/trackedFile';
import type { TrackedRun } from '../../../../src-shared/runs/trackers/trackedRun';
import { bugText } from '../../../../src-shared/text/bugText';
import { counted } from '../../../../src-shared/text/numberText';
import { relativePath } from '../cliPaths';
import type { CliContext } from '../command';
import { forEachFile } from '../progress';
import { type FoundRun, findTrackedRuns } from '../search/findTrackedRuns';
import { createImportReader } from '../specImports';
import { findRunFiles } from './findRunFiles';
import { keptFiles } from './keptFiles';

/** The runs of a command line, the specs that were found, and messages about files and folders that could not be read. */
export interface CollectedRuns {
  readonly rows: readonly RunRow[];
  readonly specs: ReadonlyMap<string, string>;
  /** The text of a spec by CONFIG_HASH: of a current one, of an older version, or one that a run kept. */
  readonly textOf: SpecText;
  readonly incomplete: readonly string[];
  /** Sentences about what was left out, and what git did not say, so that runs may be listed as unknown. */
  readonly gaps: readonly string[];
  readonly notes: readonly string[];
}

/** What is read of each run: fields by path, and what it is compared with. */
export interface RunWish {
  readonly keys: readonly string[];
  readonly baseline?: ComparedBaseline;
}

/** A run that the others are compared with. `path`: as that of its row; `tracked`: it is one of another tracker. */
interface ComparedBaseline {
  readonly artifact?: Artifact;
  readonly tracked?: TrackedRun;
  readonly path: string;
  readonly policy: Policy;
}

/** Collects the runs. */
export async function collectRuns(context: CliContext, { keys, baseline }: RunWish): Promise<CollectedRuns> {
  const { host, io } = context;
  const found = await findRunFiles(context);
  const [incomplete, notes] = [[...found.incomplete], [] as string[]];
  const files: ReadFileRuns[] = [];
  const kept = await keptFiles(
    context,
    found.files.map(({ path }) => path),
  );
  const tracked = await findTrackedRuns({ ...context, host: kept.host }, context.options.has('deleted'));
  const judge = baseline && judgeOf(baseline);
  const own = found.files.filter(({ path }) => !tracked.files.has(path));
  await forEachFile(context, 'reading', own, async ({ path, relative, isNamed }) => {
    const read = tryRead(() => readRows(kept.host, path, { keys, isNamed, ...(judge && { judge }) }));
    if (read?.fault !== undefined) incomplete.push(`${relativePath(io.cwd, path)} is not listed: ${read.fault}.`);
    else if (read) files.push({ path, relative, isNamed, ...read });
  });
  kept.keep();
  files.push(...trackedFiles(context, tracked.runs, { keys, ...(baseline && { baseline }) }));
  const { specs, unread } = readSpecs(context, found.specs);
  incomplete.push(...unread);
  const { repositories, committed, gaps } = await historiesOf(context, files);
  const { hashAt, importsOf } = importLookup(context);
  const records = recordedRuns(host, found.workspaces);
  const written = readNotes(host, found.workspaces, path => relativePath(io.cwd, path));
  notes.push(...firstProblems(written.problems));
  const rows = withNotes(
    listedRuns(host, files, {
      specs,
      records,
      repositories,
      committedAt: path => committed.get(path),
      hashAt,
      importsOf,
      faultOf: memoized((path: string) => unreadSpec(host, path, at => readText(host, at))),
    }),
    written,
    runPlaces(context, files),
  );
  const textOf = textLookup(context, { specs, repositories, workspaces: found.workspaces });
  return {
    rows: baseline?.artifact ? withBaselineImports(rows, { ...baseline, artifact: baseline.artifact }, textOf) : rows,
    specs,
    textOf,
    incomplete,
    gaps: [...found.notes, ...tracked.notes, ...gaps],
    notes,
  };
}

/** Notes about the runs of a list. Those that a condition leaves out count too, because what the notes say may be the reason. */
export function rowNotes(rows: readonly RunRow[], label: (path: string) => string): readonly string[] {
  const unsure = rows.filter(row => row.spec.imports === 'unknown').length;
  const unread = new Map(
    rows.flatMap(({ spec: { path = '', fault } }) => (fault === undefined ? [] : [[path, fault]])),
  );
  const faulty = rows.filter(row => row.isFaulty).length;
  return [
    ...(unsure === 0
      ? []
      : [
          `${counted(unsure, 'run')} ${unsure === 1 ? 'is' : 'are'} unknown, because the spec imports files and .kynml does not have what the run imported.`,
        ]),
    ...[...unread].map(([path, fault]) => `the runs of ${label(path)} are unknown, because it ${fault}.`),
    ...(faulty === 0
      ? []
      : [
          `${counted(faulty, 'run')} ${faulty === 1 ? 'has' : 'have'} errors or duplicate keys, so ${faulty === 1 ? 'it is' : 'they are'} never marked as the best. \`kyn check\` shows them.`,
        ]),
  ];
}

// A bug that one file shows must not hide the runs of the others.
function tryRead(read: () => RowsResult | undefined): RowsResult | undefined {
  try {
    return read();
  } catch (error) {
    return { fault: bugText(error) };
  }
}

// A note may name a run that is not listed. A file that is listed by another path is reached through a link.
function runPlaces({ host }: CliContext, files: readonly ReadFileRuns[]): IsRunAt {
  const listed = new Map(files.map(file => [file.path, file]));
  const realPath = memoized((path: string) => host.realPath(path));
  let listedTargets: ReadonlySet<string | undefined> | undefined;
  const isListed = (path: string): boolean => {
    listedTargets ??= new Set(files.map(file => realPath(file.path)));
    return listedTargets.has(path);
  };
  const readOther = (path: string) => {
    const real = realPath(path);
    const read = real === undefined || isListed(real) ? undefined : readRows(host, path, { keys: [], isNamed: false });
    return read?.fault === undefined ? read : undefined;
  };
  return runAtIn(memoized((path: string) => listed.get(path) ?? readOther(path)));
}

// How one of our runs compares with the baseline, which may be a run of another tracker.
function judgeOf({ artifact, tracked, policy }: ComparedBaseline): (run: Artifact) => RunComparison {
  return run => {
    if (artifact) return compareWithBaseline(artifact, run, policy);
    const own = tracked && ownRun({ artifact: run, path: '' });
    return own ? trackedWithBaseline(tracked, own, policy.directions) : { verdict: 'unknown', deltas: new Map() };
  };
}

function trackedFiles(
  { host, io }: CliContext,
  runs: readonly FoundRun[],
  { keys, baseline }: RunWish,
): ReadFileRuns[] {
  const reference =
    baseline?.tracked ?? (baseline?.artifact && ownRun({ artifact: baseline.artifact, path: baseline.path }));
  const judge = reference && ((run: TrackedRun) => trackedWithBaseline(reference, run, baseline?.policy.directions));
  return runs.map(({ run, isNamed }) => ({
    ...trackedFile(host, run, { keys, ...(judge && { judge }) }),
    // The name of the folder of a run may be its only date.
    relative: `${relativePath(io.cwd, run.path)}/`,
    isNamed,
  }));
}

function importLookup(context: CliContext): Pick<RunFacts, 'hashAt' | 'importsOf'> {
  const reader = createImportReader(context);
  const hashAt = memoized((path: string): string | undefined => {
    const text = reader.read(path);
    return text.ok ? configHash(text.text, context.host.sha256) : undefined;
  });
  const importsOf = memoized((path: string) => {
    const text = reader.read(path);
    if (!text.ok) return unknownImports;
    return currentImports(reader.composition(path, parse(withoutBom(text.text))), {
      hashAt,
      realPath: reader.realPath,
    });
  });
  return { hashAt, importsOf };
}

function withBaselineImports(
  rows: readonly RunRow[],
  { artifact, path, policy }: Omit<ComparedBaseline, 'artifact'> & { readonly artifact: Artifact },
  textOf: SpecText,
): RunRow[] {
  const judge = baselineImports(textOf);
  const given = { configHash: artifact.claims.configHash, baseline: rows.find(row => row.path === path), policy };
  return rows.map(row => judge(row, given));
}

// Of several specs with one text, the one with the shortest path counts: a copy is usually deeper or has a longer name.
function readSpecs({ host, io }: CliContext, paths: readonly string[]) {
  const unread: string[] = [];
  const hashed = [...paths]
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
    .map((path): HashedSpec => {
      const text = readText(host, path);
      if (!text.ok)
        unread.push(
          `${relativePath(io.cwd, path)} was not read: ${reasonText(text.reason)}. Its runs may be listed as unknown.`,
        );
      return [path, text.ok ? configHash(text.text, host.sha256) : undefined];
    });
  return { specs: specsByHash(hashed), unread };
}

interface TextSources extends Pick<CollectedRuns, 'specs'> {
  readonly repositories: readonly RepositoryHistory[];
  readonly workspaces: readonly string[];
}

function textLookup({ host }: CliContext, { specs, repositories, workspaces }: TextSources): SpecText {
  return hash => {
    const path = specs.get(hash);
    const text = path === undefined ? undefined : readText(host, path);
    if (text?.ok) return text.text;
    const stored = repositories.flatMap(({ versions }) => versions.get(hash)?.[0].text ?? [])[0];
    return stored ?? workspaces.flatMap(folder => keptText(host, historyOf(host, folder), hash) ?? [])[0];
  };
}

// A git that does not answer is reported for the whole command.
async function historiesOf({ host }: CliContext, files: readonly ReadFileRuns[]) {
  const tops = repositoriesOf(host, [...new Set(files.map(({ path }) => dirname(path)))]);
  const repositories: RepositoryHistory[] = [];
  const committed = new Map<string, number>();
  const gaps: string[] = [];
  for (const top of tops) {
    const [history, commits] = [await specHistory(host, top), await committedTimes(host, top)];
    if (history.ok && history.gap)
      gaps.push(`${gitGap(failureText(history.gap))} Older runs may be listed as unknown.`);
    const versions: SpecHistory = history.ok ? history.versions : new Map();
    repositories.push({ top, versions });
    if (commits.ok) for (const [path, time] of commits.times) committed.set(path, time);
  }
  return { repositories, committed, gaps };
}
