// What differs between two versions of a spec beside its settings. It changes the CONFIG_HASH, and nothing else.
import { oneLine } from '../../text/oneLine';
import { type Span, span } from '../../text/span';
import type { SyntaxTree } from '../syntax/ast';
import { tokenAt } from '../syntax/lexer';
import { revertAll } from './revert';

/** A comment that only one version has, with its place if that is the current one, or what else differs, as a noun. */
export type ChangeWithoutEffect =
  | { readonly kind: 'comment'; readonly old: string }
  | { readonly kind: 'comment'; readonly current: string; readonly span?: Span }
  | { readonly kind: 'layout'; readonly what: string };

/**
 * The comments that were added or removed, and whether something else differs beside the settings: blanks, order, the form of numbers, explicit defaults.
 * Empty if undoing the changes with an effect gives the old text again, but for line ends, which are not hashed. For two specs without syntax faults.
 */
export function changesWithoutEffect(old: SyntaxTree, current: SyntaxTree): readonly ChangeWithoutEffect[] {
  const restored = revertAll(old, current);
  if (restored === undefined || linesOf(restored).join('\n') === linesOf(old.text).join('\n')) return [];
  const [before, after] = [commentsOf(old.text), commentsOf(restored)];
  const places = new Map(commentsOf(current.text).map(comment => [comment.text, comment.span]));
  const added = onlyIn(after, before).map(comment => ({
    kind: 'comment' as const,
    current: oneLine(comment.text),
    ...(places.has(comment.text) && { span: places.get(comment.text) as Span }),
  }));
  const removed = onlyIn(before, after).map(({ text }) => ({ kind: 'comment' as const, old: oneLine(text) }));
  const comments = [...removed, ...added];
  return [...comments, ...layoutChange(old.text, restored, comments.length > 0)];
}

interface Comment {
  readonly text: string;
  readonly span: Span;
}

function commentsOf(text: string): Comment[] {
  const comments: Comment[] = [];
  for (let at = 0; at < text.length; ) {
    const { kind, start, end } = tokenAt(text, at);
    if (kind === 'comment') comments.push({ text: text.slice(start, end).trimEnd(), span: span(start, end) });
    at = end;
  }
  return comments;
}

function onlyIn(comments: readonly Comment[], others: readonly Comment[]): Comment[] {
  const counts = new Map<string, number>();
  for (const { text } of others) counts.set(text, (counts.get(text) ?? 0) + 1);
  return comments.filter(({ text }) => {
    const left = counts.get(text) ?? 0;
    counts.set(text, left - 1);
    return left <= 0;
  });
}

const linesOf = (text: string): string[] => text.split(/\r\n|\r|\n/);

// The lines without blanks and comments tell blank lines and indentation from what is written.
function layoutChange(old: string, restored: string, hasComments: boolean): ChangeWithoutEffect[] {
  const words = (text: string): string[] => linesOf(withoutComments(text)).map(packed).filter(Boolean);
  const [before, after] = [words(old), words(restored)];
  if (before.join('\n') !== after.join('\n'))
    return [
      {
        kind: 'layout',
        what: isSameInOrder(before, after)
          ? 'the order of lines'
          : 'the form of values, explicit defaults or the order of lines',
      },
    ];
  return hasComments ? [] : [{ kind: 'layout', what: 'blanks and blank lines' }];
}

const packed = (line: string): string => line.replace(/[ \t]+/g, '');
const isSameInOrder = (a: readonly string[], b: readonly string[]): boolean =>
  [...a].sort().join('\n') === [...b].sort().join('\n');

function withoutComments(text: string): string {
  const parts: string[] = [];
  let at = 0;
  for (const { span: comment } of commentsOf(text)) {
    parts.push(text.slice(at, comment.start));
    at = comment.end;
  }
  return parts.join('') + text.slice(at);
}

/** A change for people: `comment added: # wide`. */
export function withoutEffectText(change: ChangeWithoutEffect): string {
  if (change.kind === 'layout') return change.what;
  return 'old' in change ? `comment removed: ${change.old}` : `comment added: ${change.current}`;
}
