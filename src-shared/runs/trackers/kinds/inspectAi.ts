// Inspect AI: a log for each evaluation, `*.eval` (a ZIP archive, of which only the header is read) or `*.json`.
import { join } from '../../../host/paths';
import { type JsonNode, member, members, stringMember } from '../../../text/jsonText';
import { unlisted } from '../fileFault';
import { type InspectLog, inspectLog, isArchive, isLogName, isNamedLog } from '../inspect/log';
import { metricsOf } from '../inspect/metrics';
import { partOf } from '../inspect/part';
import { configOf } from '../inspect/settings';
import type { Place } from '../place';
import type { CodeIdentity, TrackedRun, TrackedStatus, TrackedTime } from '../trackedRun';
import type { TrackedGap, Tracker } from '../tracker';
import { isoTime } from '../values/isoTime';
import { packageName } from '../values/requirements';
import { scalarText } from '../values/scalars';
import { seedsOf } from '../values/seeds';

/** Evaluations of Inspect AI. */
export const inspectAi: Tracker = {
  id: 'inspect-log',
  title: 'Inspect AI run',
  mayHave: place => place.files().some(isLogName) || place.specials().some(isLogName),
  read(folder) {
    const { at: place, dependsOn } = folder.withLinks(isLogName);
    const runs: TrackedRun[] = [];
    const gaps: TrackedGap[] = [];
    for (const name of place.files().filter(isLogName)) {
      const log = inspectLog(place, name);
      if (log && 'gap' in log) gaps.push(log.gap);
      else if (log) runs.push(runOf(place, name, log));
    }
    const unread = place.files().filter(name => isArchive(name) && (place.isSpecial(name) || place.isBlank(name)));
    for (const name of [...unread, ...place.specials().filter(isNamedLog)])
      gaps.push(...unlisted(place, name, undefined, 'is empty'));
    return runs.length + gaps.length > 0 ? { runs, gaps, dependsOn } : undefined;
  },
};

function runOf(place: Place, name: string, log: InspectLog): TrackedRun {
  const { root, why } = log;
  const evaluation = member(root, 'eval');
  const settings = settingsOf(log);
  const environment = packagesOf(evaluation);
  const version = environment.get('inspect-ai');
  const metrics = metricsOf(root);
  const part = partOf(root);
  const time = timeOf(root);
  const task = stringMember(evaluation, 'task');
  const group = stringMember(evaluation, 'run_id');
  return {
    tracker: inspectAi.id,
    path: join(place.path, name),
    id: idOf(evaluation) ?? name,
    ...(task !== undefined && { name: task }),
    ...(group !== undefined && { group }),
    ...(version !== undefined && { version }),
    ...settings,
    data: [],
    code: codeOf(evaluation),
    environment,
    metrics,
    ...(part !== undefined && { partial: part }),
    ...(time && { time }),
    status: STATUS.get(stringMember(root, 'status') ?? '') ?? (root ? RUNNING : UNKNOWN),
    outputs: [],
    ...(why !== undefined && { unread: [why.replace(/\.$/, '')] }),
    absent: {
      ...(why !== undefined && !settings.config && { config: why }),
      ...(seedsOf(settings.config).size === 0 && { seed: 'No seed is among the settings.' }),
      data: 'Inspect AI records names and ids of samples, but no digest of them.',
      ...codeAbsent(codeOf(evaluation)),
      environment: 'Inspect AI records only the versions of its own packages.',
      ...(metrics.size === 0 && { metrics: why ?? 'It has no scores.' }),
      ...(!time && { time: why ?? 'It recorded no start.' }),
    },
    notes: [
      ...(why === undefined ? [] : [why]),
      ...(part === undefined ? [] : [`It is a partial evaluation: ${part}.`]),
      ...(isDirtyBuild(version ?? '') ? ['Its Inspect AI was built from uncommitted changes.'] : []),
    ],
  };
}

// Of a header that was not read as a whole, some may be missing.
function settingsOf({ root, why }: InspectLog): Pick<TrackedRun, 'config' | 'configGap'> {
  const config = root && configOf(root);
  return { config, ...(config && why !== undefined && { configGap: why }) };
}

// Old versions have no id of the evaluation.
function idOf(evaluation: JsonNode | undefined): string | undefined {
  const [own, run, task] = ['eval_id', 'run_id', 'task_id'].map(key => stringMember(evaluation, key));
  return own ?? (run === undefined ? undefined : `${run} ${task ?? ''}`);
}

function codeOf(evaluation: JsonNode | undefined): CodeIdentity {
  const revision = member(evaluation, 'revision');
  const [commit, dirty] = [stringMember(revision, 'commit'), member(revision, 'dirty')];
  return {
    ...(commit !== undefined && { commit, ...(dirty?.kind === 'bool' && { isDirty: dirty.value }) }),
    files: [],
  };
}

function codeAbsent({ commit, isDirty }: CodeIdentity): { readonly code?: string } {
  if (commit === undefined) return { code: 'It recorded no commit.' };
  return isDirty === undefined
    ? { code: 'It recorded the commit but not whether there were uncommitted changes.' }
    : {};
}

// As setuptools-scm names a build from a changed tree: `0.3.41.dev123+g9ad2119a.d20241015`.
const isDirtyBuild = (version: string): boolean => version.includes('+') && /\bd\d{8}$/.test(version);

const UNKNOWN: TrackedStatus = { state: 'unknown', text: 'unknown' };
const RUNNING: TrackedStatus = { state: 'unknown', text: 'running or killed' };
const STATUS: ReadonlyMap<string, TrackedStatus> = new Map([
  ['started', RUNNING],
  ['success', { state: 'finished', text: 'finished' }],
  ['cancelled', { state: 'stopped', text: 'cancelled' }],
  ['error', { state: 'failed', text: 'failed' }],
]);

function packagesOf(evaluation: JsonNode | undefined): Map<string, string | undefined> {
  const packages = [...members(member(evaluation, 'packages'))];
  return new Map(packages.map(([name, { value }]) => [packageName(name), scalarText(value)]));
}

function timeOf(root: JsonNode | undefined): TrackedTime | undefined {
  const stats = member(root, 'stats');
  const start = isoTime(stringMember(stats, 'started_at')) ?? isoTime(stringMember(member(root, 'eval'), 'created'));
  const end = isoTime(stringMember(stats, 'completed_at'));
  return start === undefined ? undefined : { start, ...(end !== undefined && { end }), source: 'recorded' };
}
