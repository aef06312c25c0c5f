// More text than the line can hold.
import type { Fix } from '../../text/diagnostic';
import { type Span, span as spanOf } from '../../text/span';
import type { Item } from '../ast';
import { type Check, fix } from '../check';
import { tokenAt } from '../lexer';
import { closersAt, lineTokensBefore } from '../openBrackets';
import type { TokenKind } from '../tokens';

const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

/** The statement is complete, but the line goes on. */
export const unexpectedText: Check = {
  code: 'unexpected-text',
  severity: 'error',
  stage: 'syntax',
  summary: 'The statement is complete, but the line goes on.',
  example: 'train:\n    epochs = 3 4\n',
  cure: 'Remove the rest, or put each statement on a line of its own.',
  fault: ({ span, detail }, item) => ({
    message: `${short(detail)} is not expected here; the statement ends before it.`,
    span,
    fixes: cures(item, span),
  }),
};

const STARTS_VALUE: ReadonlySet<TokenKind> = new Set(['name', 'int', 'float', 'string', 'param', '[']);

function cures(item: Item, span: Span): Fix[] {
  const before = lineTokensBefore(item, span.start);
  const last = before.at(-1);
  if (!last) return quotedKey(item, span);
  if (closersAt(item, span.start) !== '')
    return STARTS_VALUE.has(tokenAt(item.text, span.start).kind)
      ? [fix('Add a comma', spanOf(last.end, last.end), ',', false)]
      : [];
  // A header ends with its colon, whatever stands before it.
  const isHeader = item.kind === 'block' && before[0]?.start === item.header.span.start;
  const end = isHeader && last.kind !== ':' ? ':' : '';
  return [fix('Remove the rest of the line', spanOf(last.end, span.end), end, false)];
}

// `"lr" = 0.01`, as other languages write it. What else a line starts with may be meant for anything.
function quotedKey(item: Item, { start, end }: Span): Fix[] {
  const [, quoted = '', key = ''] = /^("(\w+)"|'\w+')[ \t]*=/.exec(item.text.slice(start, end)) ?? [];
  const name = key || quoted.slice(1, -1);
  return /^[A-Za-z_]/.test(name) ? [fix('Remove the quotes', spanOf(start, start + quoted.length), name)] : [];
}
