// The list of checks: each has an example that shows it and a case in these tests, and every fault of the parser has a check.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { analyze } from '../../../src-shared/kyn/analyze';
import { checks } from '../../../src-shared/kyn/checks';
import { dataFindings } from '../../../src-shared/kyn/dataFindings';
import { compose } from '../../../src-shared/kyn/names/compose';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { dataAmong } from '../data/dataOfFixture';

const folder = new URL('..', import.meta.url);
const cases = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.test.ts'))
  .map(file => readFileSync(new URL(file, folder), 'utf8'))
  .join('\n');

// Raised by who reads the bytes: there is no text to show it in.
const NO_TEXT = ['not-utf8'];

// Findings that nothing but their author can cure, each with the reason. Whatever is not here must offer a cure for its example.
const WITHOUT_CURE: Readonly<Record<string, string>> = {
  'import-broken': 'The faults stand in another file, where they are reported with their own cures.',
  'import-problem': 'Which file was meant is not known to the core; only an import of the file itself can simply go.',
  'nested-too-deep': 'Which brackets are too many only the author knows.',
  'not-utf8': 'There is no text to edit; the editor offers to save with another encoding.',
  'sweep-size': 'Which values are not worth a training only the author knows.',
  'csv-missing': 'Where the data is only its author knows, and it may have to be fetched.',
  'floating-data': 'Moving data is not an edit of the spec.',
};

function findingsOf(check: (typeof checks)[number]) {
  const tree = parse(check.example);
  const broken = parse('train\n');
  const composition = compose({ id: 'spec', tree }, (_, path) =>
    path.startsWith('broken') ? { id: path, label: path, tree: broken } : { id: path, label: path, problem: 'missing' },
  );
  const analysis = analyze({ tree, composition });
  const data = dataAmong({ '/w/rows.csv': 'a,price,y\n1,2,3\n', '/floating.csv': 'a,y\n' }, { spec: '/w/spec.kyn' });
  return [...analysis.diagnostics, ...dataFindings(analysis, data)].filter(d => d.code === check.code);
}

test.each(checks.filter(c => !NO_TEXT.includes(c.code)))('the example of $code shows it', check => {
  expect(findingsOf(check)).not.toEqual([]);
});

test.each(checks)('$code offers its cure, or there is a reason why not', check => {
  const fixes = findingsOf(check).flatMap(d => d.fixes);
  const reason = WITHOUT_CURE[check.code];
  if (reason === undefined) expect(fixes.map(f => f.title)).not.toEqual([]);
  else {
    expect(fixes, `${check.code} has a cure and need not be listed`).toEqual([]);
    expect(reason).toMatch(/\.$/);
  }
});

test('only checks are listed as without a cure', () => {
  const codes = checks.map(c => c.code);
  for (const code of Object.keys(WITHOUT_CURE)) expect(codes).toContain(code);
});

test.each(checks.filter(c => !NO_TEXT.includes(c.code)))('$code has a case', ({ code }) => {
  expect(cases).toMatch(new RegExp(`(error|warning|info|hint) ${code}: `));
});

test('every check has one way to look, and words', () => {
  for (const { code, fault, block, values, file, dataset, data, summary, fix } of checks) {
    expect([fault, block, values, file, dataset, data].filter(Boolean), code).toHaveLength(
      NO_TEXT.includes(code) ? 0 : 1,
    );
    expect(summary, code).toMatch(/\.$/);
    expect(fix, code).toMatch(/\.$/);
  }
});

test('every fault that the parser reports has a check, and no other check takes faults', () => {
  const ast = readFileSync(new URL('../../../src-shared/kyn/syntax/ast.ts', import.meta.url), 'utf8');
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
