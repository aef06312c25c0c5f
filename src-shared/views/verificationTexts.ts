// The texts of a verification that every screen shows.
import type { StepState } from '../repro/reproduce/reproduction';
import { countStates, type VerifyStep } from '../runs/verify/verification';
import { counted, numberText } from '../text/numberText';

type States = readonly Pick<VerifyStep, 'state'>[];

const ORDER: readonly StepState[] = ['contradicted', 'confirmed', 'unknown'];

/** How many steps have each state, what is contradicted first: `1 contradicted, 3 confirmed, 1 unknown`. */
export function stepsSummary(steps: States): string {
  const counts = countStates(steps);
  return ORDER.flatMap(state => (counts[state] > 0 ? [`${counts[state]} ${state}`] : [])).join(', ');
}

/** What the steps of a run mean together: a contradicted one decides, otherwise an unknown one. */
export function overallState(steps: States): StepState {
  const counts = countStates(steps);
  if (counts.contradicted > 0) return 'contradicted';
  return counts.unknown > 0 || steps.length === 0 ? 'unknown' : 'confirmed';
}

/** How many runs there are and what was found, as a sentence. A run with an unknown step is not confirmed, and may be contradicted in another one. */
export function runsSummary(runs: readonly { readonly steps: States }[]): string {
  const of = (state: StepState): string => numberText(runs.filter(run => overallState(run.steps) === state).length);
  const unknown = runs.filter(({ steps }) => steps.length === 0 || countStates(steps).unknown > 0).length;
  return `${counted(runs.length, 'run')}: ${of('contradicted')} contradicted, ${of('confirmed')} confirmed in every step, ${numberText(unknown)} with unknown steps.`;
}
