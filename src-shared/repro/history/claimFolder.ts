// One run at a time uses a folder, because each writes run_manifest.json there. A run claims its folder with a file in it, which every other run sees,
// whatever its working folder, its history or its computer.
import type { Host, WriteResult } from '../../host/host';
import { dirname, join } from '../../host/paths';
import { reasonText } from '../../host/readText';
import { temporaryName } from '../../host/temporaryName';
import { type JsonNode, member, parseJson, stringMember } from '../../text/jsonText';
import { jsonObject, jsonString } from '../../text/makeJson';
import { printJson } from '../../text/printJson';

/** The name of the file. */
export const CLAIM = '.kynml-claim';

/** The access to files that a claim needs. */
export type ClaimHost = Pick<Host, 'readBytes' | 'linkTarget' | 'writeAtomic' | 'sha256' | 'decodeUtf8'>;

/** This computer, as a claim sees it. */
export interface ClaimSystem {
  readonly computer: string;
  /** The id of this process. */
  readonly pid: number;
  /** What identifies the process that has an id among all that had it, empty where the system does not tell; undefined where none has it. */
  findProcess(pid: number): string | undefined;
  removeFile(path: string): Promise<WriteResult>;
}

/** Who claims a folder. */
export interface Claimant {
  /** Absolute. It is created if it does not exist. */
  readonly folder: string;
  /** The spec, for people. */
  readonly spec: string;
  readonly time: Date;
  /** The launch to which the claim belongs: what this process submitted to a target. It takes over what it claimed earlier. */
  readonly launch?: string;
}

/** A claim of this process. */
export interface Claim {
  /** Adds the process of the run: the folder is used until both processes have ended. */
  add(pid: number): Promise<void>;
  /**
   * Gives the claim to a launch, whose runs may be on other computers: it then outlives this process, and only `releaseLaunch` removes it. The result is why
   * that failed, as a clause; the claim is then still that of this process, and nothing that outlives it must be started.
   */
  handOver(launch: string): Promise<string | undefined>;
  /** Ends the use of the folder by this process. */
  release(): Promise<void>;
}

/** The run that a claim names. */
export interface Holder {
  readonly spec: string;
  /** ISO 8601, as the claim states it. */
  readonly started: string;
}

/**
 * Why a folder cannot be claimed; `path`: the file of its claim. `used`: a run on this computer uses it; where the system does not tell when a process
 * started (`isSure`: false), the process may be another one with the same id. `elsewhere`: a run on another computer claimed it. `launched`: what runs there was
 * submitted to a target. `unusable`: `detail` states what is wrong with the file, as a clause after its name.
 */
export type ClaimRefusal =
  | (Holder & { readonly kind: 'used'; readonly path: string; readonly pid: number; readonly isSure: boolean })
  | (Holder & { readonly kind: 'elsewhere'; readonly path: string; readonly computer: string })
  | (Holder & { readonly kind: 'launched'; readonly path: string })
  | { readonly kind: 'unusable'; readonly path: string; readonly detail: string };

/** The claim, or why there is none. */
export type ClaimResult =
  | { readonly ok: true; readonly claim: Claim }
  | { readonly ok: false; readonly refusal: ClaimRefusal };

/** Why a run must not start in a folder now; undefined where it may. `launch`: to which the run belongs. Claims nothing. */
export function folderRefusal(
  host: ClaimHost,
  system: ClaimSystem,
  folder: string,
  launch?: string,
): ClaimRefusal | undefined {
  const path = join(folder, CLAIM);
  if (host.linkTarget(path) !== undefined) return unusable(path, 'is a link. Remove it');
  const read = readClaim(host, path);
  const place = { host, system, ...(launch !== undefined && { launch }) };
  if (read.ok) return refusalIn(place, path, host.decodeUtf8(read.bytes));
  return read.reason === 'missing' ? undefined : unusable(path, `cannot be read: ${reasonText(read.reason)}`);
}

/** Claims a folder. What a run on this computer left there is taken over when its processes have ended. */
export async function claimFolder(host: ClaimHost, system: ClaimSystem, claimant: Claimant): Promise<ClaimResult> {
  const path = join(claimant.folder, CLAIM);
  const processes = [system.pid];
  let text = claimText(system, claimant, processes);
  const { launch } = claimant;
  const refusal = await take({ host, system, ...(launch !== undefined && { launch }) }, path, text);
  if (refusal) return { ok: false, refusal };
  // One after the other, so that the last text remains.
  let last: Promise<unknown> = Promise.resolve();
  const then = <T>(step: () => Promise<T>): Promise<T> => {
    const done = last.then(step);
    last = done;
    return done;
  };
  // Why it failed; the claim still has this process then.
  const replace = async (added: string): Promise<string | undefined> => {
    const written = await host.writeAtomic(path, added, isText(host, text));
    if (!written.ok) return written.message;
    text = added;
    return undefined;
  };
  let owner = claimant;
  const claim: Claim = {
    add: pid =>
      then(async () => {
        processes.push(pid);
        await replace(claimText(system, owner, processes));
      }),
    handOver: launch =>
      then(async () => {
        const next = { ...claimant, launch };
        const problem = await replace(claimText(system, next, processes));
        if (problem === undefined) owner = next;
        return problem;
      }),
    release: () =>
      then(async () => {
        if (owner.launch !== undefined) await replace(claimText(system, owner, []));
        else if (isText(host, text)(readClaim(host, path))) await system.removeFile(path);
      }),
  };
  return { ok: true, claim };
}

