// The tokens of a text. That the lexer is lossless is a property test, see properties.test.ts.
import { expect, test } from 'vitest';
import { lex } from '../lex';

const kindsOf = (text: string): string =>
  lex(text)
    .map(t => `${t.kind} ${JSON.stringify(text.slice(t.start, t.end))}`)
    .join(' | ');

test.each([
  ['', ''],
  ['ab_1 _x', 'name "ab_1" | blank " " | name "_x"'],
  [' \t a', 'blank " \\t " | name "a"'],
  ['\n\r\n\r', 'newline "\\n" | newline "\\r\\n" | newline "\\r"'],
  ['# a "b\r\nc', 'comment "# a \\"b" | newline "\\r\\n" | name "c"'],
  ['=()[],:', '= "=" | ( "(" | ) ")" | [ "[" | ] "]" | , "," | : ":"'],
  ['64 -1 0.001 -0.5', 'int "64" | blank " " | int "-1" | blank " " | float "0.001" | blank " " | float "-0.5"'],
  ['1e-3,+1', 'badNumber "1e-3" | , "," | badNumber "+1"'],
  ['.5]5.', 'badNumber ".5" | ] "]" | badNumber "5."'],
  ['1-2', 'int "1" | int "-2"'],
  ['2x', 'badNumber "2x"'],
  ['"a # b"c', 'string "\\"a # b\\"" | name "c"'],
  ['""', 'string "\\"\\""'],
  ["'a\"b'", 'singleQuoted "\'a\\"b\'"'],
  ['"a\nb', 'openString "\\"a" | newline "\\n" | name "b"'],
  ["'", 'openString "\'"'],
  ['"a\\"b', 'string "\\"a\\\\\\"" | name "b"'],
  ['$lr $ $1', 'param "$lr" | blank " " | badParam "$" | blank " " | badParam "$1"'],
  ['\ufeffa\ufeff', 'bom "\ufeff" | name "a" | unknown "\ufeff"'],
  ['a;', 'name "a" | unknown ";"'],
  ['ß', 'unknown "ß"'],
  ['😀', 'unknown "😀"'],
  ['\ud83d', 'unknown "\\ud83d"'],
  ['\ud83d\na', 'unknown "\\ud83d" | newline "\\n" | name "a"'],
])('%j', (text, tokens) => {
  expect(kindsOf(text)).toBe(tokens);
});
