// Runs `kyn runs`: filters, sorts and prints the runs that were collected.
import { type Artifact, entryPath } from '../../../../src-shared/artifacts/read';
import { listedOnce } from '../../../../src-shared/host/listedOnce';
import { readText } from '../../../../src-shared/host/readText';
import type { Directions } from '../../../../src-shared/kyn/catalogue/metricDirection';
import { localClock, utcClock } from '../../../../src-shared/protocol/clock';
import type { RunExportFormat } from '../../../../src-shared/protocol/runTableView';
import { parseFilter } from '../../../../src-shared/query/filter';
import { policyOf } from '../../../../src-shared/repro/compare/policy';
import { isSpecPath, NOT_A_SPEC } from '../../../../src-shared/repro/files/findFiles';
import { configHash } from '../../../../src-shared/repro/hash/configHash';
import { allColumns, usualColumns } from '../../../../src-shared/runs/list/columns';
import { measurements, type SpecText } from '../../../../src-shared/runs/list/measurement';
import { isRunColumn, metricOf, RUN_COLUMNS, type RunRow, runValue } from '../../../../src-shared/runs/list/runRow';
import { type SeedGroup, seedGroups, TORCH } from '../../../../src-shared/runs/list/seedGroups';
import { newestFirst, sortedBy } from '../../../../src-shared/runs/list/sortRows';
import { specLeaves } from '../../../../src-shared/runs/table/specLeaves';
import type { TrackedRun } from '../../../../src-shared/runs/trackers/trackedRun';
import { counted } from '../../../../src-shared/text/numberText';
import { suggest } from '../../../../src-shared/text/suggest';
import { exportedGroups, exportedRuns } from '../../../../src-shared/views/runs/exportedRuns';
import { groupTable } from '../../../../src-shared/views/runs/groupTable';
import { runTable, type TableWording } from '../../../../src-shared/views/runs/runTable';
import { absolutePath, displayPath, relativePath } from '../cliPaths';
import { type CliContext, formatOf, type Outcome } from '../command';
import { exitCode } from '../exitCode';
import { failure, outcome, usageError, withGaps } from '../outcome';
import { createColors } from '../print/colors';
import { didYouMean } from '../print/didYouMean';
import { createSettings } from '../projectSettings';
import { placesText, unreadableMessage } from '../readInput';
import { readRun } from '../reproduce/readRun';
import { trackedNamed } from '../search/trackedNamed';
import { withListedFolders } from '../search/withListedFolders';
import { type CollectedRuns, collectRuns, rowNotes } from './collectRuns';
import { groupsText, runsText, type TextOptions } from './text';

