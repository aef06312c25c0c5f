// The local folders of Weights & Biases: `wandb/run-<time>-<id>` of online runs, `wandb/offline-run-<time>-<id>` of offline ones.
import { join } from '../../../host/paths';
import { type JsonNode, member, members, stringMember } from '../../../text/jsonText';
import { jsonObject } from '../../../text/makeJson';
import { namesText } from '../compare/identityResult';
import { fileFault, unlisted, unreadFilesText } from '../fileFault';
import type { Place } from '../place';
import type { TrackedRun } from '../trackedRun';
import type { RunsOfPlace, Tracker } from '../tracker';
import { leavesOf } from '../values/leaves';
import { programName } from '../values/programName';
import { codeOf } from '../wandb/code';
import { environmentOf } from '../wandb/environment';
import { metricsOf, seriesIn } from '../wandb/metrics';
import { readLog, type WandbLog } from '../wandb/readLog';
import { statusOf, timeOf } from '../wandb/timeAndStatus';
import { CONFIG, isOldRun, PACKAGES, SUMMARY, type WandbFiles, wandbFiles } from '../wandb/wandbFiles';

/** Runs of Weights & Biases in their local folders. */
export const wandb: Tracker = {
  id: 'wandb-run',
  title: 'W&B run',
  mayHave: place => FOLDER.test(place.name) || place.name === LATEST || OLD_FOLDER.test(place.name),
  read(place) {
    const id = idOf(place);
    if (id === undefined) return old(place);
    const log = readLog(place, logName(id));
    const files = wandbFiles(place);
    if (log || files.isMarked) return { runs: [runOf({ place, id, log, files })], isClosed: true };
    const path = join(place.path, logName(id));
    const gaps = [
      ...logFaults(place, id, log).map(fault => ({ path, text: `${fault}, so its run is not listed.` })),
      // In a folder that cannot be listed, none of them can be read.
      ...(place.folder('files')?.isListed === false ? files.unread.slice(0, 1) : files.unread).flatMap(file =>
        unlisted(place, file),
      ),
    ];
    return gaps.length > 0 ? { runs: [], gaps } : old(place);
  },
  series(place) {
    const id = idOf(place);
    return id === undefined ? new Map() : seriesIn(place, readLog(place, logName(id))).series;
  },
};

const FOLDER = /^(?:offline-)?run-\d{8}_\d{6}-([\w-]{1,128})$/;
/** Before version 0.10, those of online runs had the name that they have now. */
const OLD_FOLDER = /^dryrun-\d{8}_\d{6}-/;
const LATEST = 'latest-run';

function old(place: Place): RunsOfPlace | undefined {
  if (place.name === LATEST || !isOldRun(place)) return undefined;
  const text = 'is a run of W&B before version 0.10, which cannot be read, so it is not listed.';
  return { runs: [], gaps: [{ path: place.path, text }] };
}

const logName = (id: string): string => `run-${id}.wandb`;

// A copy of the newest run counts only where that run itself is not there.
function idOf(place: Place): string | undefined {
  const named = FOLDER.exec(place.name)?.[1];
  if (named !== undefined || place.name !== LATEST) return named;
  const siblings = place
    .parent()
    .folders()
    .filter(name => FOLDER.test(name));
  const id = place.files().flatMap(name => /^run-([\w-]{1,128})\.wandb$/.exec(name)?.[1] ?? [])[0];
  return id === undefined || siblings.some(name => FOLDER.exec(name)?.[1] === id) ? undefined : id;
}

// Why the log was not read, although the folder and the file have the names that W&B gives them.
function logFaults(place: Place, id: string, log: WandbLog | undefined): string[] {
  const name = logName(id);
  if (log) return [];
  const why = place.isSpecial(name) ? fileFault(place, name) : undefined;
  return why === undefined && !place.hasFile(name) ? [] : [why ?? 'is empty, damaged, or not a log of W&B'];
}

interface Parts {
  readonly place: Place;
  readonly id: string;
  readonly log: WandbLog | undefined;
  readonly files: WandbFiles;
}

