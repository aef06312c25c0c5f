// The start of a training. What compiles the spec is loaded after the interpreter was started to be asked, so that it answers meanwhile.
import { setImmediate } from 'node:timers/promises';
import type { CliContext, Outcome } from '../command';
import { readTarget } from '../targets/target';
import { type Asking, chooseTool } from './chooseTool';
import { type RunningPrograms, withPrograms } from './runningPrograms';
import { lockProblem, trainingInput, wantedSpec } from './trainingInput';
import type { WantedTraining } from './trainSpec';

/** Trains a spec. The exit code is that of the script. */
export const trainSpec = (context: CliContext): Promise<Outcome> =>
  withTraining(context, 'to-choose', async (...wanted) => (await import('./trainSpec')).trainInput(...wanted));

/** Reads what is to be trained and where, checks the lock if that is asked for, and starts the training; otherwise the outcome states why it cannot start. */
export async function withTraining(
  context: CliContext,
  asking: Asking,
  start: (context: CliContext, wanted: WantedTraining, running: RunningPrograms) => Promise<Outcome>,
): Promise<Outcome> {
  const chosen = readTarget(context);
  if (!chosen.ok) return chosen.outcome;
  const read = await wantedSpec(context);
  if (!read.ok) return read.outcome;
  const { wanted } = read;
  const problem = context.options.has('check-lock') ? await lockProblem(context, wanted) : undefined;
  return (
    problem ??
    withPrograms(
      context,
      async running => {
        const choosing = chooseTool(context, running, asking);
        // The interpreter is started before this thread has more to do.
        await setImmediate();
        return start(context, { input: await trainingInput(context, wanted), ...chosen, choosing }, running);
      },
      { untilInputCloses: context.options.has('stop-with-input') },
    )
  );
}
