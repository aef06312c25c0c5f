// Ends programs whose starter was killed in a way that it cannot notice (SIGKILL): a small process in a session of its own reads a pipe that only the
// starter has, and when that pipe closes it kills the process groups that are still listed.
import { type ChildProcess, startProcess } from './startProcess';

/** A process that ends others when this process no longer exists. */
export interface OrphanGuard {
  /** Lists the process group of a program until the returned function is called. */
  protect(pid: number): () => void;
  /** Ends the guard; the processes that are listed stay. */
  dispose(): void;
}

// Run by Node. A process id follows `+` where it is listed, and `-` where it has ended.
const GUARD = `
const listed = new Set();
let rest = '';
process.stdin.on('data', part => {
  const lines = (rest + part).split('\\n');
  rest = lines.pop();
  for (const line of lines) line[0] === '+' ? listed.add(+line.slice(1)) : line === '.' ? listed.clear() : listed.delete(+line.slice(1));
});
process.stdin.on('end', () => {
  for (const pid of listed) try { process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL'); } catch {}
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
`;

/** Starts a guard. Where it cannot be started, programs are ended only by a process that ends in an orderly way. */
export function startOrphanGuard(cwd: string): OrphanGuard {
  const guard = start(cwd);
  const stdin = guard?.stdin;
  const write = (line: string): void => {
    if (stdin?.writable) stdin.write(`${line}\n`);
  };
  return {
    protect(pid) {
      write(`+${pid}`);
      return () => write(`-${pid}`);
    },
    dispose() {
      write('.');
      stdin?.end();
    },
  };
}

function start(cwd: string): ChildProcess | undefined {
  try {
    const { SystemRoot } = process.env;
    const guard = startProcess({
      program: process.execPath,
      args: ['-e', GUARD],
      cwd,
      // Options for Node in the environment are meant for other programs.
      env: { ELECTRON_RUN_AS_NODE: '1', ...(SystemRoot !== undefined && { SystemRoot }) },
      stdio: ['pipe', 'ignore', 'ignore'],
      ownGroup: true,
    });
    guard.on('error', () => undefined);
    guard.stdin?.on('error', () => undefined);
    guard.unref();
    return guard;
  } catch {
    return undefined;
  }
}
