// Output of `kyn check` for GitHub Actions, which shows the findings next to the lines of a pull request.
import { manyLines, oneLine } from '../../../../../src-shared/text/oneLine';
import { type CheckReport, type LocatedFinding, locateFindings } from '../checkReport';
import { type ReportContext, reportPaths } from './reportPaths';

const LEVELS = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** A workflow command for each finding and each problem of the check. Hints are omitted because GitHub shows only a limited number. */
export function github({ files, problems }: CheckReport, context: ReportContext): string {
  const pathOf = reportPaths(context);
  return [
    ...files.flatMap(locateFindings).map(finding => command(finding, pathOf)),
    ...problems.map(text => `::error title=kyn check::${data(oneLine(text))}\n`),
  ].join('');
}

function command(finding: LocatedFinding, pathOf: (label: string) => string): string {
  const { file, severity, code, message } = finding;
  if (severity === 'hint') return '';
  const properties: readonly (readonly [name: string, value: string | number])[] = [
    ['file', manyLines(pathOf(file.path))],
    ...place(finding),
    ['title', code],
  ];
  const text = properties.map(([name, value]) => `${name}=${property(String(value))}`).join();
  return `::${LEVELS[severity]} ${text}::${data(oneLine(message))}\n`;
}

// GitHub rejects columns of a finding that covers several lines.
function place({ start, end }: LocatedFinding): (readonly [name: string, value: number])[] {
  const isOneLine = start.line === end.line;
  return [
    ['line', start.line + 1],
    ...(isOneLine ? [['col', start.character + 1] as const] : []),
    ['endLine', end.line + 1],
    ...(isOneLine ? [['endColumn', end.character + 1] as const] : []),
  ];
}

// The escapes of the toolkit of GitHub Actions.
const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
