// The trainings that run now, from the event files of histories: also those that were started in a terminal. Only files that changed are read.
import type { Host, Stat } from '../../host/host';
import { basename, goesUp, isInside, joinWritten } from '../../host/paths';
import { blocksOf } from '../../kyn/names/scope';
import { parse } from '../../kyn/syntax/parse';
import { combinationCount } from '../../kyn/training/combinationCount';
import type { ClaimSystem } from '../../repro/history/claimFolder';
import { historyOf } from '../../repro/history/historyFolder';
import { keptText } from '../../repro/history/keepRun';
import { member, parseJson, stringMember } from '../../text/jsonText';
import { EventFile } from './eventFile';
import { isRunning, MAX_SILENCE_S, type TrainingProgress } from './trainingProgress';

/** The access to files that it needs. */
export type TrainingsHost = Parameters<typeof historyOf>[0] & Pick<Host, 'readPart'>;

/** What surrounds the files. `findProcess`: what identifies a process; undefined where none has this id. */
export interface TrainingsWorld {
  readonly host: TrainingsHost;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly findProcess: ClaimSystem['findProcess'];
}

/** A process that trains. `age`: the seconds since its last event. */
export interface RunningScript {
  readonly progress: TrainingProgress;
  readonly age: number;
}

/** A training, or a sweep with at least one combination that runs. */
export interface LiveTraining {
  /** Identifies it while this program runs. */
  readonly id: string;
  /** Its spec, with an absolute path; undefined where no record names it. */
  readonly spec: { readonly path: string; readonly name: string } | undefined;
  /** Those that run; for a sweep with several jobs more than one. */
  readonly scripts: readonly [RunningScript, ...RunningScript[]];
  /** The combinations of a sweep: those that have ended, and all (undefined where the spec was not kept). */
  readonly sweep?: { readonly ended: number; readonly total: number | undefined };
}

/** The histories of subfolders that are remembered; those of a workspace are few. */
const MAX_REPORTED = 50;

/** A folder has thousands of event files after a while; those that run are among the newest. */
const MAX_FILES = 500;

/** How often a file is looked at whose training does not seem to run but has not reported its end, in milliseconds: it may only be slow. */
const SILENT_PAUSE_MS = 60_000;

const MAX_RECORD = 1024 * 1024;

const NAME = /^(?<run>[\w.+-]{1,150}?)(?:-(?<combination>\d{4,9}))?\.jsonl$/;

/** Follows the trainings of some workspace folders. */
export class LiveTrainings {
  private readonly folders = new Map<string, HistoryFolder>();
  private readonly known = new Set<string>();
  private readonly changed = new Map<string, Set<string>>();

  constructor(private readonly world: TrainingsWorld) {}

  /** Subfolders of the workspace in which a history was seen. */
  get reported(): Iterable<string> {
    return this.known;
  }

  /** Remembers a folder with a history. `name`: an event file in it that changed. */
  report(folder: string, name?: string): void {
    if (this.known.size < MAX_REPORTED) this.known.add(folder);
    if (name === undefined || (!this.known.has(folder) && !this.folders.has(folder))) return;
    const names = this.changed.get(folder) ?? new Set();
    if (names.size < MAX_FILES) names.add(name);
    this.changed.set(folder, names);
  }

  /** Reads what is new in the histories of these folders. The newest training of a folder comes first. */
  read(folders: readonly string[]): readonly LiveTraining[] {
    for (const folder of this.folders.keys()) if (!folders.includes(folder)) this.folders.delete(folder);
    return folders.flatMap(folder => {
      const known = this.folders.get(folder) ?? new HistoryFolder(this.world, folder);
      this.folders.set(folder, known);
      const changed = this.changed.get(folder) ?? new Set();
      this.changed.delete(folder);
      return known.read(changed);
    });
  }
}

interface KnownFile {
  readonly file: EventFile;
  /** Its size and time when it was last read. */
  stamp: string;
  /** Whether it did not run then; it is read again only after a change. */
  isOver: boolean;
  /** When it is looked at again without a report of a change, in milliseconds since 1970. */
  nextLook: number;
}

interface FoundFile {
  readonly run: string;
  readonly combination: number | undefined;
  readonly script: RunningScript | undefined;
}

interface RecordFacts {
  /** Undefined where the record names none in the workspace. */
  readonly spec: string | undefined;
  /** Whether kyn recorded the end of the run. */
  readonly isEnded: boolean;
  readonly combinations: number | undefined;
}

class HistoryFolder {
  private readonly files = new Map<string, KnownFile>();
  private readonly records = new Map<string, RecordFacts | undefined>();
  private readonly history: ReturnType<typeof historyOf>;

  constructor(
    private readonly world: TrainingsWorld,
    private readonly workspace: string,
  ) {
    this.history = historyOf(world.host, workspace);
  }

  /** `changed`: the files that a watcher reported. The others are looked at only while their trainings run, because there may be hundreds. */
  read(changed: ReadonlySet<string>): readonly LiveTraining[] {
    const found = this.names().map(name => this.found(name, changed.has(name)));
    const runs = new Set(found.flatMap(({ run, script }) => (script ? [run] : [])));
    return [...runs].flatMap(run =>
      this.training(
        run,
        found.filter(f => f.run === run),
      ),
    );
  }

