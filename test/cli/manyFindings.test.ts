// A file with very many findings: kyn check prints some of them, and counts all.
import { expect, test } from 'vitest';
import { checkReport, limitFile } from '../../server/src/cli/check/checkReport';
import type { Diagnostic, Severity } from '../../src-shared/text/diagnostic';
import { span } from '../../src-shared/text/span';
import { kyn, manifestText, parseJsonOutput } from './cliEnvironment';

const UNKNOWN = 700;
const unknownKeys = Object.fromEntries(Array.from({ length: UNKNOWN }, (_, i) => [`k${i}`, i]));
const setup = { files: { '/w/run_manifest.json': manifestText({ ...unknownKeys, seed: 'x' }) } };

test('the summary counts all, and a line states how many are not printed', async () => {
  const { stdout } = await kyn(setup, 'check');
  expect(stdout.match(/kyn\/unknown-field/g)).toHaveLength(200);
  expect(stdout).toContain('info kyn/more-problems 500 more problems of the kind `unknown-field` below.');
  expect(stdout).toMatch(/1 file checked: .* 700 notes\.\n$/);
});

test.each(['json', 'sarif', 'github', 'gitlab', 'junit'])('%s has as many as the text', async format => {
  const { stdout } = await kyn(setup, 'check', '--format', format);
  expect(stdout).toContain('500 more problems');
  expect(stdout).not.toContain('k600');
});

const specWith = (count: number): string => `params:\n${'    a b c\n'.repeat(count)}`;

test('errors and warnings that are not printed are counted, and fail the check', async () => {
  const found = await kyn({ files: { '/w/a.kyn': specWith(900) } }, 'check', '--format', 'json');
  const { files, summary } = parseJsonOutput(found);
  expect(files[0]?.diagnostics.length).toBeLessThan(500);
  expect(summary.errors).toBeGreaterThanOrEqual(900);
  expect(found.code).toBe(1);
});

test('--fix fixes all of them', async () => {
  const text = `params:\n${Array.from({ length: 400 }, (_, i) => `    p${i} = 'a'\n`).join('')}`;
  const { stderr, files } = await kyn({ files: { '/w/a.kyn': text } }, 'check', '--fix');
  expect(stderr).toContain('a.kyn: 400 problems fixed.');
  expect(files.get('/w/a.kyn')).not.toContain("'");
});

const finding = (code: string, severity: Severity, at: number): Diagnostic => ({
  code,
  severity,
  message: code,
  span: span(at, at),
  fixes: [],
});

test('what replaces others is as severe as the worst of them', () => {
  const notes = Array.from({ length: 300 }, (_, i) => finding('x', i === 250 ? 'error' : 'info', i));
  const { diagnostics, omitted } = limitFile({ path: 'a', kind: 'k', text: '', diagnostics: notes });
  expect(diagnostics.at(-1)).toMatchObject({ code: 'more-problems', severity: 'error' });
  expect(omitted).toEqual({ error: 1, warning: 0, info: 99, hint: 0 });
});

test('of many kinds together 1,000 are printed, and none is counted twice', () => {
  const many = Array.from({ length: 4000 }, (_, i) => finding(`c${i % 8}`, 'warning', i));
  const { diagnostics, omitted } = limitFile({ path: 'a', kind: 'k', text: '', diagnostics: many });
  expect(diagnostics).toHaveLength(1001);
  expect(diagnostics.at(-1)?.message).toBe('3,000 more problems below. Fix these first.');
  expect(omitted?.warning).toBe(3000);
});

test('behind 20,000 findings each file has one in place of its own, and all are counted', () => {
  const diagnostics = [finding('a', 'warning', 3), finding('b', 'error', 5), finding('a', 'warning', 7)];
  const omitted = { error: 0, warning: 4, info: 0, hint: 0 };
  const files = Array.from({ length: 8000 }, (_, i) => ({ path: `${i}`, kind: 'k', text: 'x'.repeat(9), diagnostics }));
  const last = { path: 'last', kind: 'k', text: '', diagnostics, omitted };
  const report = checkReport([...files, last, { ...last, diagnostics: [] }], []);
  expect(report.files.flatMap(f => f.diagnostics)).toHaveLength(6667 * 3 + 1334);
  expect(report.files.at(-2)).toMatchObject({
    text: '',
    diagnostics: [{ code: 'more-problems', severity: 'error', span: { start: 0, end: 0 } }],
    omitted: { error: 1, warning: 6 },
  });
  expect(report.files.at(-2)?.diagnostics[0]?.message).toContain('7 problems are not listed');
  expect(report.files.at(-1)?.diagnostics).toEqual([]);
  expect([report.errors, report.warnings]).toEqual([8001, 16002 + 4 + 4]);
});
