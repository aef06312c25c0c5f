// A check as commands for GitHub Actions, which shows them beside the lines of a pull request.
import { type CheckReport, type LocatedFinding, locateFindings } from '../checkReport';

const LEVELS = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** One command for each finding. Hints are left out, for GitHub shows only so many. */
export const github = ({ files }: CheckReport): string => files.flatMap(locateFindings).map(command).join('');

function command({ file, severity, code, message, start }: LocatedFinding): string {
  if (severity === 'hint') return '';
  const place = `file=${property(file.path)},line=${start.line + 1},col=${start.character + 1}`;
  return `::${LEVELS[severity]} ${place},title=${property(code)}::${data(message)}\n`;
}

// The two ways in which the runner's own tool kit escapes.
const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
