// One check for each capability of the language core. Test files hold only cases.
import { expect, test } from 'vitest';
import { basename, dirname, join } from '../../src-shared/host/paths';
import { type Analysis, analyze } from '../../src-shared/kyn/analyze';
import { defaultOptions, type Options } from '../../src-shared/kyn/catalogue/options';
import { dataFindings, withDataFixes } from '../../src-shared/kyn/dataFindings';
import { compose, type Loaded } from '../../src-shared/kyn/names/compose';
import { parse } from '../../src-shared/kyn/syntax/parse';
import { byPlace, type Diagnostic, type Fix } from '../../src-shared/text/diagnostic';
import { lineIndex, positionAt } from '../../src-shared/text/lineIndex';
import { annotate, type Expectation, type FixtureFile, MAIN, readFixture } from '../fixture';
import { dataAmong } from './data/dataOfFixture';
import { completed, withRequiredKeys } from './wholeSpec';

// Advice that nearly every part of a spec would get; a fixture that states one is held to it.
const ADVICE: ReadonlySet<string> = new Set([
  'no-seed',
  'unused',
  'weak-determinism',
  'sweep-effect',
  'nothing-to-train',
]);

/** The analysis of the first of some files; `main` replaces its text. Where some of them are CSV, data is the subject and judged too. */
export function analysisOf(files: readonly FixtureFile[], options: Options = defaultOptions, main?: string): Analysis {
  const root = files[0] ?? { path: MAIN, text: '', expected: [] };
  const tree = parse(main ?? root.text);
  const analysis = analyze({ tree, composition: compose({ id: root.path, tree }, loader(files)), options });
  const isAsked = (d: Diagnostic): boolean => !ADVICE.has(d.code) || root.expected.some(e => e.code === d.code);
  const diagnostics = findingsWithData(files, analysis).sort(byPlace);
  return { ...analysis, diagnostics: diagnostics.filter(isAsked) };
}

function findingsWithData(files: readonly FixtureFile[], analysis: Analysis): Diagnostic[] {
  const data = files.filter(f => f.path.endsWith('.csv'));
  if (data.length === 0) return [...analysis.diagnostics];
  const texts = Object.fromEntries(data.map(f => [f.path, f.text]));
  const known = dataAmong(texts, { spec: files[0]?.path ?? MAIN });
  return [...withDataFixes(analysis, known), ...dataFindings(analysis, known)];
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

/** Findings as a fixture states them. */
export function expectations(text: string, found: readonly Diagnostic[]): Expectation[] {
  const index = lineIndex(text);
  return found.map(({ span, severity, code, message }) => {
    const { line, character } = positionAt(index, span.start);
    return { line, start: character, end: character + span.end - span.start, severity, code, message };
  });
}

/** Every finding of a fixture is expected and every expected one found; each fix cures its finding and brings no new error. */
export function checkDiagnostics(fixture: string, options?: Options): void {
  checkFiles(readFixture(fixture), options);
}

/** The same for a part of a spec: `    ...` stands for the keys that a block must have and the part does not write, and blocks that are not there are added. */
export function checkSpec(fixture: string, options?: Options): void {
  checkFiles(completed(readFixture(withRequiredKeys(fixture))), options);
}

/** A test for each part of a spec, by name. */
export function specCases(cases: Readonly<Record<string, string>>, options?: Options): void {
  for (const [name, fixture] of Object.entries(cases)) test(name, () => checkSpec(fixture, options));
}

function checkFiles(files: readonly FixtureFile[], options?: Options): void {
  const [main] = files;
  if (!main) throw new Error('A fixture has at least one file.');
  const { diagnostics } = analysisOf(files, options);
  const found = expectations(main.text, diagnostics);
  const wanted = main.expected.map(e => completedMessage(e, found));
  expect(annotate(main.text, sorted(found))).toBe(annotate(main.text, sorted(wanted)));
  for (const diagnostic of diagnostics)
    for (const fix of diagnostic.fixes) checkCure({ files, diagnostic, fix, ...(options && { options }) });
}

const sorted = (list: readonly Expectation[]) =>
  [...list].sort((a, b) => a.line - b.line || a.start - b.start || a.end - b.end || (a.code < b.code ? -1 : 1));

// `…` at the end stands for the rest of the message of a finding that is otherwise the same.
function completedMessage(wanted: Expectation, found: readonly Expectation[]): Expectation {
  if (!wanted.message.endsWith('…')) return wanted;
  const start = wanted.message.slice(0, -1);
  const same = found.find(
    f => f.line === wanted.line && f.start === wanted.start && f.code === wanted.code && f.message.startsWith(start),
  );
  return same ? { ...wanted, message: same.message } : wanted;
}

interface Cure {
  readonly files: readonly FixtureFile[];
  readonly diagnostic: Diagnostic;
  readonly fix: Fix;
  readonly options?: Options;
}

function checkCure({ files, diagnostic, fix, options }: Cure): void {
  const before = analysisOf(files, options);
  const after = analysisOf(files, options, applied(before.tree.text, fix));
  const how = `${diagnostic.code}: ${fix.title}\n${after.tree.text}`;
  const same = (a: Diagnostic) => a.code === diagnostic.code && a.message === diagnostic.message;
  const count = (analysis: Analysis) => analysis.diagnostics.filter(same).length;
  expect(count(after), `the finding is gone after ${how}`).toBeLessThan(count(before));
  // Which params there are is part of the words for the others that are not.
  const wordsOf = (d: Diagnostic): string => d.message.replace(/ Known params: \[.*\]$/, '');
  const errors = (analysis: Analysis) => analysis.diagnostics.filter(d => d.severity === 'error').map(wordsOf);
  expect(without(errors(after), errors(before)), `no new error after ${how}`).toEqual([]);
}

function without(list: readonly string[], taken: readonly string[]): string[] {
  const left = [...taken];
  return list.filter(item => {
    const at = left.indexOf(item);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** The text after a fix. */
export function applied(text: string, { edits }: Fix): string {
  return [...edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce((out, { span, text: inserted }) => out.slice(0, span.start) + inserted + out.slice(span.end), text);
}

/** Applies the fix with a title, or the only one, and compares the text. Both texts may be parts of a spec. */
export function checkFix(before: string, after: string, title?: string): void {
  const files = completed(readFixture(before));
  const { tree, diagnostics } = analysisOf(files);
  const fixes = diagnostics.flatMap(d => d.fixes).filter(f => title === undefined || f.title === title);
  expect(fixes.map(f => f.title)).toHaveLength(1);
  expect(applied(tree.text, fixes[0] as Fix)).toBe(completed(readFixture(after))[0]?.text);
}
