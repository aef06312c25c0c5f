// Files that should be runs but cannot be read, in the tree of runs.
import type { RunTreeRun, RunTreeSpec } from '../../protocol/views';
import { counted } from '../../text/numberText';
import { oneLine } from '../../text/oneLine';
import type { Tree, UnreadableRun } from './treeContent';

/** A node with the files that match the filter; none where there are none. */
export function unreadableNodes({ content, wording, filter }: Tree): RunTreeSpec[] {
  const text = ({ path, reason }: UnreadableRun): string => `${wording.label(path)} ${reason}`;
  const isShown = (run: UnreadableRun): boolean =>
    !filter || (filter.states.every(state => state === 'unreadable') && filter.matchesText(text(run)));
  const files = content.unreadable.filter(isShown);
  if (files.length === 0) return [];
  return [
    {
      id: ':unreadable',
      kind: 'unreadable',
      label: 'Cannot be read',
      description: counted(files.length, 'file'),
      tooltip: 'Files that have the name of a run but cannot be read, so what they record is not known.',
      groups: [],
      runs: files.map(file => node(file, oneLine(wording.label(file.path)), wording.uri(file.path))),
    },
  ];
}

const node = ({ path, reason }: UnreadableRun, label: string, uri: string): RunTreeRun => ({
  id: `:unreadable:${path}`,
  uri,
  label,
  description: oneLine(reason),
  tooltip: `${label}\nIt cannot be read: ${oneLine(reason)}`,
  state: 'unknown',
  mark: 'unreadable',
  isBaseline: false,
});
