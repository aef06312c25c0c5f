// Markdown of this tool as plain text.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeBlock, codeSpan, inlineText } from '../../src-shared/text/markdown';
import { oneLine } from '../../src-shared/text/oneLine';
import { plainMarkdown } from '../../src-shared/text/plainMarkdown';
import { caseCount, SEED } from '../cases';

test.each([
  ['**CONFIG_HASH** of *this* text', 'CONFIG_HASH of this text'],
  ['Lock: [kynml.lock](<file:///w/a b>), matches', 'Lock: kynml.lock, matches'],
  ['[Copy](command:kynml.copy?%5B%5D "Copy the full hash") it', 'Copy it'],
  ['`a` and ``b`c`` and `` ` ``', 'a and b`c and `'],
  ['an open ` backtick and an open [bracket', 'an open ` backtick and an open bracket'],
  ['a\\*b \\[c\\]\\(d\\) \\\\ e', 'a*b [c](d) \\ e'],
  ['one  \ntwo', 'one\ntwo'],
  ['one\n\n---\n\ntwo', 'one\n\ntwo'],
  ['```text\n**not** [bold](x)\n\n\n---\n```\nafter', '**not** [bold](x)\n\n\n---\nafter'],
  ['````text\n```\n````', '```'],
  ['- one\n- two', '- one\n- two'],
])('%j', (markdown, plain) => {
  expect(plainMarkdown(markdown)).toBe(plain);
});

// Without what the functions themselves change: blanks, long texts, hidden characters, and what looks like a login before a host.
const visible = fc
  .string({ unit: fc.constantFrom(...'ab`*_[]()<>\\|#~&!@:/."'), minLength: 1, maxLength: 30 })
  .filter(text => oneLine(text) === text);

test('any text that was made Markdown comes back', () => {
  fc.assert(
    fc.property(visible, visible, visible, (text, code, line) => {
      expect(plainMarkdown(`${inlineText(text)} ${codeSpan(code)}\n\n${codeBlock([line])}`)).toBe(
        `${text} ${code}\n\n${line}`,
      );
    }),
    { numRuns: caseCount(20_000), seed: SEED },
  );
});