function runOf({ place, id, log, files }: Parts): TrackedRun {
  const config = configOf(files, log);
  const code = codeOf(place, files, log);
  const environment = environmentOf(place, files, log);
  const metrics = metricsOf(place, files, log);
  const time = timeOf(files, log);
  const version = stringMember(config.telemetry, 'cli_version') ?? log?.version;
  const unread = unreadFilesText(place, files.unread);
  const faultOf = (file: string): string | undefined => {
    const at = files.unread.indexOf(file);
    return at < 0 ? undefined : `${unread[at]}.`;
  };
  const packages = faultOf(PACKAGES);
  return {
    tracker: wandb.id,
    path: place.path,
    id,
    ...(log?.name !== undefined && { name: log.name }),
    ...(log?.project !== undefined && { group: log.project }),
    ...(version !== undefined && { version }),
    config: config.leaves,
    ...(config.gap !== undefined && { configGap: config.gap }),
    data: [],
    code: code.identity,
    environment,
    metrics,
    ...(time && { time }),
    status: statusOf(log),
    outputs: [],
    unread: [...unread, ...logFaults(place, id, log).map(fault => `${logName(id)} ${fault}`)],
    absent: {
      ...(!config.leaves && { config: faultOf(CONFIG) ?? config.why }),
      data: 'W&B records no digest of data in these files.',
      ...(code.why !== undefined && { code: code.why }),
      ...(environment.size === 0 && { environment: 'No file about the environment was written.' }),
      ...(packages !== undefined && { environment: packages }),
      ...(metrics.size === 0 && {
        metrics: faultOf(SUMMARY) ?? 'No metric was written.',
      }),
    },
    notes: notesOf(log, files),
  };
}

interface Config {
  readonly leaves?: TrackedRun['config'];
  readonly telemetry: JsonNode | undefined;
  readonly why: string;
  readonly gap?: string;
}

// Each value is wrapped once. What a user calls `value` is nested deeper.
function configOf({ config: root }: WandbFiles, log: WandbLog | undefined): Config {
  const written = root && [...members(root)].flatMap(([key, { value }]) => wrapped(key, value));
  const logged = [...(log?.config ?? [])].map(([key, value]) => ({ key, value }));
  const all = written && written.length > 0 ? written : logged;
  const telemetry = all.find(({ key }) => key === TELEMETRY)?.value;
  const own = all.filter(({ key }) => key !== TELEMETRY && !key.startsWith(`${TELEMETRY}.`));
  if (own.length > 0) {
    const isPart = all === logged && log?.isWhole === false;
    return {
      leaves: leavesOf(jsonObject(own.map(({ key, value }) => [key, value]))),
      telemetry,
      why: '',
      ...(isPart && { gap: PART_OF_LOG }),
    };
  }
  const isEmpty = all.length > 0;
  const other = isEmpty ? 'The configuration of the run is empty.' : 'The configuration of the run was not written.';
  return { telemetry, why: other };
}

const PART_OF_LOG = 'Settings that were changed in the middle of its long log were not read.';
const TELEMETRY = '_wandb';

const wrapped = (key: string, value: JsonNode): { key: string; value: JsonNode }[] => {
  const inner = member(value, 'value');
  return inner ? [{ key, value: inner }] : [];
};

function notesOf(log: WandbLog | undefined, { program, unread }: WandbFiles): string[] {
  return [
    ...(program === undefined ? [] : [`It was started from ${programName(program)}.`]),
    ...(unread.length > 0 ? [`Damaged, a link, or larger than 1 MiB, so not read: ${namesText(unread)}.`] : []),
    ...(log?.isEmpty ? ['Its log has only a header, so the process ended before anything was written.'] : []),
    ...(log && !log.isEmpty && !log.exit
      ? ['Its log has no exit record, so it was cut off or copied during the run.']
      : []),
    ...(log && !log.isWhole ? ['Of its long log, only the beginning and the end were read.'] : []),
    ...(log?.exit?.code === 0n ? ['An exit code of 0 does not prove that it succeeded.'] : []),
  ];
}
