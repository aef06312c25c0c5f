// Whether a process that a test started is still there.
import { existsSync, readFileSync } from 'node:fs';

/** Whether a process runs. One that has ended but was not waited for yet (a zombie) does not. */
export function isAlive(pid: number): boolean {
  const status = `/proc/${pid}/status`;
  if (existsSync('/proc/self/status')) return existsSync(status) && !/^State:\s*Z/m.test(readFileSync(status, 'utf8'));
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
