// What is said about runs that a training of a spec would repeat, and about what is not known to be the same.
import type { Clock } from '../../protocol/clock';
import { numberText } from '../../text/numberText';
import { type RunsSummary, resultAndDay } from './runsSummary';

/** The runs, and what is known besides their CONFIG_HASH. */
export interface RepeatedRuns {
  readonly summary: RunsSummary;
  readonly imports: 'same' | 'not-recorded';
  readonly isDataChanged: boolean;
}

/** What is not the same or not known to be, in a few words each. */
export const alreadyRunNotes = ({ imports, isDataChanged }: RepeatedRuns): string[] => [
  ...(imports === 'not-recorded' ? ['imports not recorded'] : []),
  ...(isDataChanged ? ['data changed since'] : []),
];

const sentences = ({ summary, imports, isDataChanged }: RepeatedRuns): string[] => [
  ...(summary.newest.claims.seed == null ? ['No seed is set, so another training gives other results.'] : []),
  ...(imports === 'not-recorded'
    ? ['The text of the imported files at that time was not recorded, so they may have changed since.']
    : []),
  ...(isDataChanged ? ['The data changed since: its hash is another one now.'] : []),
];

/** The tooltip of the lens. */
export function alreadyRunTooltip(runs: RepeatedRuns): string {
  const { count } = runs.summary;
  const what =
    count === 1 ? 'A run with this CONFIG_HASH finished.' : `${numberText(count)} runs with this CONFIG_HASH finished.`;
  return [what, ...sentences(runs)].join('\n');
}

/** What is asked before the spec is trained again, without the question. */
export function alreadyRunMessage(name: string, runs: RepeatedRuns, clock: Clock): string {
  const { count } = runs.summary;
  const facts = resultAndDay(runs.summary, clock);
  const times = count === 1 ? '' : ` ${numberText(count)} times`;
  const what = `This version of ${name} was already run${times}${facts === '' ? '' : ` (${facts})`}.`;
  return [what, ...sentences(runs)].join(' ');
}
