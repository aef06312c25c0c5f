// Which brackets are open at a place of a line, for the cures of what is not closed.
import type { Item } from './ast';
import { tokenAt } from './lexer';
import type { Token } from './tokens';

const CLOSES: Readonly<Record<string, string>> = { '[': ']', '(': ')' };

/** The tokens of the line that holds an offset and start before it, without blanks and comments. */
export function lineTokensBefore({ text }: Item, offset: number): Token[] {
  const tokens: Token[] = [];
  for (let token: Token, at = lineStart(text, offset); at < offset; at = token.end) {
    token = tokenAt(text, at);
    if (token.kind !== 'blank' && token.kind !== 'comment') tokens.push(token);
  }
  return tokens;
}

function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  return start;
}

/** What closes the brackets that are open at an offset, the innermost first. */
export function closersAt(item: Item, offset: number): string {
  const open: string[] = [];
  for (const { kind } of lineTokensBefore(item, offset)) {
    const close = CLOSES[kind];
    if (close) open.push(close);
    else if (kind === open.at(-1)) open.pop();
  }
  return open.reverse().join('');
}
