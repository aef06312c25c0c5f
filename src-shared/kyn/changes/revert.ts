// Applies the edits that undo changes.
import type { TextEdit } from '../../text/diagnostic';
import type { SyntaxTree } from '../syntax/ast';
import { parse } from '../syntax/parse';
import type { LeafChange } from './leafChange';
import { leafChanges } from './leafChanges';

/** A text after edits, which may touch but not overlap. Edits at one place keep their order. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const parts: string[] = [];
  let at = 0;
  for (const { span, text: inserted } of sorted) {
    parts.push(text.slice(at, span.start), inserted);
    at = span.end;
  }
  return parts.join('') + text.slice(at);
}

/** The current text with all of its changes undone: a spec with the meaning of the old one. Undefined if one of both has syntax faults. */
export function revertAll(old: SyntaxTree, current: SyntaxTree): string | undefined {
  const changes = leafChanges(old, current);
  if (!changes) return undefined;
  const text = edited(
    current.text,
    editsOf(changes, kind => kind !== 'order'),
  );
  const order = leafChanges(old, parse(text));
  return (
    order &&
    edited(
      text,
      editsOf(order, kind => kind === 'order'),
    )
  );
}

const editsOf = (changes: readonly LeafChange[], isChosen: (kind: LeafChange['kind']) => boolean): TextEdit[] =>
  changes.filter(({ kind }) => isChosen(kind)).flatMap(({ edits }) => edits);
