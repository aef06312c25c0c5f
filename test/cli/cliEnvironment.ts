// Runs `kyn` in memory: files in, outcome out. Starts no process.
import { createHash } from 'node:crypto';
import type { CliEnvironment, Outcome, Workers } from '../../server/src/cli/command';
import type { Programs } from '../../server/src/cli/programs';
import { run } from '../../server/src/cli/run';
import type { RunKyn } from '../../src-shared/agents/service';
import type { Host, ReadResult } from '../../src-shared/host/host';
import { type GitStub, type MemoryFile, type MemoryHost, memoryHost } from '../../src-shared/host/memoryHost';
import { dataAside } from '../dataAside';
import { nodeHost } from '../nodeHost';

/** The environment of a run; everything is optional. */
export interface CliSetup {
  readonly files?: Readonly<Record<string, MemoryFile>>;
  readonly cwd?: string;
  readonly stdin?: string | Uint8Array;
  readonly color?: boolean;
  readonly columns?: number;
  readonly git?: GitStub;
  /** Whether the CSV files that specs name are read. Without it, every CSV file exists but is unreadable. */
  readonly data?: boolean;
  /** Whether the disk is full when a text is written to a file. */
  readonly isFull?: (path: string, text: string) => boolean;
  /** Replaces programs. */
  readonly run?: Host['run'];
  readonly python?: string;
  /** Minutes east of UTC. */
  readonly zone?: number;
  readonly now?: Date;
  readonly progress?: (text: string) => void;
  /** Runs the programs that the user watches. */
  readonly programs?: (host: MemoryHost) => Programs;
  readonly workers?: (environment: CliEnvironment) => Workers;
}

/** An outcome, and the files after it. */
export interface CliResult extends Outcome {
  readonly files: MemoryHost['files'];
  readonly served: boolean;
  /** What was printed while the command ran. */
  readonly messages: readonly string[];
}

/** A machine on which no program can be started. */
export const noPrograms: Programs = {
  find: () => undefined,
  pid: 1,
  computer: 'here',
  findProcess: () => undefined,
  exactState: () => undefined,
  createTemporaryFolder: async () => ({ ok: false, message: 'no folder can be created here' }),
  writeNewFile: async () => ({ ok: false, message: 'no file can be written here' }),
  writeNewFolder: async () => ({ ok: false, message: 'no file can be written here' }),
  makeFolder: async () => ({ ok: true }),
  copyNewFile: async () => ({ ok: false, message: 'no file can be written here' }),
  removeFile: async () => ({ ok: true }),
  removeFolder: async () => ({ ok: true }),
  session: () => ({
    run: async () => ({ ok: false, detail: 'it does not exist' }),
    stop: new AbortController().signal,
    stopCode: () => 130,
    dispose: () => undefined,
  }),
};

/** A machine on which no program can be started, and whose files are those of a host. */
export function programsOn(host: MemoryHost): Programs {
  const removeFolder: Programs['removeFolder'] = async path => {
    for (const file of host.files.keys()) if (file.startsWith(`${path}/`)) host.files.delete(file);
    return { ok: true };
  };
  return {
    ...noPrograms,
    async createTemporaryFolder(prefix) {
      const path = `/tmp/${prefix}1`;
      return { ok: true, path, remove: () => removeFolder(path) };
    },
    async writeNewFile(path, bytes) {
      host.files.set(path, bytes);
      return { ok: true };
    },
    async writeNewFolder(path, files) {
      if (host.stat(path)) return { ok: false, message: 'something with this name exists' };
      for (const [name, content] of files) host.files.set(`${path}/${name}`, content);
      return { ok: true };
    },
    async copyNewFile(from, to) {
      const file = host.files.get(from);
      if (file === undefined) return { ok: false, message: 'it does not exist' };
      host.files.set(to, file);
      return { ok: true };
    },
    async removeFile(path) {
      host.files.delete(path);
      return { ok: true };
    },
    removeFolder,
  };
}