/** Whether a folder is claimed by a launch. */
export function isClaimedBy(host: ClaimHost, folder: string, launch: string): boolean {
  const path = join(folder, CLAIM);
  const read = host.linkTarget(path) === undefined ? readClaim(host, path) : undefined;
  const text = read?.ok ? host.decodeUtf8(read.bytes) : undefined;
  return text !== undefined && stringMember(parseJson(text).value, 'launch') === launch;
}

/** Frees a folder that a launch claims; nothing happens where another run claims it. */
export async function releaseLaunch(
  host: ClaimHost,
  system: Pick<ClaimSystem, 'removeFile'>,
  { folder, launch }: { readonly folder: string; readonly launch: string },
): Promise<void> {
  if (isClaimedBy(host, folder, launch)) await system.removeFile(join(folder, CLAIM));
}

interface Place {
  readonly host: ClaimHost;
  readonly system: ClaimSystem;
  /** The launch whose claim may be taken over. */
  readonly launch?: string;
  /** How many files of ended runs are already being taken over, each to get the turn for the one before. */
  readonly turns?: number;
}

/** Each turn needs a run that was killed while it took over a file. The files of a repository may name each other without end. */
const MAX_TURNS = 10;

// Creates a file with a text, or takes over one whose processes have ended. Undefined on success.
async function take(place: Place, path: string, text: string): Promise<ClaimRefusal | undefined> {
  const { host } = place;
  if (host.linkTarget(path) !== undefined) return unusable(path, 'is a link. Remove it');
  const read = readClaim(host, path);
  if (!read.ok && read.reason !== 'missing') return unusable(path, `cannot be read: ${reasonText(read.reason)}`);
  if (read.ok) {
    const before = host.decodeUtf8(read.bytes);
    return refusalIn(place, path, before) ?? takeOver(place, path, { before: before ?? '', text });
  }
  const written = await host.writeAtomic(path, text, current => !current.ok && current.reason === 'missing');
  return written.ok ? undefined : lost(place, path, written.message);
}

// Two runs may find the same text of a run that has ended. The one that creates a temporary file named after
// this text replaces it; the other is refused.
async function takeOver(
  place: Place,
  path: string,
  { before, text }: { readonly before: string; readonly text: string },
): Promise<ClaimRefusal | undefined> {
  const { host, system, turns = 0 } = place;
  if (turns === MAX_TURNS)
    return unusable(path, 'was left by an earlier run and cannot be taken over. Remove it if no run uses the folder');
  const turn = join(dirname(path), temporaryName(host.sha256(before).slice(0, 32)));
  const refusal = await take({ ...place, turns: turns + 1 }, turn, text);
  if (refusal) return refusal;
  try {
    const written = await host.writeAtomic(path, text, isText(host, before));
    return written.ok ? undefined : lost(place, path, written.message);
  } finally {
    await system.removeFile(turn);
  }
}

// Another run was faster, or the file cannot be written.
function lost(place: Place, path: string, message: string): ClaimRefusal {
  const read = readClaim(place.host, path);
  const refusal = read.ok ? refusalIn(place, path, place.host.decodeUtf8(read.bytes)) : undefined;
  return refusal ?? unusable(path, `could not be written: ${message}`);
}

const unusable = (path: string, detail: string): ClaimRefusal => ({ kind: 'unusable', path, detail });

// A claim is small; a larger file is not one.
const MAX_CLAIM = 64 * 1024;

type Read = ReturnType<ClaimHost['readBytes']>;

const readClaim = (host: ClaimHost, path: string): Read => host.readBytes(path, MAX_CLAIM);

const isText =
  (host: ClaimHost, text: string) =>
  (current: Read): boolean =>
    current.ok && host.decodeUtf8(current.bytes) === text;

function claimText(system: ClaimSystem, claimant: Claimant, pids: readonly number[]): string {
  const { spec, time, launch } = claimant;
  const processes = pids.flatMap(pid => {
    const identity = system.findProcess(pid);
    return identity === undefined ? [] : [[String(pid), jsonString(identity)] as const];
  });
  const entries = [
    ['computer', jsonString(system.computer)],
    ...(launch === undefined ? [] : [['launch', jsonString(launch)] as const]),
    ['processes', jsonObject(processes)],
    ['spec', jsonString(spec)],
    ['started', jsonString(time.toISOString())],
  ] as const;
  return `${printJson(jsonObject(entries))}\n`;
}

// Why the text of a claim prevents another run; undefined where its processes have ended. A text that is empty was not written to its end.
function refusalIn({ system, launch }: Place, path: string, text: string | undefined): ClaimRefusal | undefined {
  if (text === '') return undefined;
  const root = text === undefined ? undefined : parseJson(text).value;
  const [computer, processes] = [stringMember(root, 'computer'), member(root, 'processes')];
  if (computer === undefined || processes?.kind !== 'object')
    return unusable(path, 'was not written by kyn. Remove it if no run uses the folder');
  const holder = { spec: stringMember(root, 'spec') ?? 'a spec', started: stringMember(root, 'started') ?? '', path };
  const holding = stringMember(root, 'launch');
  if (holding !== undefined && holding !== launch) return { kind: 'launched', ...holder };
  if (holding !== undefined && processes.members.length === 0) return undefined;
  if (computer !== system.computer) return { kind: 'elsewhere', ...holder, computer };
  const running = processes.members.find(({ key, value }) => runs(system, key, value));
  if (!running) return undefined;
  const isSure = running.value.kind === 'string' && running.value.text !== '';
  return { kind: 'used', ...holder, pid: Number(running.key), isSure };
}

const runs = (system: ClaimSystem, pid: string, identity: JsonNode): boolean =>
  /^[1-9]\d{0,9}$/.test(pid) && identity.kind === 'string' && system.findProcess(Number(pid)) === identity.text;
