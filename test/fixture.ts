// The fixture language: one string contains files, a cursor and the expected findings.
//   //- /path [why]      starts a file; reading it fails with `why` (missing, unreadable, not-utf8, utf-16). Text before the first one is /spec.kyn.
//   $0                   the cursor; it is removed from the text.
//   #   ^^^^ error code: message      under a line: the span, severity, code and message of a finding; removed from the text.
// Spans: `^^^^` the columns above; `|` an empty span; a `#` directly before `^` or `|` counts as the first column, and `#<` is the column of the `#` alone.
// A message that ends with `…` is a prefix. A fixture that starts with a line end is dedented.

/** A finding that a fixture expects. Lines and columns count from 0. */
export interface Expectation {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly severity: string;
  readonly code: string;
  readonly message: string;
}

/** One file of a fixture. `cursor` is an offset. */
export interface FixtureFile {
  readonly path: string;
  readonly text: string;
  readonly problem?: 'missing' | 'unreadable' | 'not-utf8' | 'utf-16';
  readonly cursor?: number;
  readonly expected: readonly Expectation[];
}

/** The path of the first file of a fixture, where it has none. */
export const MAIN = '/spec.kyn';

const HEADER = /^\/\/- (\S+)(?: (missing|unreadable|not-utf8|utf-16))?$/;
const NOTE = /^\s*(#)(\s*)(\^+|\||<) (error|warning|info|hint) ([\w-]+): (.*)$/;

/** Reads a fixture; the first file is the main one. */
export function readFixture(fixture: string): FixtureFile[] {
  const files: { path: string; problem?: FixtureFile['problem']; lines: string[] }[] = [];
  for (const line of linesOf(dedent(fixture))) {
    const [, path, problem] = HEADER.exec(line.trimEnd()) ?? [];
    if (path !== undefined) files.push({ path, problem: problem as FixtureFile['problem'], lines: [] });
    else {
      if (files.length === 0) files.push({ path: MAIN, lines: [] });
      files.at(-1)?.lines.push(line);
    }
  }
  return files.map(fileOf);
}

// Lines with their line ends, of any kind.
const linesOf = (text: string): string[] => text.match(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+/g) ?? [''];

function fileOf({ path, problem, lines }: { path: string; problem?: FixtureFile['problem']; lines: string[] }) {
  const kept: string[] = [];
  const expected: Expectation[] = [];
  for (const line of lines) {
    const note = expectationOf(line, kept.length - 1);
    if (note) expected.push(note);
    else kept.push(line);
  }
  const marked = kept.join('');
  const at = marked.indexOf('$0');
  const text = marked.replace('$0', '');
  return { path, text, expected, ...(problem && { problem }), ...(at >= 0 && { cursor: at }) };
}

function expectationOf(line: string, above: number): Expectation | undefined {
  const note = NOTE.exec(line.replace(/[\r\n]+$/, ''));
  if (!note) {
    if (/^\s*#\s*\^/.test(line)) throw new Error(`This looks like an expectation but cannot be parsed: ${line}`);
    return undefined;
  }
  const [, , gap = '', mark = '', severity = '', code = '', message = ''] = note;
  const hash = line.indexOf('#');
  const adjacent = gap === '';
  const start = adjacent ? hash : hash + 1 + gap.length;
  const length = mark === '|' ? 0 : mark === '<' ? 1 : mark.length + (adjacent ? 1 : 0);
  return { line: Math.max(0, above), start, end: start + length, severity, code, message };
}

function dedent(text: string): string {
  if (!text.startsWith('\n')) return text;
  const lines = text.slice(1).split('\n');
  if (/^ *$/.test(lines.at(-1) ?? '')) lines[lines.length - 1] = '';
  const indents = lines.filter(l => l.trim() !== '').map(l => /^ */.exec(l)?.[0].length ?? 0);
  const by = Math.min(...indents, Number.MAX_SAFE_INTEGER);
  return lines.map(l => l.slice(Math.min(by, l.length))).join('\n');
}

/** A text with findings under its lines, in the form of a fixture. */
export function annotate(text: string, found: readonly Expectation[]): string {
  const lines = linesOf(text);
  return lines
    .flatMap((line, i) => [
      line.replace(/[\r\n]+$/, ''),
      ...found.filter(f => f.line === i).map(f => `${spanMark(f)} ${f.severity} ${f.code}: ${f.message}`),
    ])
    .join('\n');
}

function spanMark({ start, end }: Expectation): string {
  const length = end - start;
  if (start === 0) return length === 0 ? '#|' : length === 1 ? '#<' : `#${'^'.repeat(length - 1)}`;
  // Under column 2 there is no room for `#` and a space, so the mark names the columns.
  if (start === 1) return `# @1-${end}`;
  return `#${' '.repeat(start - 1)}${length === 0 ? '|' : '^'.repeat(length)}`;
}
