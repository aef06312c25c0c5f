// Edits are applied in text order, whatever their order.
import { expect, test } from 'vitest';
import { applyEdits } from '../../src-shared/text/applyEdits';
import { span } from '../../src-shared/text/span';

test.each([
  ['abcdef', [], 'abcdef'],
  ['abcdef', [{ span: span(1, 3), text: 'X' }], 'aXdef'],
  [
    'abcdef',
    [
      { span: span(4, 6), text: '' },
      { span: span(0, 0), text: '>' },
      { span: span(1, 2), text: 'long' },
    ],
    '>alongcd',
  ],
])('%j with %j', (text, edits, expected) => {
  expect(applyEdits(text, edits)).toBe(expected);
});
