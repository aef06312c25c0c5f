// What is said about the tree of runs as a whole.
import type { ListFilter } from '../../runs/list/listFilter';
import { firstProblems } from '../../runs/notes/readNotes';
import { counted, numberText } from '../../text/numberText';
import { shortText } from '../../text/shortText';

/** What decides it. `fault`: what is wrong with the filter. */
export interface MessageFacts {
  readonly total: number;
  readonly shown: number;
  readonly unverified: number;
  readonly content: { readonly specs: readonly unknown[]; readonly problems: readonly string[] };
  readonly filter: ListFilter | undefined;
  readonly text: string;
  readonly fault: string | undefined;
}

/** The message in sentences; empty where there is nothing to say. An empty tree has a text of its own. */
export function treeMessage(facts: MessageFacts): string {
  const { total, content, fault } = facts;
  const isEmpty = total === 0 && content.specs.length > 0;
  return [
    ...(fault === undefined ? filterParts(facts) : [`All runs are shown, because the filter is not valid: ${fault}`]),
    ...(isEmpty
      ? [
          'No runs yet. Train a spec to see its runs here. Runs of MLflow, W&B and other trackers in this workspace are listed too.',
        ]
      : []),
    ...firstProblems(content.problems),
  ].join(' ');
}

const MAX_FILTER = 100;

function filterParts({ filter, text, total, shown, unverified }: MessageFacts): string[] {
  if (!filter) return [];
  const count = `${numberText(shown)} of ${counted(total, 'run')}`;
  const open =
    filter.states.includes('trusted') && unverified > 0
      ? [
          unverified === 1
            ? '1 was not verified, so it is not shown; verify all runs to know.'
            : `${numberText(unverified)} were not verified, so they are not shown; verify all runs to know.`,
        ]
      : [];
  const advice = shown === 0 && total > 0 ? ['Clear or change the filter to see runs.'] : [];
  return [`Filter: ${shortText(text.trim(), MAX_FILTER)} (${count}).`, ...open, ...advice];
}
