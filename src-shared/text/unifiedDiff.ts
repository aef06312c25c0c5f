// A unified diff of two versions of a text, as `patch` and `git apply` read it. Lines that both versions have exactly once anchor it (patience diff), so its time does
// not depend on how much differs. Between two anchors, only equal lines at the beginning and the end are kept.
import { firstIndex } from './firstIndex';

/** How a diff is printed. `paint`: colours a line by its sign. */
export interface DiffOptions {
  readonly name: string;
  readonly paint?: (line: string, sign: '+' | '-' | '@') => string;
}

const CONTEXT = 3;

/** The diff; empty for equal texts. Only line feeds end a line. `name` is that of both versions. */
export function unifiedDiff(before: string, after: string, { name, paint = line => line }: DiffOptions): string {
  const [a, b] = [linesOf(before), linesOf(after)];
  const changes = changesOf(a, b);
  if (changes.length === 0) return '';
  // As git prints it: a tab ends a name with a blank.
  const label = name.includes(' ') ? `${name}\t` : name;
  const header = [paint(`--- ${label}`, '-'), paint(`+++ ${label}`, '+')];
  const lines = header.concat(hunksOf(changes).flatMap(hunk => hunkLines(hunk, { a, b, paint })));
  return lines.map(line => `${line}\n`).join('');
}

// The lines with their line feeds.
const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+/g) ?? [];

/** Lines `a[startA..endA)` that are replaced by `b[startB..endB)`. */
interface Change {
  readonly startA: number;
  readonly endA: number;
  readonly startB: number;
  readonly endB: number;
}

function changesOf(a: readonly string[], b: readonly string[]): Change[] {
  const anchors = [...anchorsOf(a, b), [a.length, b.length] as const];
  let [atA, atB] = [0, 0];
  return anchors.flatMap(([endA, endB]) => {
    const gap = trimmed(a, b, { startA: atA, endA, startB: atB, endB });
    [atA, atB] = [endA + 1, endB + 1];
    return gap.startA === gap.endA && gap.startB === gap.endB ? [] : [gap];
  });
}

function trimmed(a: readonly string[], b: readonly string[], gap: Change): Change {
  let { startA, endA, startB, endB } = gap;
  for (; startA < endA && startB < endB && a[startA] === b[startB]; startA++) startB++;
  for (; startA < endA && startB < endB && a[endA - 1] === b[endB - 1]; endA--) endB--;
  return { startA, endA, startB, endB };
}

type Anchor = readonly [inA: number, inB: number];

// The longest series of unique lines that are in the same order in both versions.
function anchorsOf(a: readonly string[], b: readonly string[]): Anchor[] {
  const [uniqueA, uniqueB] = [uniqueLines(a), uniqueLines(b)];
  const candidates = [...uniqueA].flatMap(([line, inA]): Anchor[] => {
    const inB = uniqueB.get(line);
    return inB === undefined ? [] : [[inA, inB]];
  });
  const before = new Map<Anchor, Anchor | undefined>();
  const ends: Anchor[] = [];
  for (const anchor of candidates.sort(([x], [y]) => x - y)) {
    const at = firstIndex(ends, ([, inB]) => inB >= anchor[1]);
    before.set(anchor, ends[at - 1]);
    ends[at] = anchor;
  }
  const series: Anchor[] = [];
  for (let anchor = ends.at(-1); anchor; anchor = before.get(anchor)) series.push(anchor);
  return series.reverse();
}

function uniqueLines(lines: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  const repeated = new Set<string>();
  lines.forEach((line, i) => {
    if (found.has(line)) repeated.add(line);
    found.set(line, i);
  });
  for (const line of repeated) found.delete(line);
  return found;
}

// Changes whose context would overlap are in one hunk.
function hunksOf(changes: readonly Change[]): Change[][] {
  const hunks: Change[][] = [];
  for (const change of changes) {
    const last = hunks.at(-1)?.at(-1);
    if (last && change.startA - last.endA <= 2 * CONTEXT) hunks.at(-1)?.push(change);
    else hunks.push([change]);
  }
  return hunks;
}

interface Texts extends Required<Pick<DiffOptions, 'paint'>> {
  readonly a: readonly string[];
  readonly b: readonly string[];
}

function hunkLines(hunk: readonly Change[], { a, b, paint }: Texts): string[] {
  const [first, last] = [hunk[0] as Change, hunk.at(-1) as Change];
  const before = Math.min(CONTEXT, first.startA);
  const after = Math.min(CONTEXT, a.length - last.endA);
  let at = first.startA - before;
  const body = hunk.flatMap(({ startA, endA, startB, endB }) => {
    const unchanged = a.slice(at, startA).map(shared);
    at = endA;
    return unchanged.concat(
      a.slice(startA, endA).map(line => paint(signed('-', line), '-')),
      b.slice(startB, endB).map(line => paint(signed('+', line), '+')),
    );
  });
  const rangeA = range(first.startA - before, last.endA + after);
  const rangeB = range(first.startB - before, last.endB + after);
  return [paint(`@@ -${rangeA} +${rangeB} @@`, '@')].concat(body, a.slice(at, last.endA + after).map(shared));
}

const shared = (line: string): string => signed(' ', line);

const signed = (sign: string, line: string): string =>
  line.endsWith('\n') ? sign + line.slice(0, -1) : `${sign}${line}\n\\ No newline at end of file`;

// Lines from 1; an empty range is after the line that it names.
function range(start: number, end: number): string {
  const length = end - start;
  return length === 1 ? `${start + 1}` : `${length === 0 ? start : start + 1},${length}`;
}
