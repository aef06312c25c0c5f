// CONFIG_HASH of a text that is edited. The state of the hash is kept at some places of the text, so that only what follows the first change is hashed again.
import type { RunningHash } from '../../host/host';
import { pythonText } from './configHash';

/** After how many UTF-16 units the state is kept. */
const PIECE = 64 * 1024;
const CR = 0x0d;

interface Kept {
  readonly at: number;
  readonly state: RunningHash;
}

/** The hash of one text from version to version. */
export class TextHash {
  private head = '';
  private kept: Kept[] = [];

  /** `start`: a new hash. `piece`: other than 64 Ki units in tests. */
  constructor(
    private readonly start: () => RunningHash,
    private readonly piece = PIECE,
  ) {}

  /** Writes: from this offset on, the next text may be another one. */
  changed(from: number): void {
    while ((this.kept.at(-1)?.at ?? -1) >= from) this.kept.pop();
  }

  /** `configHash` of `head`, which has no line end, and the text. Up to the changes it must be the text of the call before. */
  of(head: string, text: string): string {
    if (this.head !== head) this.kept = [];
    this.head = head;
    let { at, state } = this.last();
    for (; at < text.length; this.kept.push({ at, state })) {
      state = state.copy();
      const end = pieceEnd(text, at + this.piece);
      state.update(pythonText(text.slice(at, end)));
      at = end;
    }
    return state.copy().digest();
  }

  private last(): Kept {
    const last = this.kept.at(-1);
    if (last) return last;
    const state = this.start();
    state.update(this.head);
    return { at: 0, state };
  }
}

// `\r\n` and the two halves of a character are hashed together.
function pieceEnd(text: string, from: number): number {
  let end = Math.min(from, text.length);
  while (end < text.length && (text.charCodeAt(end - 1) === CR || isHighHalf(text.charCodeAt(end - 1)))) end++;
  return end;
}

const isHighHalf = (unit: number): boolean => (unit & 0xfc00) === 0xd800;
