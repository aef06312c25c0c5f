// The lines of kyn in a .gitattributes file: added once, and removed without a trace.
import { expect, test } from 'vitest';
import { isBrokenBlock, withBlock, withoutBlock } from '../../../src-shared/repro/git/attributesBlock';

const LINES = ['a merge=kyn', 'b merge=kyn'];
const BLOCK = '# kyn git-setup: start\na merge=kyn\nb merge=kyn\n# kyn git-setup: end\n';

test.each([
  ['a file', '*.png binary\n', `${BLOCK}*.png binary\n`],
  ['no newline at the end', '*.png binary', `${BLOCK}*.png binary`],
  ['an empty file', '', BLOCK],
  ['CRLF', '* text\r\n', `${BLOCK.replaceAll('\n', '\r\n')}* text\r\n`],
  ['a byte order mark', '\ufeff* text\n', `\ufeff${BLOCK}* text\n`],
  ['no file', undefined, BLOCK.replace('start', 'start of a new file')],
])('%s: the lines are added before those of the user, once, and removed exactly', (_, before, after) => {
  expect(withBlock(before, LINES)).toBe(after);
  expect(withBlock(after, LINES)).toBe(after);
  expect(withoutBlock(after)).toBe(before);
});

test('other lines of kyn are replaced in place', () => {
  expect(withBlock(`x\n${BLOCK}y\n`, ['c'])).toBe('x\n# kyn git-setup: start\nc\n# kyn git-setup: end\ny\n');
});

test('a new file with lines of the user is kept', () => {
  expect(withoutBlock(`${withBlock(undefined, LINES)}*.png binary\n`)).toBe('*.png binary\n');
});

test('a text without the lines stays as it is', () => {
  expect(withoutBlock('*.png binary')).toBe('*.png binary');
});

test.each([
  ['# kyn git-setup: start\na merge=kyn\n', true],
  ['a merge=kyn\n# kyn git-setup: end\n', true],
  [`${BLOCK}${BLOCK}`, true],
  [`x\n${BLOCK}`, false],
  ['x\n', false],
])('whether only a part of the lines is left: %j', (text, isBroken) => {
  expect(isBrokenBlock(text)).toBe(isBroken);
});
