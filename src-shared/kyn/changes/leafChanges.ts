// What differs between an older version of a spec and its current text, setting by setting, each with the edits that undo it.
import { counted } from '../../text/numberText';
import { oneLine } from '../../text/oneLine';
import { span } from '../../text/span';
import type { Block, Import, SyntaxTree } from '../syntax/ast';
import { isBroken } from '../training/specChanges';
import { blockChanges } from './blockChanges';
import type { LeafChange } from './leafChange';
import { numberedPath } from './leafChange';
import { partDeletions } from './partDeletions';
import { partInsertions } from './partInsertions';
import { matchParts, type Part, type PartsCompared, partsOf } from './parts';

/** The changes with an effect, in the order of the current text; undefined if one of the versions has syntax faults. Both trees are of texts without byte order mark. */
export function leafChanges(old: SyntaxTree, current: SyntaxTree): readonly LeafChange[] | undefined {
  if (isBroken(old) || isBroken(current)) return undefined;
  const compared = comparedParts(old, current);
  const changes = [...sharedParts(compared), ...removedParts(compared), ...addedParts(compared)];
  return changes.sort((a, b) => a.span.start - b.span.start);
}

function comparedParts(a: SyntaxTree, b: SyntaxTree): PartsCompared {
  const [old, current] = [partsOf(a), partsOf(b)];
  return { old, current, matches: matchParts(old, current) };
}

function sharedParts({ old, current, matches }: PartsCompared): LeafChange[] {
  const heads = headsOf(current.parts);
  const counts = countsOf(old.parts.map(({ key }) => key));
  return matches.flatMap((j, i): LeafChange[] => {
    const [a, b] = [old.parts[i]?.placed, j === undefined ? undefined : current.parts[j]?.placed];
    if (!a || !b || j === undefined) return [];
    const head = heads[j] ?? '';
    if (a.item.kind === 'block' && b.item.kind === 'block')
      return blockChanges({
        head,
        isRepeated: (counts.get(old.parts[i]?.key ?? '') ?? 0) > 1,
        old: { at: a.at, item: a.item },
        current: { at: b.at, item: b.item },
      });
    return a.item.kind === 'import' && b.item.kind === 'import' ? importChange(a.item, { at: b.at, item: b.item }) : [];
  });
}

function countsOf(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function importChange(old: Import, { at, item }: { readonly at: number; readonly item: Import }): LeafChange[] {
  const [a, b] = [old.path, item.path];
  if (!a || !b || a.value === b.value) return [];
  const place = span(at + b.span.start, at + b.span.end);
  const text = old.text.slice(a.span.start, a.span.end);
  return [
    {
      path: 'import',
      kind: 'changed',
      old: shownPath(a),
      current: shownPath(b),
      span: place,
      edits: [{ span: place, text }],
    },
  ];
}

const shownPath = ({ shown, value }: NonNullable<Import['path']>): string => oneLine(shown ?? value);

function removedParts(compared: PartsCompared): LeafChange[] {
  const heads = headsOf(compared.old.parts);
  return [...partInsertions(compared)].map(([i, edit]) => ({
    path: heads[i] ?? '',
    kind: 'removed',
    old: contentText(compared.old.parts[i]),
    span: edit.span,
    edits: [edit],
  }));
}

function addedParts(compared: PartsCompared): LeafChange[] {
  const heads = headsOf(compared.current.parts);
  return [...partDeletions(compared)].map(([j, edit]) => ({
    path: heads[j] ?? '',
    kind: 'added',
    current: contentText(compared.current.parts[j]),
    span: headerSpan(compared.current.parts[j] as Part),
    edits: [edit],
  }));
}

const headerSpan = ({ placed: { at, item } }: Part) => {
  const { start, end } = item.kind === 'import' ? item.keyword.span : (item.name ?? item.header).span;
  return span(at + start, at + end);
};

function contentText(part: Part | undefined): string {
  const item = part?.placed.item;
  return item?.kind === 'block' ? countText(item) : 'imported';
}

function countText({ entries, layers }: Block): string {
  const [count, noun] = layers.length > 0 ? [layers.length, 'layer'] : [entries.length, 'setting'];
  return counted(count, noun);
}

// `train`, `model Net`, `import a.kyn`; a repeated one has a number.
function headsOf(parts: readonly Part[]): string[] {
  const counts = new Map<string, number>();
  return parts.map(({ key, placed: { item } }) => {
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    const path = item.kind === 'import' && item.path ? `import ${shownPath(item.path)}` : oneLine(key);
    return numberedPath(path, count);
  });
}
