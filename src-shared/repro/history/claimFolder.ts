// One run at a time uses a folder, because each writes run_manifest.json there. A run claims the folder in the history of its workspace.
import { type JsonNode, member, parseJson, stringMember } from '../../text/jsonText';
import { jsonObject, jsonString } from '../../text/makeJson';
import { printJson } from '../../text/printJson';
import type { History, HistoryHost } from './historyFolder';

/** What identifies the process that has an id among all that had it; undefined where none has it. */
export type FindProcess = (pid: number) => string | undefined;

/** Who claims a folder. */
export interface Claimant {
  /** The folder, absolute. */
  readonly folder: string;
  /** The spec, for people. */
  readonly spec: string;
  readonly time: Date;
  readonly pid: number;
}

/** A claim; `warning`: it could not be written, so a second run is not noticed. */
export interface Claim {
  readonly warning?: string;
  /** Adds the process of the run: the folder is used until both processes have ended. */
  add(pid: number): Promise<void>;
  release(): Promise<void>;
}

/** A run that uses a folder. `started`: when, as text. */
export interface FolderHolder {
  readonly spec: string;
  readonly started: string;
  readonly pid: number;
}

/** The claim, or the run that uses the folder. */
export type ClaimResult =
  | { readonly ok: true; readonly claim: Claim }
  | { readonly ok: false; readonly holder: FolderHolder };

/** The run that uses a folder now; undefined where none does. Claims nothing. */
export function folderHolder(
  host: HistoryHost,
  history: History,
  folder: string,
  find: FindProcess,
): FolderHolder | undefined {
  const path = history.path('running', claimName(host, folder));
  const text = path === undefined ? undefined : textAt(host, path);
  return text === undefined ? undefined : holderIn(text, find);
}

const claimName = (host: HistoryHost, folder: string): string =>
  `${host.sha256(host.realPath(folder) ?? folder).slice(0, 16)}.json`;

/** Claims a folder. The claim of a run whose processes have ended is taken over. */
export async function claimFolder(
  host: HistoryHost,
  history: History,
  claimant: Claimant,
  find: FindProcess,
): Promise<ClaimResult> {
  const name = claimName(host, claimant.folder);
  const path = history.path('running', name);
  const before = path === undefined ? undefined : textAt(host, path);
  const holder = before === undefined ? undefined : holderIn(before, find);
  if (holder) return { ok: false, holder };
  // Two runs that start at once find the same text; the second to write finds another.
  const isSame = (current: ReturnType<HistoryHost['readBytes']>): boolean =>
    (current.ok ? host.decodeUtf8(current.bytes) : undefined) === before;
  const processes = [claimant.pid];
  const write = (isExpected?: typeof isSame) =>
    history.write('running', name, claimText(claimant, processes, find), isExpected);
  const written = await write(isSame);
  if (!written.ok) {
    const now = path === undefined ? undefined : textAt(host, path);
    const other = now === undefined || now === before ? undefined : holderIn(now, find);
    if (other) return { ok: false, holder: other };
  }
  // One after the other, so that the last text remains.
  let writing: Promise<unknown> = Promise.resolve();
  const update = async (): Promise<void> => {
    writing = writing.then(() => (written.ok ? write() : undefined));
    await writing;
  };
  const claim: Claim = {
    ...(!written.ok && { warning: written.message }),
    add(pid) {
      processes.push(pid);
      return update();
    },
    release() {
      processes.length = 0;
      return update();
    },
  };
  return { ok: true, claim };
}

// A claim is small; a larger file is not one.
const MAX_CLAIM = 64 * 1024;

function textAt(host: HistoryHost, path: string): string | undefined {
  const read = host.readBytes(path, MAX_CLAIM);
  return read.ok ? host.decodeUtf8(read.bytes) : undefined;
}

function claimText({ folder, spec, time }: Claimant, pids: readonly number[], find: FindProcess): string {
  const processes = pids.flatMap(pid => {
    const identity = find(pid);
    return identity === undefined ? [] : [[String(pid), jsonString(identity)] as const];
  });
  const entries = [
    ['folder', jsonString(folder)],
    ['processes', jsonObject(processes)],
    ['spec', jsonString(spec)],
    ['started', jsonString(time.toISOString())],
  ] as const;
  return `${printJson(jsonObject(entries))}\n`;
}

// Undefined where no process of the claim runs, or the text is not a claim.
function holderIn(text: string, find: FindProcess): FolderHolder | undefined {
  const root: JsonNode | undefined = parseJson(text).value;
  const processes = member(root, 'processes');
  const running = processes?.kind === 'object' ? processes.members.find(m => runs(m.key, m.value, find)) : undefined;
  if (!running) return undefined;
  const [spec, started] = [stringMember(root, 'spec') ?? 'a spec', stringMember(root, 'started') ?? ''];
  return { spec, started, pid: Number(running.key) };
}

const runs = (pid: string, identity: JsonNode, find: FindProcess): boolean =>
  /^[1-9]\d{0,9}$/.test(pid) && identity.kind === 'string' && find(Number(pid)) === identity.text;
