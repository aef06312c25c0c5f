// JSON that Python's json module cannot read.
import { defineFinding } from '../../text/defineFinding';
import type { TextProblem } from '../fileFormat';

type SyntaxFault = Exclude<
  TextProblem['fault'],
  'byte-order-mark' | 'too-deep' | 'long-first-line' | 'conflict' | 'lfs-pointer'
>;

const MESSAGES: Readonly<Record<SyntaxFault, string>> = {
  empty: 'The file is empty. It must contain a JSON value.',
  'text-after-end': 'Unexpected text after the end of the JSON value.',
  'unclosed-object': 'This object is not closed: `}` is missing.',
  'unclosed-array': 'This list is not closed: `]` is missing.',
  'unclosed-string': 'This string is not closed on its line.',
  'expected-comma-or-brace': 'Expected `,` or `}`.',
  'expected-comma-or-bracket': 'Expected `,` or `]`.',
  'expected-key': 'Expected a key in double quotes.',
  'expected-colon': 'Expected `:` after the key.',
  'expected-value': 'Expected a JSON value.',
  'control-character': 'Strings must not contain control characters. Write an escape sequence such as `\\t`.',
  'bad-escape': 'Unknown escape sequence.',
};

/** The text is not JSON. */
export const jsonSyntax = defineFinding({
  code: 'json-syntax',
  severity: 'error',
  group: 'artifacts',
  summary: 'The text is not JSON as Python reads it.',
  fix: 'Correct the text at the marked place.',
  example: '{"seed": }',
  message: ({ fault }: { readonly fault: SyntaxFault }) => MESSAGES[fault],
});