/** Lists the runs of a context. */
export async function runRuns(given: CliContext): Promise<Outcome> {
  // Runs of this tool and of others are searched in the same folders.
  const context = { ...given, host: withListedFolders(listedOnce(given.host)) };
  const { command, options } = context;
  const where = options.get('where');
  const filter = where === undefined ? undefined : parseFilter(where);
  if (typeof filter === 'string') return usageError(command, `\`--where\`: ${filter}`);
  const chosen = options
    .get('columns')
    ?.split(',')
    .map(key => key.trim());
  if (chosen?.includes(''))
    return usageError(command, '`--columns` needs names with commas between them, for example path,seed,mae.');
  const sort = sortOf(options.get('sort'));
  const keys = [...new Set([...(filter?.keys ?? []), ...(chosen ?? []), ...(sort ? [sort.key] : [])])];
  const baseline = await baselineOf(context);
  if (typeof baseline === 'string') return failure(baseline);
  const isGrouped = options.has('group-by');
  if (isGrouped && options.has('baseline'))
    return usageError(command, '`--group-by` and `--baseline` cannot be used together.');
  const { settings, problem } = await createSettings(context)(undefined);
  if (problem !== undefined) return failure(problem);
  const policy = policyOf(settings.policy, settings.metricDirections);
  const fields = [...keys.filter(key => !isRunColumn(key)), ...(isGrouped ? [TORCH] : [])];
  const collected = await collectRuns(context, {
    keys: fields,
    ...(baseline && { baseline: { ...baseline, policy } }),
  });
  const runs = withSettings(collected, keys);
  const unknown = keys.find(key => runs.rows.length > 0 && !isKnown(runs.rows, key));
  if (unknown !== undefined) return failure(unknownText(unknown, runs.rows));
  const ofSpec = specFilter(context, runs);
  if (typeof ofSpec === 'string') return failure(ofSpec);
  const label = (path: string): string => relativePath(context.io.cwd, path);
  const lookUp = (row: RunRow) => (key: string) => runValue(row, key, label);
  const own = runs.rows.filter(ofSpec);
  const matching = newestFirst(own).filter(row => filter?.matches(lookUp(row)) !== false);
  const sorted = sort ? sortedBy(matching, row => lookUp(row)(sort.key), sort.descending) : matching;
  const rows = baseline ? baselineFirst(sorted, baseline.path) : sorted;
  const none = rows.length === 0 ? [noneText(context, runs.rows.length)] : [];
  const judged = { textOf: runs.textOf, directions: policy.directions, headline: settings.headlineMetric };
  const text = isGrouped
    ? printGroups(context, { groups: seedGroups(rows, runs.textOf), ...judged }, chosen)
    : print(context, { rows, ...judged, keys }, chosen);
  const messages = [...runs.incomplete, ...runs.notes, ...rowNotes(own, label), ...none];
  return withGaps(outcome(exitCode(runs.incomplete.length > 0, false), text, messages), runs.gaps);
}

// On standard error, so that every format stays valid.
function noneText({ files }: CliContext, found: number): string {
  if (found > 0) return `none of ${counted(found, 'run')} matches.`;
  return `no runs were found in ${placesText(files)}. A training writes run_manifest.json.`;
}

interface Sort {
  readonly key: string;
  readonly descending: boolean;
}

// `-mae` is the largest first.
const sortOf = (text: string | undefined): Sort | undefined =>
  text === undefined ? undefined : { key: text.replace(/^-/, ''), descending: text.startsWith('-') };

interface Baseline {
  readonly artifact?: Artifact;
  readonly tracked?: TrackedRun;
  /** As the path of a row. */
  readonly path: string;
}

async function baselineOf(context: CliContext): Promise<Baseline | undefined | string> {
  const given = context.options.get('baseline');
  if (given === undefined) return undefined;
  const read = await readRun(context, given);
  if (typeof read === 'string') {
    const tracked = trackedNamed(context, given) ?? read;
    return typeof tracked === 'string' ? tracked : { tracked, path: tracked.path };
  }
  const { artifact, path, label } = read;
  if (!artifact.kind.isRun)
    return `${label} contains several runs. Name one of them as the baseline, for example ${label}#0.`;
  const entry = entryPath(label);
  return { artifact, path: entry && !entryPath(path) ? `${path}#${entry.index}` : path };
}

function baselineFirst(rows: readonly RunRow[], path: string): RunRow[] {
  const own = (row: RunRow): boolean => row.path === path;
  return [
    ...rows.filter(own).map((row): RunRow => ({ ...row, comparison: { verdict: 'baseline', deltas: new Map() } })),
    ...rows.filter(row => !own(row)),
  ];
}

const isKnown = (rows: readonly RunRow[], key: string): boolean =>
  isRunColumn(key) || rows.some(row => metricOf(row, key) !== undefined || row.fields.has(key));

