// A field whose value does not have the form that the kind of the file requires.

import { defineFinding, type QuotedMessage } from '../../text/defineFinding';
import type { JsonNode } from '../../text/jsonText';
import { oneLine } from '../../text/oneLine';
import { describeValue } from '../describeValue';

interface WrongField {
  /** The path of the field; absent for an entry of a list. */
  readonly field?: string;
  readonly expected: string;
  readonly actual: JsonNode;
  /** What to do, as a sentence, where that is known. */
  readonly remedy?: string;
}

function messageOf(facts: WrongField | QuotedMessage): string {
  if ('quoted' in facts) return facts.quoted;
  const { field, expected, actual, remedy } = facts;
  const subject = field === undefined ? 'This entry' : `\`${oneLine(field)}\``;
  return `${subject} must be ${expected}, not ${describeValue(actual)}.${remedy === undefined ? '' : ` ${remedy}`}`;
}

/** A field has the wrong type or form. */
export const wrongField = defineFinding({
  code: 'wrong-field',
  severity: 'error',
  group: 'artifacts',
  summary:
    'The value of a field does not have the form that this kind of file requires. Numbers are checked as they are written: `42.0` is not an integer.',
  fix: 'Correct the value.',
  example: '{"seed": 42.0}',
  message: messageOf,
});
