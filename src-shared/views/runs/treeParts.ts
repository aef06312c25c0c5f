// A long tree of runs in parts, because one message would take too long to prepare and to send.
import type { RunTreeSpec, RunTreeView } from '../../protocol/views';

/** The rows of a part: a few milliseconds of work. A node that continues counts again. */
const MAX_PART = 500;

/** The nodes in parts; `joinedTree` joins them. A tree that is short is one part. */
export function* treeParts(nodes: readonly RunTreeSpec[]): Generator<RunTreeView['nodes'], void, void> {
  let [part, rows]: [RunTreeSpec[], number] = [[], 0];
  for (const piece of pieces(nodes)) {
    const own = 1 + piece.groups.length + piece.runs.length + (piece.groups[0]?.runs.length ?? 0);
    if (part.length > 0 && rows + own > MAX_PART) {
      yield part;
      [part, rows] = [[], 0];
    }
    part.push(piece);
    rows += own;
  }
  if (part.length > 0) yield part;
}

const MAX_PIECE = 100;

// Each node with at most one group, and with runs or a group.
function* pieces(nodes: readonly RunTreeSpec[]): Generator<RunTreeSpec, void, void> {
  for (const node of nodes) {
    if (node.groups.length === 0 && node.runs.length === 0) yield node;
    for (const group of node.groups)
      for (const runs of slices(group.runs)) yield { ...node, groups: [{ ...group, runs }], runs: [] };
    for (const runs of node.runs.length === 0 ? [] : slices(node.runs)) yield { ...node, groups: [], runs };
  }
}

// At least one slice.
function* slices<T>(items: readonly T[]): Generator<readonly T[], void, void> {
  for (let from = 0; from === 0 || from < items.length; from += MAX_PIECE) yield items.slice(from, from + MAX_PIECE);
}
