// State machines that read a text once, following all possible states at the same time, so there is no backtracking. The sets of states that were
// reached are kept, so a text with a familiar beginning costs one look-up per character.

/** Whether a state reads a UTF-16 unit. */
export type Reads = (unit: number) => boolean;

/** A state that reads one UTF-16 unit (none if `reads` is undefined) and continues with each of `next`. It belongs to one machine. */
export interface State {
  readonly reads: Reads | undefined;
  next: readonly State[];
  /** Numbers the states of a machine. The sum of those of a set is its key. */
  weight: number;
  /** The last set that it was added to, so that each set contains it once. */
  stamp: number;
}

/** A new state. */
export const state = (next: readonly State[], reads?: Reads): State => ({ reads, next, weight: 0, stamp: 0 });

/** The reading states, and the end, that are reached together, with the sets that follow it by unit. */
interface StateSet {
  readonly states: readonly State[];
  readonly isEnd: boolean;
  readonly next: Map<number, StateSet>;
}

// States and transitions that are kept: a few megabytes.
const MAX_KEPT = 200_000;

/** Reads texts from the start states; a text is accepted if it leads exactly to the end. */
export class StateMachine {
  private sets = new Map<number, StateSet>();
  private kept = 0;
  private count = 0;
  private stamp = 0;
  private reached: State[] = [];
  private key = 0;
  private start: StateSet | undefined;

  constructor(
    private readonly starts: readonly State[],
    private readonly end: State,
  ) {}

  /** Whether the whole text is accepted. The time is at most proportional to its length times the number of states. */
  accepts(text: string): boolean {
    this.start ??= this.startSet();
    let set = this.start;
    for (let i = 0; i < text.length && set.states.length > 0; i++) set = this.step(set, text.charCodeAt(i));
    return set.isEnd;
  }

  private startSet(): StateSet {
    this.begin();
    for (const one of this.starts) this.add(one);
    return this.reachedSet();
  }

  private step(set: StateSet, unit: number): StateSet {
    const known = set.next.get(unit);
    if (known) return known;
    this.begin();
    for (const one of set.states) if (one.reads?.(unit)) for (const next of one.next) this.add(next);
    const next = this.reachedSet();
    set.next.set(unit, next);
    this.kept++;
    return next;
  }

  private begin(): void {
    this.stamp++;
    this.reached = [];
    this.key = 0;
  }

  // Adds what is reached without reading, each state once. The depth is at most that of a pattern.
  private add(one: State): void {
    if (one.stamp === this.stamp) return;
    one.stamp = this.stamp;
    if (one.reads || one === this.end) {
      this.reached.push(one);
      this.key += this.weightOf(one);
    } else for (const next of one.next) this.add(next);
  }

  private reachedSet(): StateSet {
    const { reached: states, key } = this;
    const known = this.sets.get(key);
    // Each state has the current stamp, so a set of as many states is the same if its states have it too.
    if (known?.states.length === states.length && known.states.every(one => one.stamp === this.stamp)) return known;
    if (this.kept > MAX_KEPT) this.forget();
    const set = { states, isEnd: this.end.stamp === this.stamp, next: new Map<number, StateSet>() };
    this.sets.set(key, set);
    this.kept += states.length + 1;
    return set;
  }

  private weightOf(one: State): number {
    if (one.weight === 0) one.weight = Math.imul(++this.count, 0x9e3779b1) >>> 0;
    return one.weight;
  }

  private forget(): void {
    this.sets = new Map();
    this.kept = 0;
    this.start = undefined;
  }
}
