// Output of `kyn check` as JUnit XML, which most CI services show as tests: a test for each file.
import { oneLine } from '../../../../../src-shared/text/oneLine';
import { type CheckedFile, type CheckReport, type LocatedFinding, locateFindings } from '../checkReport';
import { type ReportContext, reportPaths } from './reportPaths';

/**
 * The XML. A file with errors is a failed test; other findings are its output. A file that could not be checked, and what concerns all files, are tests of
 * their own. Hints are omitted.
 */
export function junit(report: CheckReport, context: ReportContext): string {
  const pathOf = reportPaths(context);
  const { files, problems, unreadable } = report;
  const cases = [
    ...files.map(file => fileCase(file, pathOf(file.path))),
    ...problems.map(text => testCase('kyn check', [element('failure', { message: text }, '')])),
    ...unreadable.map(text => testCase(text, [element('error', { message: text }, '')])),
  ];
  const failed = files.filter(file => file.diagnostics.some(d => d.severity === 'error'));
  const counts = {
    tests: cases.length,
    failures: failed.length + problems.length,
    errors: unreadable.length,
    time: 0,
  };
  const suite = element('testsuite', { name: 'kyn check', ...counts }, lines(cases));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', { name: 'kyn', ...counts }, lines([suite]))}\n`;
}

function fileCase(file: CheckedFile, path: string): string {
  const found = locateFindings(file);
  const errors = found.filter(f => f.severity === 'error');
  const others = found.filter(f => f.severity === 'warning' || f.severity === 'info');
  const [first] = errors;
  return testCase(
    path,
    [
      ...(first ? [element('failure', { message: first.message, type: first.code }, listed(errors, path))] : []),
      ...(others.length > 0 ? [element('system-out', {}, listed(others, path))] : []),
    ],
    { file: path },
  );
}

const testCase = (name: string, content: readonly string[], more: Attributes = {}): string =>
  element('testcase', { name, classname: 'kyn', ...more, time: 0 }, lines(content));

const listed = (found: readonly LocatedFinding[], path: string): string =>
  found
    .map(({ start, severity, code, message }) => {
      const place = `${path}:${start.line + 1}:${start.character + 1}`;
      return escaped(`${place}: ${severity} ${code} ${message}`);
    })
    .join('\n');

type Attributes = Readonly<Record<string, string | number>>;

function element(name: string, attributes: Attributes, content: string): string {
  const start = [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${escaped(String(value))}"`)];
  return content === '' ? `<${start.join(' ')}/>` : `<${start.join(' ')}>${content}</${name}>`;
}

const lines = (parts: readonly string[]): string => (parts.length === 0 ? '' : `\n${parts.join('\n')}\n`);

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

// XML has no escape for two characters that are not in use, and `oneLine` leaves no others that it forbids.
const escaped = (text: string): string =>
  oneLine(text).replace(/[&<>"]|[\ufffe\uffff]/g, c => ESCAPES[c] ?? `\\u${c.charCodeAt(0).toString(16)}`);
