// Texts that int() and float() of Python read. The expected results are those of Python 3.11.
import { expect, test } from 'vitest';
import { readFloat, readInt } from '../../src-shared/python/readNumber';

test.each([
  ['7', '7'],
  ['007', '7'],
  ['-0', '0'],
  ['-007', '-7'],
  ['+5', '5'],
  [' 1_000\n', '1000'],
  ['\u00a03\u2003', '3'],
  ['\u0663\u0664', '34'],
  ['\ud835\udfce\ud835\udfd9', '1'],
  ['9007199254740993', '9007199254740993'],
])('int(%j) is %s', (text, expected) => {
  expect(readInt(text)).toBe(expected);
});

test.each([
  '',
  ' ',
  '1__0',
  '_1',
  '1_',
  '_',
  '-_1',
  '1.0',
  '1e3',
  '0x10',
  '--1',
  '+ 1',
  '\x1c1',
  '\ufeff1',
  'true',
  '1'.repeat(4301),
])('int(%j) raises an error', text => {
  expect(readInt(text)).toBeUndefined();
});

test.each([
  ['1e-3', '1e-3'],
  ['1E+3', '1e3'],
  ['1_0.0_1e1_0', '10.01e10'],
  ['.5', '0.5'],
  ['5.', '5.0'],
  ['-00.50', '-0.50'],
  [' 2.5 ', '2.5'],
  ['inf', 'inf'],
  ['-Infinity', '-inf'],
  ['+nan', 'nan'],
  ['1e999', 'inf'],
  ['-1e999', '-inf'],
  ['\u0661.\u0665', '1.5'],
])('float(%j) is %s', (text, expected) => {
  expect(readFloat(text)).toBe(expected);
});

test.each(['', '.', 'e3', '1e', '1_.0', '1._0', '._', '1e_2', '1e+_2', '1__0.0', '1.0f', 'infinit', 'true', '1 .0'])(
  'float(%j) raises an error',
  text => {
    expect(readFloat(text)).toBeUndefined();
  },
);

// A pattern that repeats a group would end with a RangeError here.
test('a number of many grouped digits is not too deep', () => {
  expect(readInt(`${'1_'.repeat(8_000_000)}1`)).toBeUndefined();
});
