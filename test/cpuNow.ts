// CPU time instead of wall time: on a busy machine, a test waits for other processes.

interface Usage {
  readonly user: number;
  readonly system: number;
}

// Newer versions of Node count one thread. Older ones count all threads, so the other worker may double the time.
const { threadCpuUsage = process.cpuUsage } = process as { threadCpuUsage?: () => Usage } & NodeJS.Process;

/** The CPU time that this thread or process has used so far, in milliseconds. */
export function cpuNow(): number {
  const { user, system } = threadCpuUsage.call(process);
  return (user + system) / 1000;
}
