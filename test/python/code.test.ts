// Printing Python programs: templates, and literals that no text can leave.
import { expect, test } from 'vitest';
import { join, programText, python } from '../../src-shared/python/code';
import {
  assign,
  boolLiteral,
  call,
  dict,
  list,
  numberLiteral,
  remark,
  stringLiteral,
} from '../../src-shared/python/literals';

const text = (code: Parameters<typeof programText>[0]): string => programText(code).slice(0, -1);

test('a template loses the margin that its lines share, and keeps backslashes', () => {
  expect(
    text(python`
      def f():
          print("\n\`")

          return 1
    `),
  ).toBe('def f():\n    print("\\n`")\n\n    return 1');
});

test('a hole alone in a line takes its indentation or removes it', () => {
  const body = python`
    a = 1

    b = 2
  `;
  expect(
    text(python`
      def f():
          ${body}
          ${undefined}
          ${false}
          return a
    `),
  ).toBe('def f():\n    a = 1\n\n    b = 2\n    return a');
});

test('a hole inside a line is code of one line', () => {
  expect(text(python`x = ${numberLiteral('1')} + ${numberLiteral('2.5')}`)).toBe('x = 1 + 2.5');
  expect(() => python`x = ${join([python`a`, python`b`], 0)}`).toThrow('exactly one line');
  expect(() => python`x = ${undefined}`).toThrow('exactly one line');
});

test('pieces are joined with blank lines, and empty ones are left out', () => {
  expect(text(join([python`a`, undefined, join([], 0), python`b`], 2))).toBe('a\n\n\nb');
});

test.each([
  ['plain', '"plain"'],
  ['"', '"\\""'],
  ['\\', '"\\\\"'],
  ["it's", '"it\'s"'],
  ['a\nb\r\t', '"a\\nb\\r\\t"'],
  ['\0\x1b\x7f', '"\\x00\\x1b\\x7f"'],
  ['\u00e9\u202e', '"\\xe9\\u202e"'],
  ['\u{1f600}', '"\\U0001f600"'],
  ['\ud800', '"\\ud800"'],
  ['\udfff\ud83d', '"\\udfff\\ud83d"'],
])('%j is the literal %s', (value, literal) => {
  expect(text(stringLiteral(value))).toBe(literal);
});

test.each([
  ['64', '64'],
  ['-1', '-1'],
  ['-0', '0'],
  ['007', '7'],
  ['0.50', '0.50'],
  ['-0.001', '-0.001'],
  ['1e5', '1e5'],
  ['1E-07', '1E-07'],
  ['9'.repeat(4300), '9'.repeat(4300)],
])('the number %s is %s', (value, literal) => {
  expect(text(numberLiteral(value))).toBe(literal);
});

test('integers that Python refuses in decimal are hexadecimal', () => {
  const value = 16n ** 4000n + 10n;
  expect(text(numberLiteral(String(value)))).toBe(`0x1${'0'.repeat(3999)}a`);
  expect(text(numberLiteral(String(-value)))).toBe(`-0x1${'0'.repeat(3999)}a`);
});

test.each(['', 'x', '1x', '1_0', ' 1', '1\n', '+1', 'nan', 'inf', '1;os', '--1', '.', 'e5', '0x10', '\u0661'])(
  '%j is not a number',
  value => {
    expect(() => numberLiteral(value)).toThrow('number literal');
  },
);

test('calls, lists, dictionaries and assignments', () => {
  const one = numberLiteral('1');
  expect(text(call('nn.Linear', [one, one], { bias: boolLiteral(false) }))).toBe('nn.Linear(1, 1, bias=False)');
  expect(text(call('f', []))).toBe('f()');
  expect(text(list([one, stringLiteral('a')]))).toBe('[1, "a"]');
  expect(text(dict([['a"', one]]))).toBe('{"a\\"": 1}');
  expect(text(assign('X', boolLiteral(true)))).toBe('X = True');
});

test.each(['', '1a', 'a b', 'a\n', 'a(', 'a.', '\u00e9'])('%j is not a name', name => {
  expect(() => assign(name, boolLiteral(true))).toThrow('A name');
  expect(() => call(name, [])).toThrow('A name');
  expect(() => call('f', [], { [name]: boolLiteral(true) })).toThrow('A name');
});

test('text of a comment or a docstring stays on its line', () => {
  expect(text(remark('a\n"""\u2028\\'))).toBe('a\\n\\"\\"\\"\\u2028\\\\');
});
