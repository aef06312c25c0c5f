// Programs that a command runs while the user watches them, and what the command needs to know about processes and their folders.
import { hostname } from 'node:os';
import type { StopSignal, WriteResult } from '../../../src-shared/host/host';
import { type ExactState, exactState } from '../../../src-shared/host/node/exactState';
import { findProgram, systemPlaces } from '../../../src-shared/host/node/findProgram';
import { processIdentity } from '../../../src-shared/host/node/processIdentity';
import { removeFile } from '../../../src-shared/host/node/removeFile';
import { removeFolder } from '../../../src-shared/host/node/removeFolder';
import { type ShownProgram, type ShownResult, shownPrograms } from '../../../src-shared/host/node/runShown';
import { watchStopRequests } from '../../../src-shared/host/node/stopRequest';
import {
  copyNewFile,
  createTemporaryFolder,
  makeFolder,
  type TemporaryFolder,
  writeNewFile,
} from '../../../src-shared/host/node/temporaryFolder';
import { writeNewFolder } from '../../../src-shared/host/node/writeNewFolder';

export type { ShownProgram, ShownResult };

/** Access to programs and processes. */
export interface Programs {
  /** The absolute path of a program on PATH; one inside the working folder is not used. */
  find(name: string): string | undefined;
  /** The id of this process. */
  readonly pid: number;
  /** The name of this computer in its network. */
  readonly computer: string;
  /** What identifies a running process; undefined where none has this id. */
  findProcess(pid: number): string | undefined;
  /** The state of a regular file, exactly; undefined where there is none, or the system does not tell. */
  exactState(path: string): ExactState | undefined;
  /** Creates a new folder outside of the workspace that only this user can read. The caller removes it; so does a signal that ends this process. */
  createTemporaryFolder(prefix: string): Promise<TemporaryFolder>;
  /** Writes a file that does not exist yet. */
  writeNewFile(path: string, bytes: Uint8Array): Promise<WriteResult>;
  /** Writes a folder that does not exist yet with its files, by their paths in it: as a whole or not at all. */
  writeNewFolder(path: string, files: ReadonlyMap<string, string | Uint8Array>): Promise<WriteResult>;
  /** Creates a folder, and those above it. */
  makeFolder(path: string): Promise<WriteResult>;
  /** Copies a file to a path that does not exist yet, and creates its folder. */
  copyNewFile(from: string, to: string): Promise<WriteResult>;
  /** Removes a file; a link is not followed. */
  removeFile(path: string): Promise<WriteResult>;
  /** Removes a folder with its content. Links in it are not followed. */
  removeFolder(path: string): Promise<WriteResult>;
  /**
   * Begins to run programs. Until `dispose`, a signal ends them and aborts `stop`, but does not end this process. `untilInputCloses`: so does the end of
   * standard input, which the program that started this one holds open.
   */
  session(options?: { readonly untilInputCloses: boolean }): ProgramSession;
}

/** Runs programs. */
export interface ProgramSession {
  run(program: ShownProgram): Promise<ShownResult>;
  /** Aborted when the user or the system requests the end. */
  readonly stop: StopSignal;
  /** The exit code for that request. */
  stopCode(): number;
  dispose(): void;
}

/** The programs of this machine, for a working folder. */
export const systemPrograms = (cwd: string): Programs => ({
  find: name => findProgram(name, { ...systemPlaces(), excluded: [cwd] }),
  pid: process.pid,
  computer: hostname(),
  findProcess: processIdentity,
  exactState,
  createTemporaryFolder,
  writeNewFile,
  writeNewFolder,
  makeFolder,
  copyNewFile,
  removeFile,
  removeFolder,
  session(options) {
    const request = watchStopRequests(options?.untilInputCloses ? process.stdin : undefined);
    const programs = shownPrograms(request);
    return {
      run: program => programs.run(program),
      stop: request.signal,
      stopCode: request.exitCode,
      dispose() {
        programs.dispose();
        request.dispose();
      },
    };
  },
});
