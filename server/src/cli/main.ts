// The process of the command line: arguments in, output and an exit code out.
import { existsSync, realpathSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { version } from '../../../package.json';
import type { Host, ReadResult } from '../../../src-shared/host/host';
import { nameOf } from '../../../src-shared/host/node/byteNames';
import { findPython } from '../../../src-shared/host/node/findPython';
import { systemZone } from '../../../src-shared/host/node/systemZone';
import { createNodeHost } from '../../../src-shared/host/nodeHost';
import { withSlashes } from '../../../src-shared/host/slashes';
import { oneLine } from '../../../src-shared/text/oneLine';
import type { AgentProcess, Outcome, ProcessIo, Workers } from './command';
import { EXIT_USAGE } from './exitCode';
import { failure } from './outcome';
import { GIT_LIMIT_MS, internalError, run } from './run';
import { fileOutput, type StandardOutput } from './standardOutput';
import { usesColors } from './terminalColors';
import { terminalColumns } from './terminalColumns';
import { terminalProgress } from './terminalProgress';

const MAX_STDIN = 64 * 1024 * 1024;

const standardOutput: StandardOutput = fileOutput(1) ?? process.stdout;
const standardError: StandardOutput = fileOutput(2) ?? process.stderr;

/** Runs `kyn` with its arguments. `serve` starts the language server. */
export async function main(argv: readonly string[], serve: () => Promise<unknown>): Promise<void> {
  const io = processIo();
  if (!io) return finish(failure('the working folder no longer exists. Change to another folder.'));
  try {
    const programs = programsFor(io.cwd);
    finish(await run(argv, { host: hostFor(io.cwd), io, version, workers, programs, serve, agents, cache }));
  } catch (error) {
    finish(internalError(error));
  }
}

/** The only argument of a worker thread. In the main thread it is an unknown option. */
export const WORKER_ARGUMENT = '--worker-thread';

/** Runs a worker thread of a command; false in the main thread. */
export async function serveWorker(): Promise<boolean> {
  const { parentPort } = await import('node:worker_threads');
  if (!parentPort) return false;
  const io = processIo();
  const { serveChecks } = await import('./check/checkWorker');
  if (io)
    serveChecks(parentPort, {
      host: hostFor(io.cwd),
      io,
      version,
      programs: programsFor(io.cwd),
      serve: async () => undefined,
    });
  return true;
}

const workers: Workers = {
  // One thread already keeps two cores busy, because the engine compiles and collects garbage beside it.
  count: availableParallelism() < 4 ? 1 : availableParallelism(),
  // A worker compiles its code while it runs, which costs as much as some hundred files.
  filesForOne: 400,
  // The program as it was started, which has compiled code.
  start: async () => {
    const { Worker } = await import('node:worker_threads');
    return new Worker(programPath(), { argv: [WORKER_ARGUMENT] });
  },
};

const programPath = (): string => require.main?.filename ?? join(__dirname, 'kyn.js');

// Loaded on demand, because few commands keep anything.
const cache = async () => (await import('./userCache')).systemCache();

// The protocol is in a file of its own, which the package of VS Code does not have.
async function agents(): Promise<AgentProcess> {
  const { kynProcess } = await import('./mcp/kynProcess');
  const kyn = kynProcess(programPath());
  const server = join(__dirname, 'mcp.js');
  if (!existsSync(server)) return { kyn };
  const { serve }: Required<Pick<AgentProcess, 'serve'>> = await import(server);
  return { kyn, serve };
}

// Programs of the working folder are never started as git.
const hostFor = (cwd: string): Host =>
  createNodeHost({ limitMs: GIT_LIMIT_MS, workspaceFolders: () => [cwd] }, { names: 'exact' });

// Loaded on demand, so that other commands start faster.
const programsFor = (cwd: string) => async () => (await import('./programs')).systemPrograms(cwd);

function processIo(): ProcessIo | undefined {
  const columns = terminalColumns(standardOutput, process.env);
  try {
    return {
      cwd: workingFolder(),
      stdin: readStdin,
      now: () => new Date(),
      zone: systemZone,
      python: () => findPython(process.env, process.platform),
      color: usesColors(standardOutput, process.env),
      ...(columns !== undefined && { columns }),
      message: line => standardError.write(`kyn: ${oneLine(line)}\n`),
      ...(standardError.isTTY && { progress: terminalProgress(text => standardError.write(text)) }),
    };
  } catch {
    return undefined;
  }
}

// A name that is not UTF-8 is lost in `process.cwd()`.
function workingFolder(): string {
  const folder = process.cwd();
  return folder.includes('\ufffd') ? nameOf(realpathSync.native('.', 'buffer')) : withSlashes(folder);
}

async function readStdin(): Promise<ReadResult> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of process.stdin) {
      parts.push(part);
      size += part.length;
      if (size > MAX_STDIN) return { ok: false, reason: 'too-large' };
    }
  } catch {
    return { ok: false, reason: 'unreadable' };
  }
  return { ok: true, bytes: Buffer.concat(parts) };
}

// Only sets the exit code: the process ends when all output is written.
function finish({ code, stdout, stderr }: Outcome): void {
  process.exitCode = code;
  // The reader may close the pipe early (`kyn check | head -1`), which is not an error.
  standardOutput.on('error', error => {
    if ('code' in error && error.code === 'EPIPE') return;
    process.exitCode = EXIT_USAGE;
    standardError.write('kyn: the output could not be written.\n');
  });
  standardError.on('error', () => undefined);
  if (stderr !== '') standardError.write(stderr);
  if (stdout !== '') standardOutput.write(stdout);
}
