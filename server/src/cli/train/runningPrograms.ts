// The programs of a command that trains, from its first question to an interpreter to its end, so that a request to stop ends all of them.
import type { CliContext, Outcome } from '../command';
import { outcome } from '../outcome';
import type { ProgramSession, Programs } from '../programs';

/** Access to programs, and those of this command. */
export interface RunningPrograms {
  readonly programs: Programs;
  readonly session: ProgramSession;
}

/** Runs a command that starts programs. A signal does not end this process meanwhile: `session.stop` is aborted. */
export async function withPrograms(
  context: CliContext,
  run: (running: RunningPrograms) => Promise<Outcome>,
  options?: Parameters<Programs['session']>[0],
): Promise<Outcome> {
  const programs = await context.programs();
  const session = programs.session(options);
  try {
    return await run({ programs, session });
  } finally {
    session.dispose();
  }
}

/** The outcome of a command that was asked to stop. */
export const stopped = (session: ProgramSession): Outcome => outcome(session.stopCode(), '');
