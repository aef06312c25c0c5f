// Whether a process that a file names is still the one that wrote the file.
import { readFileSync } from 'node:fs';
import { codeOf } from './errors';

/**
 * Identifies a running process; undefined where none has this id. On Linux it is the time of its start, because the system gives the id of a process that
 * has ended to another one; elsewhere it is empty.
 */
export function processIdentity(pid: number): string | undefined {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // The process of another user may not be signalled.
    if (codeOf(error) !== 'EPERM') return undefined;
  }
  try {
    // The name of the program, in parentheses, may contain blanks. Field 3 is the state, field 22 the start.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return fields[0] === 'Z' ? undefined : (fields[19] ?? '');
  } catch {
    return '';
  }
}
