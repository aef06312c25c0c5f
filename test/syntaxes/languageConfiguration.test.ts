// The patterns of language-configuration.json on real lines: indentation and word selection.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { stopwatch } from '../stopwatch';

const path = new URL('../../syntaxes/language-configuration.json', import.meta.url);
const configuration = JSON.parse(readFileSync(path, 'utf8'));
const increase = new RegExp(configuration.indentationRules.increaseIndentPattern);
const decrease = new RegExp(configuration.indentationRules.decreaseIndentPattern);
const enter = new RegExp(configuration.onEnterRules[0].beforeText);
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

test.each(['a', ' ', 'model ', 'dataset M', '#', ':', '1', '$'])('no pattern is slow on 100,000 times %j', unit => {
  const line = `dataset ${unit.repeat(100_000)}!`;
  const elapsed = stopwatch();
  for (const pattern of [increase, decrease, enter]) pattern.test(line);
  line.match(new RegExp(configuration.wordPattern, 'g'));
  expect(elapsed()).toBeLessThan(1000);
});
