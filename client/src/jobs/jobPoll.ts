// When targets are asked about submitted runs: while such runs are in sight, less and less often while there is no answer, and whenever the user asks.
// Independent of VS Code.

/** What the poll needs from its environment. */
export interface JobPollPorts {
  /** Asks; whether the targets answered. May reject. */
  ask(): Promise<boolean>;
  /** Calls back after some milliseconds, until the returned function is called. */
  wait(milliseconds: number, then: () => void): () => void;
  /** In milliseconds. */
  now(): number;
}

/** A running poll. */
export interface JobPoll {
  /** So many runs that may still run are in sight. */
  see(active: number): void;
  /** The user asks; resolves after the answer. One question at a time is asked. */
  ask(): Promise<void>;
  dispose(): void;
}

/** The time between two questions, in milliseconds: schedulers answer many people, and change states every few seconds. */
const PAUSE_MS = 15_000;

/** The longest time between two questions, in milliseconds. */
const LONGEST_PAUSE_MS = 5 * 60_000;

/** The pause after a question is at least so many times longer than the question, so that thousands of runs do not keep a scheduler busy. */
const PAUSE_FACTOR = 20;

/** Starts a poll, which first waits to see something. */
export function startJobPoll(ports: JobPollPorts): JobPoll {
  let active = 0;
  let pause = PAUSE_MS;
  let [isEarly, isClosed] = [false, false];
  let asking: Promise<void> | undefined;
  let cancel: (() => void) | undefined;

  // After a question the next one waits, also when the view was hidden in between.
  function rest(): void {
    isEarly = true;
    cancel = ports.wait(pause, () => {
      isEarly = false;
      cancel = undefined;
      if (active > 0) void ask();
    });
  }

  function ask(): Promise<void> {
    asking ??= question().finally(() => {
      asking = undefined;
      if (!isClosed) rest();
    });
    return asking;
  }

  async function question(): Promise<void> {
    cancel?.();
    const start = ports.now();
    const isReached = await ports.ask().catch(() => false);
    const wanted = isReached ? Math.max(PAUSE_MS, PAUSE_FACTOR * (ports.now() - start)) : pause * 2;
    pause = Math.min(wanted, LONGEST_PAUSE_MS);
  }

  return {
    see(count) {
      active = count;
      if (active > 0 && !isEarly && !asking && !isClosed) void ask();
    },
    ask,
    dispose() {
      isClosed = true;
      cancel?.();
    },
  };
}
