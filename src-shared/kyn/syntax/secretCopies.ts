// The places of a spec that repeat a secret which only a name shows: a comment, another param.
import { distinctSecrets } from '../../text/distinctSecret';
import { united } from '../../text/escapes';
import { memoizedByIdentity } from '../../text/memoizedByIdentity';
import { type Span, span } from '../../text/span';
import type { SyntaxTree } from './ast';
import { secretsOfSpec } from './secretValues';

/** The secrets of a spec whose copies are secrets too. */
export const copiedSecrets = memoizedByIdentity((tree: SyntaxTree): readonly string[] =>
  distinctSecrets(textsOf(tree)),
);

function* textsOf(tree: SyntaxTree): Iterable<string> {
  for (const { start, end } of secretsOfSpec(tree)) yield tree.text.slice(start, end);
}

/** The secrets of a spec and their copies as absolute spans, in order and without overlaps. */
export const secretsAndCopies = (tree: SyntaxTree): readonly Span[] =>
  united([...secretsOfSpec(tree), ...copiedSecrets(tree).flatMap(secret => placesOf(secret, tree.text))]);

function placesOf(secret: string, text: string): Span[] {
  const found: Span[] = [];
  for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + secret.length))
    found.push(span(at, at + secret.length));
  return found;
}
