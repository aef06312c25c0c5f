// CPU time and memory of processes, from /proc and from the `time` of bash.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Halt } from '../scripts/project.mjs';

const MIB = 2 ** 20;

/** The CPU time of all threads of a process in milliseconds, in steps of 10. */
export function cpuTime(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** The current and the peak resident memory of a process in MiB. */
export function memory(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const size = key => (Number(new RegExp(`^${key}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1024) / MIB;
  return { now: size('VmRSS'), peak: size('VmHWM') };
}

/**
 * Runs a command to its end: CPU time (with that of its children) and wall time in milliseconds. Another exit code than `code` is a Halt: a
 * command that fails early would look fast. The loop of this process stays free.
 * @param {string[]} command
 * @param {{ cwd?: string, code?: number }} options
 */
export async function timeCommand([program, ...args], { cwd, code = 0 } = {}) {
  const script = 'TIMEFORMAT="%U %S %R"; time "$@" >/dev/null 2>/dev/null';
  const child = spawn('bash', ['-c', script, 'bash', program, ...args], { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  let text = '';
  child.stderr.on('data', piece => {
    text += piece;
  });
  const status = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (status !== code) throw new Halt(`\`${[program, ...args].join(' ')}\` exited with ${status} instead of ${code}.`);
  const [user, system, real] = text.trim().split(' ').map(Number);
  return { cpu: (user + system) * 1000, wall: real * 1000 };
}

/** Runs named commands in turns: { name: { name, cpu, wall } } with the times of each run. The first, unmeasured run of each warms caches. */
export async function timeInTurns(commands, count, options) {
  const times = Object.fromEntries(Object.keys(commands).map(name => [name, { name, cpu: [], wall: [] }]));
  for (let i = -1; i < count; i++)
    for (const [name, command] of Object.entries(commands)) {
      const { cpu, wall } = await timeCommand(command, options);
      if (i < 0) continue;
      times[name].cpu.push(cpu);
      times[name].wall.push(wall);
    }
  return times;
}
