// The edits that insert the parts that were removed, with the comments and blank lines that the old version has around them.
import type { TextEdit } from '../../text/diagnostic';
import { span } from '../../text/span';
import { lineEndOf } from '../syntax/blockLines';
import { cuts, isLineEnd, isLineStart, type Run, rawOffset, runsOf, withLineFeeds } from './gaps';
import { gapBefore, type PartList, type PartsCompared } from './parts';

/** The edit of the current text that inserts each part that only the old version has, by its index. Each can be applied alone. */
export function partInsertions(compared: PartsCompared): Map<number, TextEdit> {
  const { old, current, matches } = compared;
  const eol = lineEndOf(current.text);
  const edits = new Map<number, TextEdit>();
  const lastOfKey = new Map<string, number>();
  const insertedOfKey = new Map<string, Placement>();
  let seen = 0;
  for (const run of runsOf(old.parts.length, i => matches[i] === undefined)) {
    for (; seen < run.start; seen++) {
      const key = old.parts[seen]?.key ?? '';
      lastOfKey.set(key, Math.max(matches[seen] ?? -1, lastOfKey.get(key) ?? -1));
    }
    const after = run.start === 0 ? -1 : (matches[run.start - 1] ?? -1);
    const place = exactPlace(compared, run, after);
    for (let i = run.start; i < run.end; i++) {
      // A part comes behind the ones with its name that were before it.
      const key = old.parts[i]?.key ?? '';
      const last = Math.max(lastOfKey.get(key) ?? -1, after);
      const before = insertedOfKey.get(key);
      const { at, text } =
        behindInserted(old, i, { before, run, last }) ??
        (last > after || !place ? plainPart({ old, current }, i, last) : place(i));
      insertedOfKey.set(key, { run, index: Math.max(last, before?.index ?? -1), at, text });
      edits.set(i, { span: span(at, at), text: text.replaceAll('\n', eol) });
    }
  }
  return edits;
}

interface Inserted {
  readonly at: number;
  /** With line feeds. */
  readonly text: string;
}

/** Where a part is inserted: behind the part of the current version with this index. */
interface Placement extends Inserted {
  readonly run: Run;
  readonly index: number;
}

interface Earlier {
  /** The last inserted part of the same name. */
  readonly before: Placement | undefined;
  readonly run: Run;
  /** The part of the current version behind which it comes at least. */
  readonly last: number;
}

// At the same place as one of its name that was inserted before, between that one and what follows it.
function behindInserted(old: PartList, index: number, { before, run, last }: Earlier): Inserted | undefined {
  if (!before || before.run === run || before.index < last) return undefined;
  const body = bodyOf(old, index);
  return { at: before.at, text: before.text.endsWith('\n') ? body + BLANK_LINE : BLANK_LINE + body };
}

// Cuts the gap of the current version, so that both halves are in the gaps of the old one.
function exactPlace({ old, current, matches }: PartsCompared, run: Run, after: number) {
  const next = run.end === old.parts.length ? current.parts.length : matches[run.end];
  if (next !== after + 1) return undefined;
  const raw = gapBefore(current, next);
  const [gap, above, below] = [raw, gapBefore(old, run.start), gapBefore(old, run.end)].map(withLineFeeds) as [
    string,
    string,
    string,
  ];
  const { first, last } = cuts(gap, [above, below]);
  const isLast = next === current.parts.length;
  for (let cut = first; cut <= last; cut++) {
    const used = below.length - (gap.length - cut);
    const isAbove = used === 0 && isLineEnd(gap, cut, isLast) && (above[cut] === '\n' || (cut === 0 && after < 0));
    const endsLine = below[used - 1] === '\n' || (isLast && cut === gap.length);
    if (!isAbove && !(endsLine && isLineStart(gap, cut, after < 0))) continue;
    const at = (current.parts[after]?.span.end ?? 0) + rawOffset(raw, cut);
    const pieces = { run, ends: { above: above.slice(cut), below: below.slice(0, used) }, isBelow: !isAbove };
    return (index: number): Inserted => ({ at, text: pieceOf(old, index, pieces) });
  }
  return undefined;
}

interface Pieces {
  readonly run: Run;
  /** What is inserted before the first and behind the last part. */
  readonly ends: { readonly above: string; readonly below: string };
  /** Each part has the gap behind it, otherwise the one before it. */
  readonly isBelow: boolean;
}

function pieceOf(old: PartList, index: number, { run, ends, isBelow }: Pieces): string {
  const above = index === run.start ? ends.above : isBelow ? '' : withLineFeeds(gapBefore(old, index));
  const isLast = index === run.end - 1;
  const below = isLast ? ends.below : isBelow ? withLineFeeds(gapBefore(old, index + 1)) : '';
  return above + bodyOf(old, index) + below;
}

function bodyOf({ text, parts }: PartList, index: number): string {
  const { start, end } = (parts[index] as PartList['parts'][number]).span;
  return withLineFeeds(text.slice(start, end));
}

const BLANK_LINE = '\n\n';

// Comments of the gap are left out, because the current version may still have them.
function plainPart({ old, current }: Pick<PartsCompared, 'old' | 'current'>, index: number, after: number): Inserted {
  const body = bodyOf(old, index);
  const first = current.parts[0];
  if (after < 0 && first) return { at: first.span.start, text: body + BLANK_LINE };
  return { at: current.parts[after]?.span.end ?? current.text.length, text: BLANK_LINE + body };
}
