// Findings that quote a name which is not theirs: all messages together grow with the text, not with the number of findings times the length of the name.
import { expect, test } from 'vitest';
import { analyze } from '../../../src-shared/kyn/analyze';
import { parse } from '../../../src-shared/kyn/syntax/parse';

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
  'unknown models beside long ones': (n, name) =>
    `${lines(60, i => `model M${i}${name}:\n    input 1\n`)}${lines(n, i => `train:\n    model = X${i}\n`)}`,
};

const lengthOf = (text: string): number =>
  analyze({ tree: parse(text) }).diagnostics.reduce(
    (sum, { message, fixes }) => sum + message.length + fixes.reduce((n, fix) => n + fix.title.length, 0),
    0,
  );

test.each(Object.entries(families))('%s', (_, make) => {
  const [few, many] = [100, 400].map(n => make(n, 'y'.repeat(20 * n)));
  expect(lengthOf(few ?? '')).toBeGreaterThan(1000);
  // Four times the findings and names four times as long: 4 is linear, 16 is the product.
  expect(lengthOf(many ?? '') / lengthOf(few ?? '')).toBeLessThan(6);
});
