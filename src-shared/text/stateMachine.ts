// State machines that read a text once, following all possible states at the same time, so there is no backtracking. The sets of states that were
// reached are kept, so a text with a familiar beginning costs one look-up per character.

/** Whether a state reads a UTF-16 unit. */
export type Reads = (unit: number) => boolean;

/** A state that reads one UTF-16 unit (none if `reads` is undefined) and continues with each of `next`. */
export interface State {
  readonly reads: Reads | undefined;
  next: readonly State[];
}

/** A new state. */
export const state = (next: readonly State[], reads?: Reads): State => ({ reads, next });

/** A state that reads, or the end, with the nodes that follow it. */
interface Node {
  readonly state: State;
  /** The sum of these over a set is its key. */
  readonly weight: number;
  following?: readonly Node[];
  /** The last set that it was added to, so that each set contains it once. */
  stamp: number;
}

/** A set of nodes that is reached together, with the sets that follow it by unit. */
interface NodeSet {
  readonly nodes: readonly Node[];
  readonly isEnd: boolean;
  readonly next: Map<number, NodeSet>;
}

// Nodes and transitions that are kept: a few megabytes.
const MAX_KEPT = 200_000;

/** Reads texts from the start states; a text is accepted if it leads exactly to the end. */
export class StateMachine {
  private readonly nodes = new Map<State, Node>();
  private sets = new Map<number, NodeSet>();
  private kept = 0;
  private stamp = 0;
  private start: NodeSet | undefined;

  constructor(
    private readonly starts: readonly State[],
    private readonly end: State,
  ) {}

  /** Whether the whole text is accepted. The time is at most proportional to its length and to the number of states. */
  accepts(text: string): boolean {
    this.start ??= this.setOf([this.nodesFrom(this.starts)]);
    let set = this.start;
    for (let i = 0; i < text.length && set.nodes.length > 0; i++) set = this.step(set, text.charCodeAt(i));
    return set.isEnd;
  }

  private step(set: NodeSet, unit: number): NodeSet {
    const known = set.next.get(unit);
    if (known) return known;
    const next = this.setOf(set.nodes.map(node => (node.state.reads?.(unit) ? this.following(node) : [])));
    set.next.set(unit, next);
    this.kept++;
    return next;
  }

  private setOf(groups: readonly (readonly Node[])[]): NodeSet {
    this.stamp++;
    const nodes: Node[] = [];
    let key = 0;
    for (const group of groups)
      for (const node of group) {
        if (node.stamp === this.stamp) continue;
        node.stamp = this.stamp;
        key += node.weight;
        nodes.push(node);
      }
    const known = this.sets.get(key);
    // Each node has the current stamp, so a set of as many nodes is the same if its nodes have it too.
    if (known?.nodes.length === nodes.length && known.nodes.every(node => node.stamp === this.stamp)) return known;
    if (this.kept > MAX_KEPT) this.forget();
    const set = { nodes, isEnd: nodes.some(node => node.state === this.end), next: new Map<number, NodeSet>() };
    this.sets.set(key, set);
    this.kept += nodes.length + 1;
    return set;
  }

  private forget(): void {
    this.sets = new Map();
    this.kept = 0;
    this.start = undefined;
  }

  private following(node: Node): readonly Node[] {
    node.following ??= this.nodesFrom(node.state.next);
    return node.following;
  }

  // The nodes that are reached without reading.
  private nodesFrom(states: readonly State[]): Node[] {
    const reached = new Set(states);
    for (const one of reached) if (!one.reads) for (const next of one.next) reached.add(next);
    return [...reached].filter(one => one.reads || one === this.end).map(one => this.nodeOf(one));
  }

  private nodeOf(one: State): Node {
    const known = this.nodes.get(one);
    if (known) return known;
    const node = { state: one, weight: Math.imul(this.nodes.size + 1, 0x9e3779b1) >>> 0, stamp: 0 };
    this.nodes.set(one, node);
    return node;
  }
}
