// The edits that remove the parts that were added, so that the comments and blank lines that stay are those of the old version.
import type { TextEdit } from '../../text/diagnostic';
import { span } from '../../text/span';
import { cuts, isInLine, isLineEnd, isLineStart, type Run, rawOffset, runsOf, withLineFeeds } from './gaps';
import { gapBefore, type PartList, type PartsCompared } from './parts';

/** The edit that removes each part that only the current version has, by its index. Each can be applied alone. */
export function partDeletions({ old, current, matches }: PartsCompared): Map<number, TextEdit> {
  const oldOf = new Map(matches.flatMap((j, i) => (j === undefined ? [] : [[j, i] as const])));
  const edits = new Map<number, TextEdit>();
  for (const run of runsOf(current.parts.length, i => !oldOf.has(i))) {
    const next = run.end === current.parts.length ? old.parts.length : oldOf.get(run.end);
    // A part that is inserted before all others needs the beginning as it is.
    const wanted =
      next === undefined || (run.start === 0 && next > 0) ? undefined : withLineFeeds(gapBefore(old, next));
    const removal =
      (wanted === undefined ? undefined : exactRemoval(current, run, wanted)) ?? plainRemoval(current, run);
    for (let i = run.start; i < run.end; i++)
      edits.set(i, { span: spanOf(current, run, { ...removal, index: i }), text: '' });
  }
  return edits;
}

/** The text from `start` to `end` is removed. `below`: each part with the gap behind it, otherwise with the one before it. */
interface Removal {
  readonly start: number;
  readonly end: number;
  readonly below: boolean;
}

// What stays of the gaps on both sides is the gap of the old version.
function exactRemoval(list: PartList, run: Run, wanted: string): Removal | undefined {
  const [above, below] = [gapBefore(list, run.start), gapBefore(list, run.end)];
  const [before, behind] = [withLineFeeds(above), withLineFeeds(below)];
  const { first, last } = cuts(wanted, [before, behind]);
  // Comments directly before the next part belong to it.
  const maxKept = behind.includes('#') ? behind.indexOf('#') : behind.length;
  for (let cut = first; cut <= last; cut++) {
    const kept = behind.length - (wanted.length - cut);
    if (kept > maxKept || isInLine(before, cut) || isInLine(behind, kept)) continue;
    const isAbove = isLineEnd(behind, kept, run.end === list.parts.length);
    if (!isAbove && !isLineStart(before, cut, run.start === 0)) continue;
    const from = (list.parts[run.start]?.span.start ?? 0) - above.length;
    const to = list.parts[run.end - 1]?.span.end ?? 0;
    return { start: from + rawOffset(above, cut), end: to + rawOffset(below, kept), below: !isAbove };
  }
  return undefined;
}

// Comments stay, because the gap is not the one of the old version.
function plainRemoval(list: PartList, run: Run): Removal {
  const { start } = (list.parts[run.start] as PartList['parts'][number]).span;
  const end = list.parts[run.end - 1]?.span.end ?? start;
  if (run.start === 0) return { start, end: list.parts[run.end]?.span.start ?? list.text.length, below: true };
  const gap = gapBefore(list, run.start);
  const comments = gap.lastIndexOf('#');
  const line = comments < 0 ? 0 : comments + (/^[^\r\n]*/.exec(gap.slice(comments))?.[0].length ?? 0);
  return { start: start - gap.length + line, end, below: false };
}

function spanOf(list: PartList, run: Run, { index, start, end, below }: Removal & { readonly index: number }) {
  const part = (at: number) => (list.parts[at] as PartList['parts'][number]).span;
  const from = index === run.start ? start : below ? part(index).start : part(index - 1).end;
  const to = index === run.end - 1 ? end : below ? part(index + 1).start : part(index).end;
  return span(from, to);
}
