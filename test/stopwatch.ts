// Elapsed time for tests with a bound on it, on machines that also do other work.

interface Usage {
  readonly user: number;
  readonly system: number;
}

const { threadCpuUsage = process.cpuUsage } = process as { threadCpuUsage?: () => Usage } & NodeJS.Process;

// In milliseconds. Newer versions of Node count one thread; older ones count all, so another worker adds to it.
function cpuNow(): number {
  const { user, system } = threadCpuUsage.call(process);
  return (user + system) / 1000;
}

/**
 * Starts a watch. It returns the elapsed milliseconds of the clock or of the processor, whichever is less: the clock also
 * counts the time of other processes, and the processor that of other threads.
 */
export function stopwatch(): () => number {
  const [clock, cpu] = [performance.now(), cpuNow()];
  return () => Math.min(performance.now() - clock, cpuNow() - cpu);
}