  // The newest names first: they begin with their time.
  private names(): readonly string[] {
    const { host } = this.world;
    const folder = this.history.path('events', '');
    const listed = folder === undefined ? undefined : host.readFolder(folder.replace(/\/$/, ''));
    const entries = listed?.ok ? listed.entries : [];
    const names = entries.flatMap(({ kind, name }) => (kind === 'file' && NAME.test(name) ? [name] : []));
    const newest = names.sort().reverse().slice(0, MAX_FILES);
    const kept = new Set(newest);
    for (const name of this.files.keys()) if (!kept.has(name)) this.files.delete(name);
    return newest;
  }

  private found(name: string, isChanged: boolean): FoundFile {
    const { run = '', combination } = NAME.exec(name)?.groups ?? {};
    const known = this.files.get(name);
    const isDue = isChanged || known === undefined || this.world.now() >= known.nextLook;
    const script = isDue ? this.script(name) : undefined;
    return { run, combination: combination === undefined ? undefined : Number(combination), script };
  }

  // The state of a file; undefined where its training does not run.
  private script(name: string): RunningScript | undefined {
    const { host, now } = this.world;
    const path = this.history.path('events', name);
    const stat = path === undefined ? undefined : host.stat(path);
    if (path === undefined || stat?.kind !== 'file') return undefined;
    const known = this.files.get(name) ?? { file: new EventFile(host, path), stamp: '', isOver: false, nextLook: 0 };
    this.files.set(name, known);
    const age = (now() - stat.modified) / 1000;
    const script = this.readScript(known, stat, age);
    const isFinal = known.file.progress.isEnded || age > MAX_SILENCE_S;
    known.nextLook = script ? 0 : now() + (isFinal ? Number.POSITIVE_INFINITY : SILENT_PAUSE_MS);
    return script;
  }

  private readScript(known: KnownFile, stat: Stat, age: number): RunningScript | undefined {
    const stamp = `${stat.size} ${stat.modified} ${stat.inode}`;
    const isSame = known.stamp === stamp;
    if (isSame && known.isOver) return undefined;
    known.stamp = stamp;
    known.isOver = age > MAX_SILENCE_S;
    if (known.isOver) return undefined;
    // The rest of a long file is read in the next turns, so that other requests are not delayed.
    known.file.read(stat);
    const { progress } = known.file;
    known.isOver = !isRunning(progress, age, pid => this.world.findProcess(pid) !== undefined);
    return known.isOver ? undefined : { progress, age };
  }

  private training(run: string, files: readonly FoundFile[]): LiveTraining[] {
    const [first, ...others] = files.flatMap(({ script }) => script ?? []);
    if (!first) return [];
    const isStarting = [first, ...others].every(({ progress }) => !progress.started);
    const record = this.record(run, isStarting);
    // A process that is killed while it starts writes no event.
    if (isStarting && record?.isEnded) return [];
    const combinations = files.filter(f => f.combination !== undefined);
    return [
      {
        id: `${this.workspace}/${run}`,
        spec: record?.spec === undefined ? undefined : { path: record.spec, name: basename(record.spec) },
        scripts: [first, ...others],
        ...(combinations.length > 0 && { sweep: { ended: endedOf(combinations), total: record?.combinations } }),
      },
    ];
  }

  private record(run: string, mayEnd: boolean): RecordFacts | undefined {
    const known = this.records.get(run);
    if (!mayEnd && this.records.has(run)) return known;
    const facts = this.readRecord(run);
    this.records.set(run, facts);
    return facts;
  }

  private readRecord(run: string): RecordFacts | undefined {
    const { host } = this.world;
    const path = this.history.path('records', `${run}.json`);
    const read = path === undefined ? undefined : host.readBytes(path, MAX_RECORD);
    const text = read?.ok ? host.decodeUtf8(read.bytes) : undefined;
    const root = text === undefined ? undefined : parseJson(text).value;
    const spec = root && member(root, 'spec');
    const [written, hash] = [stringMember(spec, 'path'), stringMember(spec, 'config_hash')];
    if (root === undefined || written === undefined) return undefined;
    const place = joinWritten(this.workspace, written);
    const kept = hash === undefined ? undefined : keptText(host, this.history, hash);
    const block = kept === undefined ? undefined : blocksOf(parse(kept), 'sweep')[0]?.item;
    const count = block && combinationCount(block);
    return {
      // A record may come with a repository, so it must not name any file.
      spec: !goesUp(place) && isInside(this.workspace, place) ? place : undefined,
      isEnded: member(root, 'ended')?.kind === 'object',
      combinations: count || undefined,
    };
  }
}

// Combinations start in order, so those before the first one that runs have ended, in this sweep or in the one that it continues.
function endedOf(files: readonly FoundFile[]): number {
  const running = new Set(files.flatMap(({ combination, script }) => (script ? [combination ?? 0] : [])));
  const first = [...running].reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const later = files.filter(({ combination = 0 }) => combination > first && !running.has(combination));
  return first + later.length;
}
