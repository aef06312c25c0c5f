// Runs something in a folder that no other run of kyn uses, and keeps what it starts with.
import type { Host } from '../../../../src-shared/host/host';
import { nodeCrypto } from '../../../../src-shared/host/node/nodeCrypto';
import { type ClaimResult, claimFolder } from '../../../../src-shared/repro/history/claimFolder';
import { type KeptRun, keepRun, type RunStart, runName } from '../../../../src-shared/repro/history/keepRun';
import type { CliContext, Outcome } from '../command';
import { failure } from '../outcome';
import type { ProgramSession, Programs } from '../programs';
import { historyObstacle } from './historyObstacle';
import { refusalText } from './refusalText';
import { type RunningPrograms, stopped } from './runningPrograms';
import { NOTHING_STARTED, type TrainingInput } from './trainingInput';

/** A folder in which a run may start. */
export interface ClaimedFolder {
  readonly session: ProgramSession;
  /**
   * Keeps what the run starts with. Call it when nothing else can prevent the run. The result is why it must not start, as sentences. `withEvents`: `events` of
   * the whole run will be called, so its file is written at the same time.
   */
  readonly begin: (withEvents?: boolean) => Promise<string | undefined>;
  /** The folder is used until this process has ended, even if kyn ends first. */
  readonly started: (pid: number) => void;
  /** Claims another folder for a part of the run. `launch`: what the claim belongs to. */
  readonly claim: (folder: string, launch?: string) => Promise<ClaimResult>;
  /** Gives the folder to a launch, whose runs go on when kyn has ended; the record of the run then stays without an end. The result is why that failed, as a clause. */
  readonly handOver: (launch: string) => Promise<string | undefined>;
  /** The variables of the environment that make a script report its progress; `part`: one of several runs. */
  readonly events: (part?: string) => Promise<Readonly<Record<string, string>>>;
}

/** The variable that names the file for progress. */
const EVENTS = 'KYNML_EVENTS';

/** What runs. `overwrites`: it writes a manifest into the folder itself; `launch`: the one that may have claimed the folder earlier. */
export interface ClaimingRun extends Pick<RunStart, 'command' | 'tool' | 'data' | 'target'> {
  readonly overwrites: boolean;
  readonly launch?: string;
}

/** Runs something in the folder of a run. An incomplete history does not prevent it: the first problem is a warning. */
export async function inClaimedFolder(
  context: CliContext,
  { programs, session }: RunningPrograms,
  { folder, history, compiler, overrides }: TrainingInput,
  { overwrites, launch, ...about }: ClaimingRun,
  run: (claimed: ClaimedFolder) => Promise<Outcome>,
): Promise<Outcome> {
  const { host, io, options } = context;
  const time = io.now();
  const { spec } = compiler;
  const claim = (path: string, owner?: string) =>
    claimFolder(host, programs, {
      folder: path,
      spec: spec.label,
      time,
      ...(owner !== undefined && { launch: owner }),
    });
  const claimed = await claim(folder, launch);
  if (!claimed.ok) return failure(`${refusalText(io.cwd, folder, claimed.refusal)} ${NOTHING_STARTED}`);
  const own = claimed.claim;
  const warn = warnOnce(context);
  const texts = {
    spec,
    imports: compiler.imports(),
    overrides: [...overrides].map(([name, { text }]) => [name, text] as const),
  };
  const start: RunStart = { ...about, ...texts, time, folder, id: nodeCrypto().randomBytes(4).toString('hex') };
  const keeps = !options.has('no-history');
  try {
    if (session.stop.aborted) return stopped(session);
    let kept: KeptRun | undefined;
    let ofRun: Promise<Record<string, string>> | undefined;
    const begin = async (withEvents = false): Promise<string | undefined> => {
      if (!keeps) return undefined;
      const obstacle = await historyObstacle(host, history, { folder, overwrites, cwd: io.cwd });
      if (obstacle !== undefined) return `${obstacle} ${NOTHING_STARTED}`;
      if (withEvents) ofRun = writeEvents('');
      kept = await keepRun(host, history, start);
      warn(kept.warning);
      return undefined;
    };
    const eventFiles: string[] = [];
    const writeEvents = async (part: string): Promise<Record<string, string>> => {
      const name = `${runName(start, host)}${part === '' ? '' : `-${part}`}.jsonl`;
      const written = keeps ? await history.write('events', name, '') : undefined;
      if (written && !written.ok) warn(written.message);
      if (written?.ok) eventFiles.push(written.path);
      // A value of the shell is the file of another run.
      return { [EVENTS]: written?.ok ? written.path : '' };
    };
    const events = (part = '') => (part === '' && ofRun) || writeEvents(part);
    let isHandedOver = false;
    const handOver = async (owner: string): Promise<string | undefined> => {
      const problem = await own.handOver(owner);
      isHandedOver ||= problem === undefined;
      return problem;
    };
    const result = await run({ session, begin, started: pid => void own.add(pid), claim, handOver, events });
    await ofRun;
    if (!isHandedOver) await removeEmpty(host, programs, eventFiles);
    if (!isHandedOver) warn(await kept?.end({ time: io.now(), exitCode: result.code }));
    return result;
  } finally {
    await own.release();
  }
}

// A run that ended has written nothing there, e.g. because the disk was full or the program did not start.
async function removeEmpty(
  host: Pick<Host, 'stat'>,
  { removeFile }: Programs,
  paths: readonly string[],
): Promise<void> {
  for (const path of paths) if (host.stat(path)?.size === 0) await removeFile(path);
}

function warnOnce({ io }: CliContext): (problem: string | undefined) => void {
  let isWarned = false;
  return problem => {
    if (problem !== undefined && !isWarned) io.message(`warning: the history is incomplete: ${problem}.`);
    isWarned ||= problem !== undefined;
  };
}
