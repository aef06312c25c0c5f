// Helpers for tests of the checks: fixtures in, findings and fixes out. Test files contain only cases.
import { expect, test } from 'vitest';
import { basename, dirname, join } from '../../src-shared/host/paths';
import { type Analysis, analyze } from '../../src-shared/kyn/analyze';
import { defaultOptions, type Options } from '../../src-shared/kyn/catalogue/options';
import { findings as compilerFindings } from '../../src-shared/kyn/compile/findings';
import { dataFindings, withDataFixes } from '../../src-shared/kyn/dataFindings';
import { compose, type Loaded } from '../../src-shared/kyn/names/compose';
import { parse } from '../../src-shared/kyn/syntax/parse';
import { byPlace, type Diagnostic, type Fix } from '../../src-shared/text/diagnostic';
import { lineIndex, positionAt } from '../../src-shared/text/lineIndex';
import { annotate, type Expectation, type FixtureFile, MAIN, readFixture } from '../fixture';
import { completed, withRequiredKeys } from './completeSpec';
import { dataAmong } from './data/dataOfFixture';

// Findings that nearly every partial spec has. They are compared only if the fixture expects one of the same code.
const OPTIONAL_CODES: ReadonlySet<string> = new Set([
  'no-seed',
  'unused',
  'weak-determinism',
  'sweep-effect',
  'nothing-to-train',
  // The language accepts more than the built-in compiler; test/kyn/compile has the cases.
  ...compilerFindings.map(f => f.code),
]);

/** The analysis of the first file; `main` replaces its text. If some files are CSV, their data is checked, too. */
export function analysisOf(files: readonly FixtureFile[], options: Options = defaultOptions, main?: string): Analysis {
  const root = files[0] ?? { path: MAIN, text: '', expected: [] };
  const tree = parse(main ?? root.text);
  const analysis = analyze({ tree, composition: compose({ id: root.path, tree }, loader(files)), options });
  const isCompared = (d: Diagnostic): boolean =>
    !OPTIONAL_CODES.has(d.code) || root.expected.some(e => e.code === d.code);
  const diagnostics = findingsWithData(files, analysis).sort(byPlace);
  return { ...analysis, diagnostics: diagnostics.filter(isCompared) };
}

function findingsWithData(files: readonly FixtureFile[], analysis: Analysis): Diagnostic[] {
  const data = files.filter(f => f.path.endsWith('.csv'));
  if (data.length === 0) return [...analysis.diagnostics];
  const texts = Object.fromEntries(data.map(f => [f.path, f.text]));
  const csvFiles = dataAmong(texts, { spec: files[0]?.path ?? MAIN });
  return [...withDataFixes(analysis, csvFiles), ...dataFindings(analysis, csvFiles)];
}

function loader(files: readonly FixtureFile[]): (from: string, path: string) => Loaded {
  return (from, path) => {
    const id = join(dirname(from), path);
    const label = basename(id);
    const file = files.find(f => f.path === id);
    return file && !file.problem
      ? { id, label, tree: parse(file.text) }
      : { id, label, problem: file?.problem ?? 'missing' };
  };
}

/** Findings in the form of a fixture's expectations. */
function expectations(text: string, found: readonly Diagnostic[]): Expectation[] {
  const index = lineIndex(text);
  return found.map(({ span, severity, code, message }) => {
    const { line, character } = positionAt(index, span.start);
    return { line, start: character, end: character + span.end - span.start, severity, code, message };
  });
}

/** Checks that the findings are exactly the expected ones, and that each fix removes its finding without a new error. */
export function checkDiagnostics(fixture: string, options?: Options): void {
  checkFiles(readFixture(fixture), options);
}

/** The same for a partial spec: `    ...` is replaced by the required keys that a block does not set, and missing blocks are added. */
export function checkSpec(fixture: string, options?: Options): void {
  checkFiles(completed(readFixture(withRequiredKeys(fixture))), options);
}

/** One test for each partial spec, by name. */
export function specCases(cases: Readonly<Record<string, string>>, options?: Options): void {
  for (const [name, fixture] of Object.entries(cases)) test(name, () => checkSpec(fixture, options));
}

function checkFiles(files: readonly FixtureFile[], options?: Options): void {
  const [main] = files;
  if (!main) throw new Error('A fixture has at least one file.');
  const { diagnostics } = analysisOf(files, options);
  const found = expectations(main.text, diagnostics);
  const expected = main.expected.map(e => completedMessage(e, found));
  expect(annotate(main.text, sorted(found))).toBe(annotate(main.text, sorted(expected)));
  for (const diagnostic of diagnostics)
    for (const fix of diagnostic.fixes) checkOneFix({ files, diagnostic, fix, ...(options && { options }) });
}

const sorted = (list: readonly Expectation[]) =>
  [...list].sort((a, b) => a.line - b.line || a.start - b.start || a.end - b.end || (a.code < b.code ? -1 : 1));

// `…` at the end of an expected message matches any rest, if place and code are the same.
function completedMessage(expected: Expectation, found: readonly Expectation[]): Expectation {
  if (!expected.message.endsWith('…')) return expected;
  const start = expected.message.slice(0, -1);
  const same = found.find(
    f =>
      f.line === expected.line && f.start === expected.start && f.code === expected.code && f.message.startsWith(start),
  );
  return same ? { ...expected, message: same.message } : expected;
}

interface AppliedFix {
  readonly files: readonly FixtureFile[];
  readonly diagnostic: Diagnostic;
  readonly fix: Fix;
  readonly options?: Options;
}

function checkOneFix({ files, diagnostic, fix, options }: AppliedFix): void {
  const before = analysisOf(files, options);
  const after = analysisOf(files, options, applied(before.tree.text, fix));
  const context = `${diagnostic.code}: ${fix.title}\n${after.tree.text}`;
  const same = (a: Diagnostic) => a.code === diagnostic.code && a.message === diagnostic.message;
  const count = (analysis: Analysis) => analysis.diagnostics.filter(same).length;
  expect(count(after), `the finding is gone after ${context}`).toBeLessThan(count(before));
  // The message for an undefined param lists all params, which a fix may change.
  const comparable = (d: Diagnostic): string => d.message.replace(/ Known params: \[.*\]$/, '');
  const errors = (analysis: Analysis) => analysis.diagnostics.filter(d => d.severity === 'error').map(comparable);
  expect(without(errors(after), errors(before)), `no new error after ${context}`).toEqual([]);
}

function without(list: readonly string[], taken: readonly string[]): string[] {
  const left = [...taken];
  return list.filter(item => {
    const at = left.indexOf(item);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** The text after applying a fix. */
export function applied(text: string, { edits }: Fix): string {
  return [...edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce((out, { span, text: inserted }) => out.slice(0, span.start) + inserted + out.slice(span.end), text);
}

/** Applies the fix with a title, or the only fix, and compares the text. Both texts may be partial specs. */
export function checkFix(before: string, after: string, title?: string): void {
  const files = completed(readFixture(before));
  const { tree, diagnostics } = analysisOf(files);
  const fixes = diagnostics.flatMap(d => d.fixes).filter(f => title === undefined || f.title === title);
  expect(fixes.map(f => f.title)).toHaveLength(1);
  expect(applied(tree.text, fixes[0] as Fix)).toBe(completed(readFixture(after))[0]?.text);
}
