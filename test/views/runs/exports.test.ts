// A list of runs in the formats that it is exported in.
import { expect, test } from 'vitest';
import { runsCsv } from '../../../src-shared/views/runs/runsCsv';
import { runsLatex } from '../../../src-shared/views/runs/runsLatex';
import { runsMarkdown } from '../../../src-shared/views/runs/runsMarkdown';
import type { RunTable, TableCell } from '../../../src-shared/views/runs/runTable';

const cell = (exact: string, more: Partial<TableCell> = {}): TableCell => ({
  text: exact,
  exact,
  isBest: false,
  ...more,
});

const table: RunTable = {
  columns: [
    { key: 'path', title: 'run', isNumber: false, second: 'delta' },
    { key: 'mae', title: 'mae', isNumber: true, second: 'delta' },
  ],
  rows: [
    [cell('a,"b"/m.json'), cell('13.4812', { text: '13.48', isBest: true })],
    [cell('=cmd()'), cell('-0.5', { second: { text: '-13.98', exact: '-13.981' } })],
    [cell('+x_y & 10 % | [a]'), cell('')],
  ],
};

test('CSV has all digits, quotes, and no formula', () => {
  expect(runsCsv(table)).toBe(
    'path,mae,mae delta\n"a,""b""/m.json",13.4812,\n\'=cmd(),-0.5,-13.981\n\'+x_y & 10 % | [a],,\n',
  );
});

test.each(['=1+1', '+1+1', '-1+1', '@SUM(A1)', '-', '-1e'])('%j is not a formula in CSV', text => {
  const csv = runsCsv({ columns: table.columns.slice(0, 1), rows: [[cell(text)]] });
  expect(csv.slice('path\n'.length)).toMatch(/^"?'/);
});

test.each(['-1', '+1.5', '-2.5e-3', '12'])('%s stays a number in CSV', text =>
  expect(runsCsv({ columns: table.columns.slice(0, 1), rows: [[cell(text)]] })).toBe(`path\n${text}\n`),
);

test.each(['\t=1', '\r=1', '\n=1'])('%j is shown as an escape in CSV', text => {
  const csv = runsCsv({ columns: table.columns.slice(0, 1), rows: [[cell(text)]] });
  expect(csv).toMatch(/^path\n\\u00[\da-f]{2}=1\n$/);
});

test('Markdown has no markup from values', () => {
  expect(runsMarkdown(table)).toBe(
    [
      '| run | mae |',
      '| --- | ---: |',
      '| a,"b"/m.json | **13.48** |',
      '| =cmd() | -0.5 (-13.98) |',
      '| +x_y \\& 10 % \\| \\[a\\] |  |',
      '',
    ].join('\n'),
  );
});

test('LaTeX keeps characters that it joins', () => {
  const latex = runsLatex({ ...table, rows: [[cell("--lr a---b ''x'' ?`!`"), cell('-1')]] });
  expect(latex).toContain("-{}-lr a-{}-{}-b '{}'x'{}' ?{`}!{`} & -1 ");
});

test('LaTeX escapes what has a meaning, also at the beginning of a row', () => {
  const latex = runsLatex({ ...table, rows: [[cell('[1cm]*\\x{a}~^<>|_#$&%'), cell('1', { isBest: true })]] });
  expect(latex).toBe(
    [
      '\\begin{tabular}{lr}',
      '\\hline',
      'run & mae \\\\',
      '\\hline',
      '{[}1cm]{*}\\textbackslash{}x\\{a\\}\\textasciitilde{}\\textasciicircum{}\\textless{}\\textgreater{}\\textbar{}\\_\\#\\$\\&\\% & \\textbf{1} \\\\',
      '\\hline',
      '\\end{tabular}',
      '',
    ].join('\n'),
  );
});
