// The list of checks: each has an example that shows it and a case in these tests, and every fault of the parser has a check.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { analyze } from '../../src-shared/kyn/analyze';
import { checks } from '../../src-shared/kyn/checks';
import { compose } from '../../src-shared/kyn/compose';
import { parse } from '../../src-shared/kyn/parse';

const folder = new URL('.', import.meta.url);
const cases = readdirSync(folder)
  .filter(file => file.endsWith('.test.ts'))
  .map(file => readFileSync(new URL(file, folder), 'utf8'))
  .join('\n');

// Raised by who reads the bytes: there is no text to show it in.
const NO_TEXT = ['not-utf8'];

test.each(checks.filter(c => !NO_TEXT.includes(c.code)))('the example of $code shows it', check => {
  const tree = parse(check.example);
  const broken = parse('train\n');
  const composition = compose({ id: 'spec', tree }, (_, path) =>
    path.startsWith('broken') ? { id: path, label: path, tree: broken } : { id: path, label: path, problem: 'missing' },
  );
  const found = analyze({ tree, composition }).diagnostics;
  expect(found.map(d => d.code)).toContain(check.code);
});

test.each(checks.filter(c => !NO_TEXT.includes(c.code)))('$code has a case', ({ code }) => {
  expect(cases).toMatch(new RegExp(`(error|warning|info|hint) ${code}: `));
});

test('every check has one way to look, and words', () => {
  for (const { code, fault, block, file, summary, cure } of checks) {
    expect([fault, block, file].filter(Boolean), code).toHaveLength(NO_TEXT.includes(code) ? 0 : 1);
    expect(summary, code).toMatch(/\.$/);
    expect(cure, code).toMatch(/\.$/);
  }
});

test('every fault that the parser reports has a check, and no other check takes faults', () => {
  const ast = readFileSync(new URL('../../src-shared/kyn/ast.ts', import.meta.url), 'utf8');
  const union = /export type FaultCode =([^;]*);/.exec(ast)?.[1] ?? '';
  const codes = [...union.matchAll(/'([a-z-]+)'/g)].map(m => m[1]);
  expect(codes.length).toBeGreaterThan(15);
  expect(
    checks
      .filter(c => c.fault)
      .map(c => c.code)
      .sort(),
  ).toEqual(codes.sort());
});

test('messages never name a class, a stack or nothing', () => {
  const messages = checks.flatMap(c => analyze({ tree: parse(c.example) }).diagnostics.map(d => d.message));
  for (const message of messages) expect(message).not.toMatch(/undefined(?! param)|\[object|Error\b|NaN|invalid input/);
});