// A setting of a spec, such as train.optimizer.lr, is read only where it is asked for.
function withSettings(runs: CollectedRuns, keys: readonly string[]): CollectedRuns {
  if (keys.every(key => isKnown(runs.rows, key))) return runs;
  const settingsOf = specLeaves(runs.textOf);
  const rows = runs.rows.map(row => {
    const settings = settingsOf(row);
    const wanted = keys.flatMap(key => {
      const node = settings.get(key);
      return node && !row.fields.has(key) ? [[key, node] as const] : [];
    });
    return { ...row, fields: new Map([...row.fields, ...wanted]) };
  });
  return { ...runs, rows };
}

function unknownText(key: string, rows: readonly RunRow[]): string {
  const metrics = new Set(rows.flatMap(row => [...(row.claims.metrics?.keys() ?? [])]));
  const known = [...RUN_COLUMNS, ...metrics];
  const columns = known.slice(0, MAX_KNOWN).join(', ');
  const hint = didYouMean(
    suggest(key, known),
    ` Columns: ${columns}, fields such as env.torch, and settings such as train.epochs.`,
  );
  return `No run has the value \`${key}\`.${hint}`;
}

const MAX_KNOWN = 30;

// The runs of a spec: those of its current text, and those of its older versions.
function specFilter(context: CliContext, { specs }: CollectedRuns): ((row: RunRow) => boolean) | string {
  const given = context.options.get('spec');
  if (given === undefined) return () => true;
  if (!isSpecPath(given)) return `${displayPath(given)} ${NOT_A_SPEC}`;
  const path = absolutePath(context, given);
  const text = readText(context.host, path);
  if (!text.ok) return unreadableMessage(displayPath(given), text.reason);
  const hash = configHash(text.text, context.host.sha256);
  // Of several specs with the same text, the list names the first.
  const isSame = specs.has(hash);
  return ({ claims, spec }) => (isSame && claims.configHash === hash) || spec.path === path;
}

/** How metrics are judged: by the texts of specs, and the directions in the settings. `headline`: the metric that is shown first; empty for none. */
interface Judged {
  readonly textOf: SpecText;
  readonly directions: Directions | undefined;
  readonly headline: string;
}

interface PrintedRuns extends Judged {
  readonly rows: readonly RunRow[];
  /** The keys of the filter, the columns and the order. */
  readonly keys: readonly string[];
}

function print(
  context: CliContext,
  { rows, keys, ...judged }: PrintedRuns,
  chosen: readonly string[] | undefined,
): string {
  const format = formatOf(context);
  const wording = wordingOf(context, judged);
  const columns = chosen ?? columnsFor(format, rows, judged.headline);
  return isExport(format)
    ? exportedRuns(rows, format, { columns: format === 'json' ? keys : columns, wording })
    : runsText(runTable(rows, columns, wording), rows, textOptions(context));
}

function printGroups(
  context: CliContext,
  { groups, ...judged }: Judged & { readonly groups: readonly SeedGroup[] },
  chosen: readonly string[] | undefined,
): string {
  const format = formatOf(context);
  const wording = wordingOf(context, judged);
  const columns =
    chosen ??
    columnsFor(
      format,
      groups.flatMap(({ runs }) => runs),
      judged.headline,
    );
  return isExport(format)
    ? exportedGroups(groups, format, { columns, wording })
    : groupsText(groupTable(groups, columns, wording), groups, textOptions(context));
}

const EXPORTS: readonly string[] = ['csv', 'markdown', 'latex', 'json'] satisfies RunExportFormat[];

const isExport = (format: string): format is RunExportFormat => EXPORTS.includes(format);

const columnsFor = (format: string, rows: readonly RunRow[], headline: string): string[] =>
  format === 'csv' ? allColumns(rows, headline) : usualColumns(rows, headline);

const wordingOf = (context: CliContext, { textOf, directions }: Judged): TableWording => ({
  label: path => relativePath(context.io.cwd, path),
  clock: isExport(formatOf(context)) ? utcClock : localClock(context.io.zone),
  measurementOf: measurements(textOf),
  directions,
});

const textOptions = ({ io }: CliContext): TextOptions => ({ colors: createColors(io.color), columns: io.columns });
