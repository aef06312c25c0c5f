// Whether a process that a test started still runs.
import { existsSync, readFileSync } from 'node:fs';

/** Whether a process runs. A zombie, which has ended but was not waited for, does not. */
export function isAlive(pid: number): boolean {
  const status = `/proc/${pid}/status`;
  if (existsSync('/proc/self/status')) return existsSync(status) && !/^State:\s*Z/m.test(readFileSync(status, 'utf8'));
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
