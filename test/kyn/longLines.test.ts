// A very long line has few findings: it is one mistake, and a million of them would need gigabytes.
import { expect, test } from 'vitest';
import { analyze } from '../../src-shared/kyn/analyze';
import { compose } from '../../src-shared/kyn/names/compose';
import { parse } from '../../src-shared/kyn/syntax/parse';
import { MAX_IN_LINE, MORE_IN_LINE } from '../../src-shared/text/firstInLine';
import { houseSpec } from '../specFixture';

const findingsOf = (text: string) => analyze({ tree: parse(text) }).diagnostics;

/** The number of findings of each code, and the codes whose further findings are mentioned. */
function counted(text: string) {
  const found = findingsOf(text);
  const counts: Record<string, number> = {};
  for (const { code } of found) counts[code] = (counts[code] ?? 0) + 1;
  return { counts, more: found.filter(d => d.message === MORE_IN_LINE).map(d => d.code) };
}

const ALL = 2 * MAX_IN_LINE + 1;

test.each([
  ['a layer of numbers that are none', 'dense 1 linear', `dense 1 linear ${'- '.repeat(1000)}`, 'bad-number'],
  ['a layer of single quotes', 'dense 1 linear', `dense 1 linear ${"'a' ".repeat(1000)}`, 'single-quotes'],
  ['a layer with many arguments', 'dense 1 linear', `dense 1 linear ${'1 '.repeat(1000)}`, 'layer-arguments'],
  [
    'a comment full of logins',
    'dense 1 linear',
    `dense 1 linear # ${'https://anna:hunter2x@a.org '.repeat(1000)}`,
    'secret-in-spec',
  ],
])('%s', (_, from, to, code) => {
  const { counts, more } = counted(houseSpec.replace(from, to));
  expect(counts[code]).toBe(ALL);
  expect(more).toContain(code);
});

test('extra arguments are reported by the check alone, however many there are', () => {
  const { counts } = counted(houseSpec.replace('dense 1 linear', `dense 1 linear ${'1 '.repeat(1000)}`));
  expect(Object.keys(counts).filter(code => code.startsWith('builtin-'))).toEqual([]);
});

test('the name of an import that is too long for any system is shown by its length', () => {
  const path = `${'x'.repeat(1_000_000)}.kyn`;
  const tree = parse(`import "${path}"\n`);
  const composition = compose({ id: 'spec', tree }, () => ({ id: path, label: path, problem: 'missing' }));
  const [first] = analyze({ tree, composition }).diagnostics.filter(d => d.code === 'import-problem');
  expect(first?.message).toBe(
    'File not found: … (1,000,004 characters). Import paths are relative to the importing file.',
  );
});
