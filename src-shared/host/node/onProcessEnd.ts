// What must be done before this process ends, also when a signal ends it: Node's `exit` event does not follow a signal.

// On Windows the system ends child processes with this one, and a process cannot end by a signal.
const SIGNALS: readonly NodeJS.Signals[] =
  process.platform === 'win32' ? [] : ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'];

const actions = new Set<() => void>();

/**
 * Runs a synchronous action when this process ends; returns a function that cancels it. Signals are handled only while
 * there are actions, and this process then ends by the same signal.
 */
export function onProcessEnd(action: () => void): () => void {
  if (actions.size === 0) listen();
  actions.add(action);
  return () => {
    if (actions.delete(action) && actions.size === 0) ignore();
  };
}

// The last one first: a program that was started in a folder ends before the folder is removed.
function runAll(): void {
  for (const action of [...actions].reverse()) action();
}

function onSignal(signal: NodeJS.Signals): void {
  // Another listener decides whether this process ends. If it does, the `exit` event follows.
  if (process.listenerCount(signal) > 1) return;
  runAll();
  ignore();
  // Without a listener the signal has its default effect.
  process.kill(process.pid, signal);
}

function listen(): void {
  process.on('exit', runAll);
  for (const signal of SIGNALS) process.on(signal, onSignal);
}

function ignore(): void {
  process.off('exit', runAll);
  for (const signal of SIGNALS) process.off(signal, onSignal);
}
