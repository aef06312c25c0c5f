// The words about a launch and its runs.
import { type Element, isActive } from '../../launch/element';
import { activeIndices, type Launch, stateCounts } from '../../launch/launch';
import type { SubmittedState } from '../../protocol/targetRequests';
import { firstFew } from '../../text/firstFew';
import { numberText } from '../../text/numberText';
import { oneLine } from '../../text/oneLine';

/** The target for people. */
export const targetName = ({ target }: Pick<Launch, 'target'>): string =>
  target === 'slurm' ? 'Slurm' : oneLine(target);

/** Whether runs may still run, and the target gave no answer about them. */
export const isSilent = (launch: Launch): boolean =>
  launch.contact?.detail !== undefined && activeIndices(launch).length > 0;

/** How many runs may still run, and how many ended without a result. */
export function launchCounts({ elements }: Launch): { readonly active: number; readonly missing: number } {
  const all = [...elements.values()];
  const active = all.filter(isActive).length;
  return { active, missing: all.filter(({ state }) => state !== 'done').length - active };
}

/** `21 done, 2 running, 1 failed`; `no answer` comes first where the target is silent. */
export function stateWords(launch: Launch): string {
  const counts = [...stateCounts(launch)].map(([state, count]) => `${numberText(count)} ${state}`);
  const words = counts.join(', ') || 'nothing submitted';
  return isSilent(launch) ? `no answer, last known: ${words}` : words;
}

const MAX_JOBS = 3;

/** `Slurm 4711, 4712`; the last jobs come first. */
export function jobsText(launch: Launch): string {
  const jobs = launch.submissions.flatMap(({ job }) => job ?? []).reverse();
  return [targetName(launch), firstFew(jobs, MAX_JOBS, { text: oneLine })].filter(text => text !== '').join(' ');
}

const ORDER = ['running', 'queued', 'submitted', 'ending', 'failed', 'lost', 'cancelled', 'done'] as const;

/** The state of all runs together: what may still run comes first, and nothing is done while a run has no result. */
export function launchState(launch: Launch): SubmittedState {
  if (isSilent(launch)) return 'silent';
  const counts = stateCounts(launch);
  return ORDER.find(state => counts.has(state)) ?? 'submitted';
}

/** The state of one run; one that ended is known, whatever the target says now. */
export const runState = (launch: Launch, element: Element): SubmittedState =>
  isSilent(launch) && isActive(element) ? 'silent' : element.state;
