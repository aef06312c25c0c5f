// Sacred with its FileStorageObserver: a folder for each run with run.json and config.json.
import { type JsonNode, member, stringMember } from '../../../text/jsonText';
import { faultsOf, unlisted } from '../fileFault';
import type { Place } from '../place';
import { codeOf, storedFiles } from '../sacred/code';
import { environmentOf } from '../sacred/environment';
import { METRICS, metricsOf, sacredPoints } from '../sacred/metrics';
import { configOf } from '../sacred/settings';
import type { TrackedRun, TrackedStatus, TrackedTime } from '../trackedRun';
import type { Tracker } from '../tracker';
import { isoTime } from '../values/isoTime';
import { MAX_LEAVES } from '../values/leaves';
import { programName } from '../values/programName';
import { startsLike } from '../values/startsLike';

/** Runs of Sacred. */
export const sacred: Tracker = {
  id: 'sacred-run',
  title: 'Sacred run',
  mayHave: place => (place.hasFile(RUN) || place.isSpecial(RUN)) && (place.hasFile(CONFIG) || place.isSpecial(CONFIG)),
  read(place) {
    const [root, config] = FILES.map(name => place.json(name, MAX_FILE));
    if (!root) return isSacred(place) ? { runs: [], gaps: unlisted(place, RUN, MAX_FILE) } : undefined;
    const isMarked = ['experiment', 'host', 'meta'].every(key => member(root, key)?.kind === 'object');
    const status = stringMember(root, 'status');
    if (!isMarked || status === undefined || (config && config.kind !== 'object')) return undefined;
    return { runs: [runOf(place, { root, config, status })], isClosed: true };
  },
  series: place => sacredPoints(place),
};

const [RUN, CONFIG] = ['run.json', 'config.json'];
const FILES = [RUN, CONFIG];
const MAX_FILE = 8 * 1024 * 1024;

// Where run.json cannot be read: Sacred writes it again and again, and next to it the output of the run.
const isSacred = (place: Place): boolean =>
  startsLike(place, RUN, /^\s*\{\s*"artifacts"\s*:|"experiment"\s*:/) ||
  ((place.isBlank(RUN) || place.isSpecial(RUN)) && (place.hasFile(OUTPUT) || place.isSpecial(OUTPUT)));

const OUTPUT = 'cout.txt';

interface Files {
  readonly root: JsonNode;
  readonly config: JsonNode | undefined;
  readonly status: string;
}

function runOf(place: Place, { root, config, status }: Files): TrackedRun {
  const experiment = member(root, 'experiment');
  const group = stringMember(experiment, 'name');
  const code = codeOf(experiment);
  const environment = environmentOf(root);
  const metrics = metricsOf(place, root);
  const data = storedFiles(member(root, 'resources')).map(file => ({ ...file, name: programName(file.name) }));
  const version = environment.get('sacred');
  const start = isoTime(stringMember(root, 'start_time'));
  const end = isoTime(stringMember(root, 'stop_time'));
  const time: TrackedTime = {
    ...(start !== undefined && { start }),
    ...(end !== undefined && { end }),
    source: 'recorded',
  };
  const unread = faultsOf(place, [...(config ? [] : [CONFIG]), ...(metrics.isUnread ? [METRICS] : [])], MAX_FILE);
  const settings = config && configOf(config, stringMember(root, 'command'));
  return {
    tracker: sacred.id,
    path: place.path,
    id: place.host.sha256(JSON.stringify([group, place.name, stringMember(root, 'start_time')])),
    name: place.name,
    ...(group !== undefined && { group }),
    ...(version !== undefined && { version }),
    config: settings?.leaves,
    ...(settings?.isCut && { configGap: `It has more settings than the ${MAX_LEAVES} that are read.` }),
    data,
    code,
    environment,
    metrics: metrics.found,
    ...(start !== undefined && { time }),
    status: statusOf(status, root),
    outputs: [],
    unread,
    absent: {
      ...(!settings && { config: `${unread[0]}.` }),
      ...(data.length === 0 && {
        data: 'The run opened no resource through Sacred, so no digest of its data was recorded.',
      }),
      ...(code.files.length === 0 &&
        code.commit === undefined && { code: 'It recorded neither its scripts nor a commit.' }),
      ...(environment.size === 0 && { environment: 'It recorded no versions.' }),
      ...(metrics.found.size === 0 && { metrics: metrics.why }),
      ...(start === undefined && { time: 'It has no start, so it did not run yet.' }),
    },
    notes: [
      ...(metrics.found.size > 0 && metrics.isUnread ? [metrics.why] : []),
      ...(data.length > 0 ? ['Of its data, only the files that it opened through Sacred are known.'] : []),
      ...(code.files.length > 0 ? ['Of its code, only the scripts that Sacred found are known.'] : []),
      ...(environment.size > 0 ? ['Of its environment, only the packages that it imported are known.'] : []),
    ],
  };
}

const STATUS: Readonly<Record<string, TrackedStatus>> = {
  QUEUED: { state: 'unknown', text: 'queued' },
  RUNNING: { state: 'unknown', text: 'running or killed' },
  COMPLETED: { state: 'finished', text: 'finished' },
  INTERRUPTED: { state: 'stopped', text: 'interrupted' },
  TIMEOUT: { state: 'failed', text: 'timed out' },
};

// A killed process leaves RUNNING. A user may set any other text.
function statusOf(status: string, root: JsonNode): TrackedStatus {
  if (status !== 'FAILED')
    return Object.hasOwn(STATUS, status) ? (STATUS[status] as TrackedStatus) : { state: 'unknown', text: 'unknown' };
  const trace = member(root, 'fail_trace');
  const last = trace?.kind === 'array' ? trace.items.at(-1) : undefined;
  const error = last?.kind === 'string' ? /^[A-Za-z_][\w.]{0,100}/.exec(last.text)?.[0] : undefined;
  return { state: 'failed', text: error === undefined ? 'failed' : `failed (${error})` };
}
