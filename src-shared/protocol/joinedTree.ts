// A tree of runs that was sent in parts.
import type { RunTreeGroup, RunTreeSpec, RunTreeView } from './views';

/** The whole tree: `last` is the answer, and the parts came before it. Nodes and groups that continue those of the part before have the same id. */
export const joinedTree = (parts: readonly RunTreeView[], last: RunTreeView): RunTreeView => ({
  ...last,
  nodes: joinedNodes([...parts, last].flatMap(({ nodes }) => nodes)),
});

const joinedNodes = (nodes: readonly RunTreeSpec[]): RunTreeSpec[] =>
  continued(nodes).map(([first, ...more]) => ({
    ...first,
    groups: joinedGroups([first, ...more].flatMap(({ groups }) => groups)),
    runs: [first, ...more].flatMap(({ runs }) => runs),
  }));

const joinedGroups = (groups: readonly RunTreeGroup[]): RunTreeGroup[] =>
  continued(groups).map(([first, ...more]) => ({ ...first, runs: [first, ...more].flatMap(({ runs }) => runs) }));

// Neighbours with the same id.
function continued<T extends { readonly id: string }>(items: readonly T[]): [T, ...T[]][] {
  const found: [T, ...T[]][] = [];
  for (const item of items) {
    const before = found.at(-1);
    if (before?.[0].id === item.id) before.push(item);
    else found.push([item]);
  }
  return found;
}
