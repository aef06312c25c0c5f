// Asks which trainings run: when an event file changes, every second while one runs, and regularly once a history was created, because watchers may not
// report what is in a new folder. Independent of VS Code.
import type { TrainingsAnswer } from '../../../src-shared/protocol/views';

type Answer = TrainingsAnswer;

/** What the poll needs from its environment. */
export interface PollPorts {
  /** Asks the server; `files`: what changed or was created. May reject. */
  ask(files: readonly string[]): Promise<Answer>;
  show(answer: Answer): void;
  /** Calls back after some milliseconds, until the returned function is called. */
  wait(milliseconds: number, then: () => void): () => void;
}

/** A running poll. */
export interface TrainingPoll {
  /** An event file changed or appeared; without a URI anything may have changed. */
  changed(uri?: string): void;
  /**
   * The folder of a history, or that of its event files, was created. On Linux, VS Code may never report a file in a folder that was filled as soon as it
   * was created.
   */
  created(uri: string): void;
  /** Ends the poll; a later answer is dropped. */
  dispose(): void;
}

/** The time between two questions, in milliseconds: a script may write hundreds of events a second. */
const PAUSE_MS = 1000;

/** The questions after a history was created, one after each pause: its first training probably starts now. */
const LOOKS = 20;

/** The time between two later questions, in milliseconds. */
const SLOW_PAUSE_MS = 10_000;

/** The files and folders that are reported at once: they name the histories of subfolders. */
const MAX_FILES = 200;

/** Starts a poll with a first question. */
export function startTrainingPoll(ports: PollPorts): TrainingPoll {
  const files = new Set<string>();
  let [isAsking, isStale, isClosed] = [false, false, false];
  let cancel: (() => void) | undefined;
  let cancelSlow: (() => void) | undefined;
  let looks = 0;
  let isUnreported = false;

  function request(uri?: string): void {
    if (uri !== undefined && files.size < MAX_FILES) files.add(uri);
    isStale = true;
    if (!isAsking && !cancel && !isClosed) void ask();
  }

  async function ask(): Promise<void> {
    [isAsking, isStale] = [true, false];
    cancelSlow?.();
    cancelSlow = undefined;
    const reported = [...files];
    files.clear();
    const answer = await ports.ask(reported).catch(() => undefined);
    isAsking = false;
    if (isClosed) return;
    if (answer) ports.show(answer);
    const isRunning = (answer?.view.trainings.length ?? 0) > 0;
    cancel = ports.wait(PAUSE_MS, () => {
      cancel = undefined;
      if (isRunning) looks = 0;
      const isExpected = looks > 0;
      if (isExpected) looks--;
      if (isStale || isRunning || isExpected) void ask();
      else if (isUnreported) cancelSlow = ports.wait(SLOW_PAUSE_MS, () => void ask());
    });
  }

  request();
  return {
    changed: request,
    created(uri) {
      looks = LOOKS;
      isUnreported = true;
      request(uri);
    },
    dispose() {
      isClosed = true;
      cancel?.();
      cancelSlow?.();
    },
  };
}
