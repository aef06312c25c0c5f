// Programs that did not answer are not run for a while. After it, one run finds out whether they answer again.
import { milliseconds } from './clock';

/** Ends the run of a program. `answered`: whether it ended in time. */
export type EndRun = (answered: boolean) => void;

/** Starts a run of a program by its path; undefined while the program is paused. */
export type StartRun = (program: string) => EndRun | undefined;

/** Pauses of `pauseMs` milliseconds, for each program. */
export function createProgramPause(pauseMs: number): StartRun {
  const pausedUntil = new Map<string, number>();
  const pause = (program: string): void => {
    pausedUntil.set(program, milliseconds() + pauseMs);
  };
  return program => {
    const until = pausedUntil.get(program);
    if (until !== undefined && until > milliseconds()) return undefined;
    const isTrial = until !== undefined;
    if (isTrial) pause(program);
    return answered => {
      if (!answered) pause(program);
      // A run that started before the pause proves nothing.
      else if (isTrial) pausedUntil.delete(program);
    };
  };
}
