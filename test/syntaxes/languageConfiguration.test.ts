// The patterns of language-configuration.json on real lines: indentation and word selection.
import { expect, test } from 'vitest';
import { configuration, decrease, enter, increase } from './languageConfiguration';

const rule = configuration.onEnterRules[1];

const headers = ['params:', 'sweep:', 'dataset Houses:', 'model  M :', 'train:', 'evaluate:  # why', 'export:'];
const others = ['import "a.kyn"', 'dataset:', 'train', '# train:', 'trainer:', 'x = "train:"', 'model M: dense 1', ''];

test.each(headers)('the line after %j is indented', line => {
  expect(increase.test(line)).toBe(true);
  expect(enter.test(line)).toBe(true);
});

test.each(others)('the line after %j is not indented', line => {
  expect(increase.test(line)).toBe(false);
  expect(enter.test(line)).toBe(false);
});

test.each(headers)('%j typed in a body moves to column 1', line => {
  expect(decrease.test(`    ${line}`)).toBe(true);
});

test.each(others)('%j typed in a body keeps its indentation', line => {
  expect(decrease.test(`    ${line}`)).toBe(false);
});

test('an empty line ends a body: the next line starts in column 1', () => {
  const [before, after] = [rule.beforeText, rule.afterText].map((pattern: string) => new RegExp(pattern));
  expect(rule.action).toEqual({ indent: 'outdent' });
  for (const line of ['    ', '\t']) expect(before?.test(line)).toBe(true);
  for (const line of ['', '    a = 1', 'train:', '    # note']) expect(before?.test(line)).toBe(false);
  expect([after?.test(''), after?.test('a = 1')]).toEqual([true, false]);
});

test('a word includes the $ of a param and the point of a number', () => {
  const words = 'dense $hidden relu rate=-0.5 "a b"'.match(new RegExp(configuration.wordPattern, 'g'));
  expect(words).toEqual(['dense', '$hidden', 'relu', 'rate', '-0.5', 'a', 'b']);
});
