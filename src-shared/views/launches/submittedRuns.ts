// The rows of the runs of a launch. A sweep may have thousands, so those that need attention come first and the rest is counted.
import { type Element, isActive } from '../../launch/element';
import type { Launch } from '../../launch/launch';
import type { Launched, SubmittedRun, SubmittedState } from '../../protocol/targetRequests';
import { comboFolder, OUTPUT } from '../../repro/training/sweepResults';
import { oneLine } from '../../text/oneLine';
import { runState, targetName } from './launchTexts';

/** The most rows of a launch. */
export const MAX_RUNS = 200;

interface Wording {
  /** The id of the launch in the view. */
  readonly id: string;
  readonly folder: string;
  readonly uri: (path: string) => string;
  readonly valuesOf?: (index: number) => string | undefined;
}

/** The rows, and how many are left out. */
export function submittedRuns(launch: Launch, wording: Wording): Pick<Launched, 'runs' | 'more'> {
  const ranked = [...launch.elements].map(entry => ({ entry, rank: rankOf(entry[1]) }));
  const sorted = ranked.sort((a, b) => a.rank - b.rank || a.entry[0] - b.entry[0]);
  const shown = sorted.slice(0, MAX_RUNS);
  return { runs: shown.map(({ entry }) => run(launch, entry, wording)), more: sorted.length - shown.length };
}

const RANKS: readonly Element['state'][] = [
  ...(['failed', 'lost', 'cancelled', 'ending', 'running', 'queued', 'submitted', 'done'] as const),
];
const rankOf = ({ state }: Element): number => RANKS.indexOf(state);

function run(launch: Launch, [index, element]: readonly [number, Element], wording: Wording): SubmittedRun {
  const state = runState(launch, element);
  const folder = launch.command === 'train' ? wording.folder : `${wording.folder}/${comboFolder(index)}`;
  const label = launch.command === 'train' ? 'training' : comboFolder(index);
  const values = wording.valuesOf?.(index);
  const words = [descriptionOf(element, state), ...(values === undefined ? [] : [values])];
  const description = oneLine(words.join(' · '));
  return {
    id: `${wording.id}:${index}`,
    index,
    label,
    description,
    tooltip: [`${label}: ${description}`, meaningOf(launch, element, state)].join('\n'),
    state,
    log: wording.uri(`${folder}/${OUTPUT}`),
  };
}

function descriptionOf({ state, reason, attempt }: Element, shown: SubmittedState): string {
  const again = attempt > 0 ? `, submission ${attempt + 1}` : '';
  if (shown === 'silent') return `last known: ${state}${again}`;
  return `${state}${reason === undefined ? '' : `: ${reason}`}${again}`;
}

function meaningOf(launch: Launch, element: Element, state: SubmittedState): string {
  const target = targetName(launch);
  if (state === 'silent') return `${target} did not answer, so whether it still runs is not known.`;
  if (element.state === 'submitted') return `${target} has not confirmed it yet.`;
  if (element.state === 'ending')
    return 'It ended well, and its manifest is not seen yet. A shared disk may show it later; after two minutes it counts as failed.';
  if (element.state === 'done') return 'Its manifest was written.';
  return isActive(element)
    ? `${target} reported this state.`
    : 'It has no result. Continuing the sweep submits it again.';
}
