// YAML of other programs takes a bounded time, whatever is in it, and what is not read is told from what is wrong.
import { expect, test } from 'vitest';
import { dvcOutputs } from '../../src-shared/repro/data/dvcStages';
import { isLargeYaml, yamlDocument } from '../../src-shared/text/yamlDocument';
import { stopwatch } from '../stopwatch';

const MIB = 1024 * 1024;
const lines = (line: (i: number) => string): string => {
  let text = '';
  for (let i = 0; text.length < MIB - 100; i++) text += line(i);
  return text;
};

test.each([
  ['settings', lines(i => `key_${i}: ${i}\n`)],
  ['a list', `a: [${lines(i => `${i}, `)}]\n`],
  ['blank lines', lines(() => '\n')],
  ['JSON', `{${lines(i => `"k${i}": ${i}, `)}"a": 1}`],
  ['anchors', lines(i => `k${i}: &a${i} ${i}\n`)],
])('a megabyte of %s is too large', { timeout: 60_000 }, (_, text) => {
  const elapsed = stopwatch();
  expect([yamlDocument(text), isLargeYaml(text)]).toEqual([undefined, true]);
  expect(elapsed()).toBeLessThan(3000);
});

test.each([
  ['escapes that do not exist', `a: "${lines(() => '\\x')}"\n`],
  ['an unfinished escape', `a: "${lines(() => '\\u')}\n`],
])('a megabyte of %s is invalid at its first mistake', { timeout: 60_000 }, (_, text) => {
  const elapsed = stopwatch();
  expect([yamlDocument(text), isLargeYaml(text)]).toEqual([undefined, false]);
  expect(elapsed()).toBeLessThan(1000);
});

test('one long text is read', () => {
  expect(yamlDocument(`a: |\n${lines(() => '  word\n')}`)).toBeDefined();
});

test('a mapping that many stages repeat', () => {
  const timeOf = (count: number): number => {
    const entries = Array.from({ length: count }, (_, i) => `  k${i}: 1\n`).join('');
    const stages = Array.from({ length: count }, (_, i) => `  s${i}: *body\n`).join('');
    const elapsed = stopwatch();
    expect(dvcOutputs(`x: &body\n${entries}stages:\n${stages}`, '/w/dvc.yaml')).toEqual([]);
    return elapsed();
  };
  timeOf(1000);
  expect(timeOf(8000)).toBeLessThan(20 * Math.max(timeOf(1000), 10));
});
