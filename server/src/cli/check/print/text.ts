// Output of `kyn check` for people: each finding with its source line, and a summary.
import { counted } from '../../../../../src-shared/text/numberText';
import { oneLine } from '../../../../../src-shared/text/oneLine';
import type { Colors } from '../../print/colors';
import { widthFor } from '../../print/widthFor';
import { type CheckReport, type LocatedFinding, locateFindings } from '../checkReport';

// Only a part of a longer line is shown.
const MAX_LINE = 160;

/** The text. Hints are left to the other formats, and `isQuiet` leaves out the summary. */
export async function checkText(report: CheckReport, colors: Colors, isQuiet = false): Promise<string> {
  const findings = report.files.flatMap(locateFindings).filter(f => f.severity !== 'hint');
  const shown = findings.map(finding => ({ finding, source: sourceOf(finding) }));
  const style = { colors, width: await widthFor(shown.map(({ source }) => source.text)) };
  const parts = [
    ...shown.map(({ finding, source }) => `${headline(finding, colors)}\n${sourceLine(source, style)}`),
    ...report.problems.map(text => `${colors.red('error')}: ${oneLine(text)}\n`),
  ];
  if (isQuiet) return parts.join('');
  return `${parts.join('')}${parts.length > 0 ? '\n' : ''}${summary(report)}\n`;
}

function headline({ file, start, severity, code, message }: LocatedFinding, colors: Colors): string {
  const paint = severity === 'error' ? colors.red : severity === 'warning' ? colors.yellow : colors.blue;
  const position = `${oneLine(file.path)}:${start.line + 1}:${start.character + 1}`;
  return `${colors.bold(position)}: ${paint(severity)} ${colors.dim(code)} ${oneLine(message)}`;
}

/** The shown part of the first line of a finding, and which of it is marked. */
interface Source {
  readonly number: number;
  readonly text: string;
  readonly before: string;
  readonly marked: string;
}

function sourceOf({ file, start, end, lines }: LocatedFinding): Source {
  const from = lines.starts[start.line] ?? 0;
  const length = lineEnd(file.text, from, lines.starts[start.line + 1]) - from;
  const cut = length > MAX_LINE ? Math.max(0, start.character - MAX_LINE / 4) : 0;
  const part = file.text.slice(from + cut, from + Math.min(length, cut + MAX_LINE));
  const last = end.line > start.line ? length : end.character;
  const at = Math.min(start.character - cut, part.length);
  return {
    number: start.line + 1,
    text: visible(part),
    before: visible(part.slice(0, at)),
    marked: visible(part.slice(at, last - cut)),
  };
}

function sourceLine({ number, text, before, marked }: Source, { colors, width }: Style): string {
  if (text.trim() === '') return '';
  const edge = colors.dim('|');
  const marks = colors.red('^'.repeat(Math.max(1, width(marked))));
  return `${colors.dim(String(number).padStart(5))} ${edge} ${text}\n      ${edge} ${' '.repeat(width(before))}${marks}\n`;
}

interface Style {
  readonly colors: Colors;
  readonly width: (text: string) => number;
}

// The line is not read as a whole, because it may be very long and have many findings.
function lineEnd(text: string, start: number, next = text.length): number {
  let end = next;
  while (end > start && /[\r\n]/.test(text.charAt(end - 1))) end--;
  return end;
}

// A tab becomes one space, so that the marks are below the marked text.
const visible = (text: string): string => oneLine(text.replaceAll('\t', ' '));

function summary({ files, errors, warnings, infos }: CheckReport): string {
  if (files.length === 0) return 'No files were checked.';
  const counts = [count(errors, 'error'), count(warnings, 'warning'), count(infos, 'note')].filter(Boolean);
  const checked = `${counted(files.length, 'file')} checked`;
  return `${checked}: ${counts.length > 0 ? counts.join(', ') : 'no problems'}.`;
}

const count = (n: number, word: string): string => (n === 0 ? '' : counted(n, word));