const onFullDisk = (host: MemoryHost, isFull: CliSetup['isFull']): MemoryHost =>
  isFull
    ? {
        ...host,
        writeAtomic: async (path, content, isExpected) =>
          isFull(path, typeof content === 'string' ? content : '')
            ? { ok: false, message: 'the disk is full' }
            : host.writeAtomic(path, content, isExpected),
      }
    : host;

/** Runs a command line. The default working folder is /w. */
export async function kyn(setup: CliSetup, ...argv: readonly string[]): Promise<CliResult> {
  const host = onFullDisk(hostWith(setup), setup.isFull);
  const messages: string[] = [];
  let served = false;
  const environment: CliEnvironment = {
    host: setup.data ? host : dataAside(host),
    io: {
      cwd: setup.cwd ?? '/w',
      stdin: async () => bytesOf(setup.stdin),
      color: setup.color ?? false,
      ...(setup.columns !== undefined && { columns: setup.columns }),
      now: () => setup.now ?? new Date(0),
      zone: () => setup.zone ?? 0,
      python: () => setup.python,
      ...(setup.progress && { progress: setup.progress }),
      message: line => messages.push(line),
    },
    version: '1.2.3',
    programs: async () => setup.programs?.(host) ?? programsOn(host),
    serve: async () => {
      served = true;
    },
    agents: async () => ({ kyn: inThisProcess(environment) }),
  };
  const { workers } = setup;
  const all = workers ? { ...environment, workers: workers(environment) } : environment;
  return { ...(await run(argv, all)), files: host.files, served, messages };
}

// What would be a process of its own runs in the same files.
const inThisProcess =
  (environment: CliEnvironment): RunKyn =>
  async (words, { cwd }) => {
    const { code, stdout, stderr } = await run(words, { ...environment, io: { ...environment.io, cwd } });
    return { ok: true, code, stdout, stderr };
  };

/** The environment of a run on the disk of this machine, without standard input and Python. */
export function onDisk(cwd: string): CliEnvironment {
  const environment: CliEnvironment = {
    host: nodeHost,
    io: {
      cwd,
      stdin: async () => ({ ok: false, reason: 'missing' }),
      color: false,
      now: () => new Date(0),
      zone: () => 0,
      python: () => undefined,
      message: () => undefined,
    },
    version: '0.0.0',
    programs: async () => noPrograms,
    serve: async () => undefined,
    agents: async () => ({ kyn: inThisProcess(environment) }),
  };
  return environment;
}

/** Runs a command line in a folder of this machine. */
export const kynOnDisk = (cwd: string, ...argv: readonly string[]): Promise<Outcome> => run(argv, onDisk(cwd));

/** The JSON that a run printed. */
export const parseJsonOutput = ({ stdout }: Outcome) => JSON.parse(stdout);

/** SHA-256 of a text, computed without the code under test. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A lock of a spec; `more` replaces fields. */
export const lockText = (sourcePath: string, spec: string, more: Record<string, unknown> = {}): string =>
  JSON.stringify({
    backend: 'pytorch',
    config_hash: sha256(spec),
    kynml_version: '0.1.0',
    schema_version: '1',
    source_path: sourcePath,
    ...more,
  });

/** A run manifest; `more` replaces fields. */
export const manifestText = (more: Record<string, unknown> = {}): string =>
  JSON.stringify({
    config_hash: 'a'.repeat(64),
    data_hash: 'b'.repeat(64),
    env: { platform: 'Linux', python: '3.11.9' },
    kynml_version: '0.1.0',
    metrics: { mae: 0.5 },
    seed: 42,
    ...more,
  });

function hostWith({ files = {}, git, run }: CliSetup): MemoryHost {
  return memoryHost(files, {
    sha256: data => createHash('sha256').update(data).digest('hex'),
    decodeUtf8(bytes) {
      try {
        return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
      } catch {
        return undefined;
      }
    },
    encodeUtf8: text => new TextEncoder().encode(text),
    ...(git && { git }),
    ...(run && { run }),
  });
}

const bytesOf = (stdin: string | Uint8Array = ''): ReadResult => ({
  ok: true,
  bytes: typeof stdin === 'string' ? new TextEncoder().encode(stdin) : stdin,
});
