// Output of `kyn check` for GitHub Actions, which shows the findings next to the lines of a pull request.
import { manyLines, oneLine } from '../../../../../src-shared/text/oneLine';
import { type CheckReport, type LocatedFinding, locateFindings } from '../checkReport';

const LEVELS = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** A workflow command for each finding and each problem of the check. Hints are omitted because GitHub shows only a limited number. */
export const github = ({ files, problems }: CheckReport): string =>
  [
    ...files.flatMap(locateFindings).map(command),
    ...problems.map(text => `::error title=kyn check::${data(oneLine(text))}\n`),
  ].join('');

function command({ file, severity, code, message, start }: LocatedFinding): string {
  if (severity === 'hint') return '';
  const position = `file=${property(manyLines(file.path))},line=${start.line + 1},col=${start.character + 1}`;
  return `::${LEVELS[severity]} ${position},title=${property(code)}::${data(oneLine(message))}\n`;
}

// The escapes of the toolkit of GitHub Actions.
const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
