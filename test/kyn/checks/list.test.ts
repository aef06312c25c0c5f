// The list of checks: each check has a working example and a test case, and every fault of the parser has a check.
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

// Raised by the reader of the bytes, so no text can show it.
const NO_TEXT = ['not-utf8'];

// Findings that only the author can fix, with the reason. Every other check must offer a fix for its example.
const WITHOUT_FIX: Readonly<Record<string, string>> = {
  'import-broken': 'The faults are in another file, where they are reported with their own fixes.',
  'import-problem': 'The core does not know the other files; only an import of the file itself can be removed.',
  'nested-too-deep': 'Only the author knows which brackets to remove.',
  'not-utf8': 'The file has no text to edit; the editor offers to save with another encoding.',
  'secret-in-spec': 'Only the author can revoke the secret, and where the value comes from instead is not known.',
  'sweep-size': 'Only the author knows which values to remove.',
  'csv-missing': 'Only the author knows where the data is, and it may have to be fetched.',
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

test.each(checks)('$code offers a fix, or has a documented reason why not', check => {
  const fixes = findingsOf(check).flatMap(d => d.fixes);
  const reason = WITHOUT_FIX[check.code];
  if (reason === undefined) expect(fixes.map(f => f.title)).not.toEqual([]);
  else {
    expect(fixes, `${check.code} has a fix, so remove it from the list`).toEqual([]);
    expect(reason).toMatch(/\.$/);
  }
});

test('the list of codes without a fix contains only checks', () => {
  const codes = checks.map(c => c.code);
  for (const code of Object.keys(WITHOUT_FIX)) expect(codes).toContain(code);
});

test.each(checks.filter(c => !NO_TEXT.includes(c.code)))('$code has a test case', ({ code }) => {
  expect(cases).toMatch(new RegExp(`(error|warning|info|hint) ${code}: `));
});

test('every check has exactly one check function, a summary and a fix text', () => {
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

test('messages never contain class names, stack traces or undefined values', () => {
  const messages = checks.flatMap(c => analyze({ tree: parse(c.example) }).diagnostics.map(d => d.message));
  for (const message of messages) expect(message).not.toMatch(/undefined(?! param)|\[object|Error\b|NaN|invalid input/);
});
