// Findings that quote a name which is not theirs: all messages together grow with the text, not with the number of findings times the length of the name.
import { expect, test } from 'vitest';
import { analyze } from '../../../src-shared/kyn/analyze';
import { dataFindings } from '../../../src-shared/kyn/dataFindings';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { dataAmong } from '../data/dataOfFixture';

const lines = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join('');

// Each has `n` findings, and names of `20 * n` characters.
const families: Readonly<Record<string, (n: number, name: string) => string>> = {
  'undefined params beside long ones': (n, name) =>
    `params:\n${lines(60, i => `    p${i}${name} = 1\n`)}model M:\n    input 3\n${lines(n, i => `    dense $b${i} relu\n`)}train:\n    model = M\n`,
  'unsupported words in a model': (n, name) =>
    `model M${name}:\n    input 3\n${lines(n, i => `    dense ${i + 1} elu\n`)}train:\n    epochs = 1\n`,
  'unknown words in a model': (n, name) =>
    `model M${name}:\n    input 3\n${lines(n, i => `    dense ${i + 1} rellu\n`)}train:\n    epochs = 1\n`,
  'numbers out of range in a model': (n, name) =>
    `model M${name}:\n    input 3\n${lines(n, i => `    dense -${i + 1} relu\n`)}train:\n    epochs = 1\n`,
  'unknown keys in a dataset': (n, name) =>
    `dataset D${name}:\n${lines(n, i => `    k${i} = 1\n`)}train:\n    epochs = 1\n`,
  'values of a sweep for a model': (n, name) =>
    `params:\n    u = 1\nsweep:\n    u = [${lines(n, i => `-${i}, `)}]\nmodel M${name}:\n    input 3\n    dense $u relu\ntrain:\n    model = M${name}\n`,
  'unknown words of a param': (n, name) =>
    `params:\n    p = "${name}"\nmodel M:\n    input 3\n${lines(n, i => `    dense ${i + 1} $p\n`)}`,
  'numbers of a param that are out of range': (n, name) =>
    `params:\n    p = ${name.replaceAll('y', '9')}\nmodel M:\n    input 3\n${lines(n, () => '    dropout $p\n')}`,
  'unknown models of a param': (n, name) => `params:\n    p = "${name}"\n${lines(n, () => 'train:\n    model = $p\n')}`,
  'missing files of a param': (n, name) =>
    `params:\n    p = "${name}.csv"\n${lines(n, i => `dataset D${i}:\n    source = csv($p)\n`)}`,
  'unreadable files of a param': (n, name) =>
    `params:\n    p = "u${name}.csv"\n${lines(n, i => `dataset D${i}:\n    source = csv($p)\n`)}`,
  'unknown models beside long ones': (n, name) =>
    `${lines(60, i => `model M${i}${name}:\n    input 1\n`)}${lines(n, i => `train:\n    model = X${i}\n`)}`,
};

function lengthOf(text: string, name: string): number {
  const data = dataAmong({ [`/w/u${name}.csv`]: { unreadable: 'denied' } }, { spec: '/w/a.kyn' });
  const analysis = analyze({ tree: parse(text) });
  return [...analysis.diagnostics, ...dataFindings(analysis, data)].reduce(
    (sum, { message, fixes }) => sum + message.length + fixes.reduce((n, fix) => n + fix.title.length, 0),
    0,
  );
}

test.each(Object.entries(families))('%s', (_, make) => {
  const [few = 0, many = 0] = [100, 400].map(n => lengthOf(make(n, 'y'.repeat(20 * n)), 'y'.repeat(20 * n)));
  expect(few).toBeGreaterThan(1000);
  // Four times the findings and names four times as long: 4 is linear, 16 is the product.
  expect(many / few).toBeLessThan(6);
});
