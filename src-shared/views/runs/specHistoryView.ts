// The history of a spec as texts: its versions with their runs, and where the metric became worse.
import type { Clock } from '../../protocol/clock';
import type { SpecHistoryView, SpecVersionItem, WorseStepItem } from '../../protocol/explainRequests';
import { bestRuns, type MetricJudgement } from '../../runs/list/bestRuns';
import { headlineMetric } from '../../runs/list/headlineMetric';
import { metricOf, type RunRow } from '../../runs/list/runRow';
import type { SpecVersion } from '../../runs/versions/specVersions';
import { type StepEvidence, type WorseSearch, type WorseStep, worseSteps } from '../../runs/versions/worseSteps';
import { shortHash } from '../../text/hashForm';
import type { JsonNode } from '../../text/jsonText';
import { counted } from '../../text/numberText';
import { oneLine } from '../../text/oneLine';
import { shortText } from '../../text/shortText';
import { alignedNumbers, numberView } from '../values';

/** A spec with its versions, newest first. `metrics`: those that it evaluates; `gaps`: why versions may be missing, as sentences. */
export interface HistoryOfSpec {
  readonly path: string;
  readonly versions: readonly SpecVersion[];
  readonly metrics: readonly string[];
  readonly gaps: readonly string[];
}

/** How paths and times are written, and what runs measure. `headline`: the metric that the user chose; empty for none. */
export interface HistoryWording extends MetricJudgement {
  readonly label: (path: string) => string;
  readonly clock: Clock;
  readonly headline: string;
}

/** The view. */
export function specHistoryView(spec: HistoryOfSpec, wording: HistoryWording): SpecHistoryView {
  const { versions, metrics, gaps } = spec;
  const rows = [...new Set(versions.flatMap(({ runs }) => runs))];
  const metric = headlineMetric(rows, {
    setting: wording.headline,
    evaluated: metrics,
    directions: wording.directions,
  });
  const search = metric === undefined ? undefined : worseSteps(versions, metric, wording);
  return {
    title: oneLine(wording.label(spec.path)),
    versions: versions.map(version => versionItem(version, { spec, metric, wording })),
    steps: search?.state === 'searched' ? search.steps.map(step => stepItem(step, search.metric)) : [],
    notes: [...(rows.length === 0 ? [] : searchNotes(search)), ...gaps],
  };
}

interface VersionContext {
  readonly spec: HistoryOfSpec;
  readonly metric: string | undefined;
  readonly wording: HistoryWording;
}

function versionItem(version: SpecVersion, context: VersionContext): SpecVersionItem {
  const { hash, isCurrent, commit, cameBack, earlier, time } = version;
  const { spec, wording } = context;
  const facts = [
    ...(time === undefined ? [] : [wording.clock.time(time).slice(0, 'yyyy-mm-dd hh:mm'.length)]),
    ...(commit ? [shortText(commit.author)] : []),
    ...(isCurrent ? ['current text'] : []),
  ];
  const details = [
    runsText(version.runs, context),
    ...(commit && commit.path !== spec.path ? [`as ${oneLine(wording.label(commit.path))}`] : []),
    ...(cameBack ? [`the same text as ${cameBack.commit.slice(0, 8)}, so its runs may be of either`] : []),
    ...(earlier > 0 ? [`the same text in ${earlier === 1 ? 'an earlier commit' : `${earlier} earlier commits`}`] : []),
  ];
  return {
    configHash: hash,
    place: commit ? 'commit' : isCurrent ? 'editor' : 'kept',
    isCurrent,
    label: versionName(version, spec),
    description: [...facts, shortHash(hash)].join(' · '),
    detail: details.join(' · '),
    ...(commit && { commit: commit.commit }),
  };
}

// Where git was not read completely, a commit may have the current text.
function versionName({ commit, isCurrent }: SpecVersion, { gaps }: HistoryOfSpec): string {
  if (!commit && isCurrent) return gaps.length > 0 ? 'Commit not known' : 'Not committed';
  if (!commit) return 'Kept by a run';
  return `${commit.commit.slice(0, 8)} ${shortText(commit.subject, MAX_SUBJECT)}`.trim();
}

const MAX_SUBJECT = 60;

function runsText(runs: readonly RunRow[], { metric, wording }: VersionContext): string {
  if (runs.length === 0) return 'no runs';
  const count = counted(runs.length, 'run');
  if (metric === undefined) return count;
  const values = new Set(runs.map(run => exactText(metricOf(run, metric))));
  // Where all are equal, none is the best.
  const isOne = values.size === 1;
  const [best] = isOne ? runs : bestRuns(runs, metric, wording);
  const node = best && metricOf(best, metric);
  return node ? `${count}, ${isOne ? '' : 'best '}${shortText(metric)} ${numberView(node).text}` : count;
}

function exactText(node: JsonNode | undefined): string | undefined {
  const { text, full = text } = node ? numberView(node) : { text: undefined };
  return full;
}

function stepItem({ older, newer, between, evidence }: WorseStep, metric: string): WorseStepItem {
  const { a, b } = alignedNumbers(older.mean, newer.mean);
  const name = shortText(metric);
  return {
    label: `${name} got worse: ${a} → ${b}`,
    description: `${placeName(older.version)} → ${placeName(newer.version)}`,
    detail: [evidenceText(evidence, [older.values.length, newer.values.length]), ...betweenText(between)].join(' '),
    older: older.version.hash,
    newer: newer.version.hash,
  };
}

function placeName({ commit, isCurrent, hash }: SpecVersion): string {
  if (commit) return commit.commit.slice(0, 8);
  return isCurrent ? 'not committed' : `kept text ${shortHash(hash)}`;
}

function evidenceText(evidence: StepEvidence, [older, newer]: readonly [number, number]): string {
  if (evidence === 'separate') return `Each of ${newer} runs is worse than each of ${older} older ones.`;
  if (evidence === 'overlap') return `Means of ${older} and ${newer} runs that overlap, so noise is not excluded.`;
  return older === 1 && newer === 1
    ? 'One run each, so noise is not excluded.'
    : `${counted(older, 'run')} and ${counted(newer, 'run')}, so noise is not excluded.`;
}

const betweenText = (between: number): string[] => {
  if (between === 0) return [];
  return [
    between === 1
      ? 'The version between has no usable value.'
      : `The ${between} versions between have no usable value.`,
  ];
};

// What the search could not see. Without a note, each version with runs was compared with the next one.
function searchNotes(search: WorseSearch | undefined): string[] {
  if (!search) return ['No run has a metric, so it is not known which version is worse.'];
  const metric = shortText(search.metric);
  if (search.state === 'unknown-direction')
    return [`It is not known whether ${metric} is better when it is lower or higher, so no version is called worse.`];
  const { recorded, incomparable, steps } = search;
  if (recorded < 2)
    return [
      `Only ${recorded === 1 ? 'one version has' : 'no version has'} a usable value of ${metric}, so nothing is compared.`,
    ];
  const notes = incomparable === 0 ? [] : [incomparableText(incomparable, metric)];
  const compared = recorded - 1 - incomparable;
  return steps.length === 0 && compared > 0
    ? [`${metric} did not get worse between the versions that were compared (${counted(compared, 'pair')}).`, ...notes]
    : notes;
}

const incomparableText = (count: number, metric: string): string =>
  `${count === 1 ? '1 pair of versions is' : `${count} pairs of versions are`} not compared, because it is not known whether their runs measured ${metric} on the same data.`;
