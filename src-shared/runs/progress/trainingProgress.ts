// How far a training is, from its events.
import type { TrainingEvent } from './trainingEvent';

/** The state of a training. `isEnded`: it has reported its end. */
export interface TrainingProgress {
  /** Undefined before the start event, while Python loads its packages. */
  readonly started?: { readonly epochs: number; readonly pid: number };
  /** The last epoch; undefined before the first one has ended. */
  readonly last?: { readonly epoch: number; readonly trainLoss: number; readonly testLoss: number };
  /** The lowest test loss, and the epoch that reached it. */
  readonly best?: { readonly epoch: number; readonly testLoss: number };
  /** The first epoch since which a loss is not finite. */
  readonly notFiniteSince?: number;
  /** The moving average of the time of an epoch, and the longest one, in seconds. */
  readonly meanSeconds: number;
  readonly longestSeconds: number;
  readonly isEnded: boolean;
}

/** The state before the first event. */
export const NO_PROGRESS: TrainingProgress = { meanSeconds: 0, longestSeconds: 0, isEnded: false };

/** The weight of a new epoch in the average: about the last five count. */
const WEIGHT = 0.2;

/** The state after an event. */
export function afterEvent(before: TrainingProgress, event: TrainingEvent): TrainingProgress {
  if (event.event === 'end') return { ...before, isEnded: true };
  // A second start is that of another process that continues the file.
  if (event.event === 'start') return { ...NO_PROGRESS, started: { epochs: event.epochs, pid: event.pid } };
  const { epoch, trainLoss, testLoss, seconds } = event;
  const hasLosses = Number.isFinite(trainLoss) && Number.isFinite(testLoss);
  const isBest = Number.isFinite(testLoss) && (before.best === undefined || testLoss < before.best.testLoss);
  const { notFiniteSince: since, ...rest } = before;
  return {
    ...rest,
    last: { epoch, trainLoss, testLoss },
    ...(isBest && { best: { epoch, testLoss } }),
    ...(!hasLosses && { notFiniteSince: since ?? epoch }),
    meanSeconds: before.last ? before.meanSeconds + WEIGHT * (seconds - before.meanSeconds) : seconds,
    longestSeconds: Math.max(before.longestSeconds, seconds),
  };
}

/** A loss that has not fallen for this many epochs, or for this share of all epochs if that is more, is reported. */
const STALLED_EPOCHS = 20;
const STALLED_SHARE = 0.2;

/** What deserves attention: a loss that is not finite, or a test loss without a new minimum for a long time. */
export type TrainingConcern =
  | { readonly kind: 'not-finite'; readonly since: number; readonly isNaN: boolean }
  | { readonly kind: 'stalled'; readonly since: number };

/** The concern about a training; undefined where there is none. */
export function concernOf({ started, last, best, notFiniteSince }: TrainingProgress): TrainingConcern | undefined {
  if (!started || !last) return undefined;
  if (notFiniteSince !== undefined)
    return {
      kind: 'not-finite',
      since: notFiniteSince,
      isNaN: Number.isNaN(last.trainLoss) || Number.isNaN(last.testLoss),
    };
  const limit = Math.max(STALLED_EPOCHS, Math.ceil(started.epochs * STALLED_SHARE));
  return best && last.epoch - best.epoch >= limit ? { kind: 'stalled', since: best.epoch } : undefined;
}

/** The time that a training still needs, in seconds; undefined where that cannot be estimated. `age`: the seconds since its last epoch. */
export function remainingSeconds({ started, last, meanSeconds }: TrainingProgress, age: number): number | undefined {
  if (!started || !last || meanSeconds <= 0) return undefined;
  return Math.max(0, (started.epochs - last.epoch) * meanSeconds - Math.max(0, age));
}

const MIN_SILENCE_S = 600;
const SILENT_EPOCHS = 10;
/** The longest silence of a training whose epochs are not known yet, in seconds. */
export const MAX_SILENCE_S = 24 * 3600;
/** A script reports its start after this many seconds at the latest: it has to load its packages and its data first. */
const MAX_START_S = 600;

/**
 * Whether a training runs: its process exists, and it was not silent for too long, because the system gives the id of a process that has ended to
 * another one. `age`: the seconds since the last change of its file.
 */
export function isRunning(progress: TrainingProgress, age: number, isAlive: (pid: number) => boolean): boolean {
  const { started, last, longestSeconds, isEnded } = progress;
  if (isEnded) return false;
  if (!started) return age <= MAX_START_S;
  const limit = last ? Math.max(MIN_SILENCE_S, SILENT_EPOCHS * longestSeconds) : MAX_SILENCE_S;
  return age <= Math.min(limit, MAX_SILENCE_S) && isAlive(started.pid);
}
