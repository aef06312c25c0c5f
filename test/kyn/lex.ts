// All tokens of a text, for tests. The product reads one token at a time, because those of a long text would need gigabytes.
import { tokenAt } from '../../src-shared/kyn/syntax/lexer';
import type { Token } from '../../src-shared/kyn/syntax/tokens';

/** The tokens of a text. */
export function lex(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; at = tokens.at(-1)?.end ?? text.length) tokens.push(tokenAt(text, at));
  return tokens;
}
