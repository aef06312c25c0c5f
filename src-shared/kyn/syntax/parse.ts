// Text -> syntax tree. Never fails. Incremental: given the tree of an earlier version, it parses only the changed
// items.
import { firstIndex } from '../../text/firstIndex';
import { secretsOfLines } from '../../text/secretText';
import type { Placed, SyntaxTree } from './ast';
import { chunkStarts, isHeader, lineEnd } from './chunks';
import { parseItem } from './parseItem';

/** Parses a spec. `previous` only saves work; the result is the same without it. */
export function parse(text: string, previous?: SyntaxTree): SyntaxTree {
  if (previous?.text === text) return previous;
  const { head, tail }: Reused = previous ? reusable(previous, text) : { head: [], tail: [] };
  const last = head.at(-1);
  const from = last ? last.at + last.item.text.length : 0;
  const to = tail[0]?.at ?? text.length;
  const detach = previous ? copyOf : (part: string) => part;
  const parsed = parseRange(text, { from, to }, detach);
  const items = head.concat(parsed, tail);
  if (!previous) return { text, items, version: {} };
  const removed = previous.items.slice(head.length, previous.items.length - tail.length).map(({ item }) => item);
  return {
    text,
    items,
    version: {},
    change: { from: previous.version, at: head.length, removed, added: parsed.length },
  };
}

function parseRange(
  text: string,
  { from, to }: { from: number; to: number },
  detach: (part: string) => string,
): Placed[] {
  if (from >= to) return [];
  const starts = chunkStarts(text, from, to);
  const secretsOf = secretsOfLines(text.slice(from, to));
  return starts.map((at, i) => {
    const end = starts[i + 1] ?? to;
    return { at, item: parseItem(detach(text.slice(at, end)), !isHeader(text, at, lineEnd(text, at)), secretsOf) };
  });
}

// JavaScript engines keep the whole text alive for a slice of it. Items outlive the version they were parsed from, so
// without a real copy each item could keep an old version of the document in memory.
const copyOf = (part: string): string => JSON.parse(JSON.stringify(part));

interface Reused {
  readonly head: readonly Placed[];
  readonly tail: readonly Placed[];
}

// Reuses the items inside the common start and the common end of both texts. The item just before the change is parsed
// again, because a header can become a line of it. So is the first item of the common end if the change touches its
// header.
function reusable(previous: SyntaxTree, text: string): Reused {
  const old = previous.text;
  const same = commonStart(old, text);
  const sameEnd = commonEnd(old, text, same);
  const by = text.length - old.length;
  const items = previous.items;
  let head = firstIndex(items, placed => placedEnd(placed) >= same);
  if (head > 0) head--;
  let tail = firstIndex(items, ({ at }) => at > old.length - sameEnd);
  if (tail <= head) tail = head + 1;
  // A header after a byte order mark is in column 1 only while the mark is the first character.
  if (items[tail]?.at === 1) tail++;
  const moved = by === 0 ? items.slice(tail) : items.slice(tail).map(({ at, item }) => ({ at: at + by, item }));
  return { head: items.slice(0, head), tail: moved };
}

const placedEnd = ({ at, item }: Placed): number => at + item.text.length;

// Long slices are compared first, which is many times faster than one unit at a time.
const SLICE = 4096;

function commonStart(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  let i = 0;
  while (i + SLICE <= length && a.slice(i, i + SLICE) === b.slice(i, i + SLICE)) i += SLICE;
  while (i < length && a.charCodeAt(i) === b.charCodeAt(i)) i++;
  return i;
}

function commonEnd(a: string, b: string, start: number): number {
  const length = Math.min(a.length, b.length) - start;
  const isSame = (from: number) =>
    a.slice(a.length - from - SLICE, a.length - from) === b.slice(b.length - from - SLICE, b.length - from);
  let i = 0;
  while (i + SLICE <= length && isSame(i)) i += SLICE;
  while (i < length && a.charCodeAt(a.length - 1 - i) === b.charCodeAt(b.length - 1 - i)) i++;
  return i;
}
