// A file whose outermost value is not what its kind requires.

import { defineFinding, type QuotedMessage } from '../../text/defineFinding';
import type { JsonNode } from '../../text/jsonText';
import { withArticle } from '../../text/withArticle';
import { capitalized, describeValue } from '../describeValue';

interface WrongShape {
  /** The kind's title. */
  readonly title: string;
  readonly expected: string;
  readonly actual: JsonNode;
}

/** The outermost value is not an object, or where a list is allowed, neither. */
export const wrongShape = defineFinding({
  code: 'wrong-shape',
  severity: 'error',
  group: 'artifacts',
  summary: 'The file does not contain a JSON object.',
  fix: 'Check where the file comes from. Rename it if it is not an artifact.',
  example: '[]',
  message: (facts: WrongShape | QuotedMessage) =>
    'quoted' in facts
      ? facts.quoted
      : `${capitalized(withArticle(facts.title))} must be ${facts.expected}, not ${describeValue(facts.actual)}.`,
});
