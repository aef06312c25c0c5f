// Long work in slices, so that other requests are answered meanwhile.
import type { StopSignal } from '../../../../src-shared/host/host';
import type { Steps } from '../../../../src-shared/runs/steps';
import { pause } from './pause';

/** How long the work goes on before other requests have their turn, in milliseconds. The step that ends a slice may take longer. */
const SLICE_MS = 15;

/** What ends a work before its last step. */
type Ending = Pick<StopSignal, 'aborted'>;

/** Does all steps of a work. */
export async function inSlices<T>(steps: Steps<T>): Promise<T>;
/** The same; undefined when it was cancelled. */
export async function inSlices<T>(steps: Steps<T>, cancelled: Ending): Promise<T | undefined>;
export async function inSlices<T>(steps: Steps<T>, cancelled?: Ending): Promise<T | undefined> {
  let from = performance.now();
  while (!cancelled?.aborted) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - from < SLICE_MS) continue;
    await pause();
    from = performance.now();
  }
  return undefined;
}
