// Lines and columns: \n, \r\n and \r end a line, nothing else does.
import { expect, test } from 'vitest';
import { lineIndex, positionAt } from '../../src-shared/text/lineIndex';

test.each([
  ['', [0]],
  ['a', [0]],
  ['a\nb', [0, 2]],
  ['a\r\nb', [0, 3]],
  ['a\rb', [0, 2]],
  ['\n\r\n\r', [0, 1, 3, 4]],
  ['\r\r\n', [0, 1, 3]],
  ['a\u2028b\u0085c\fd\u000be', [0]],
])('%j', (text, starts) => {
  expect(lineIndex(text).starts).toEqual(starts);
});

test('the position of every offset, clamped at both ends', () => {
  const index = lineIndex('ab\r\nc\n');
  const at = (offset: number) => Object.values(positionAt(index, offset)).join(':');
  expect([-5, 0, 1, 2, 3, 4, 5, 6, 99].map(at)).toEqual([
    '0:0',
    '0:0',
    '0:1',
    '0:2',
    '0:3',
    '1:0',
    '1:1',
    '2:0',
    '2:0',
  ]);
});

test('columns count UTF-16 units', () => {
  expect(positionAt(lineIndex('😀x'), 2)).toEqual({ line: 0, character: 2 });
});
