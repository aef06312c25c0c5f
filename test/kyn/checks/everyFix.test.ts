// Properties of every fix: it removes its finding and adds no error that was not hidden before, and applying all safe fixes terminates.
// Checked with mutated specs. The seed is fixed unless KYNML_SEED is set: a rare combination must not fail an unrelated change.
import { afterAll, expect, test } from 'vitest';
import { type Analysis, analyze } from '../../../src-shared/kyn/analyze';
import { checks } from '../../../src-shared/kyn/checks';
import { compose, nothingImported } from '../../../src-shared/kyn/names/compose';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { type Diagnostic, type Fix, safeEdits } from '../../../src-shared/text/diagnostic';
import type { Span } from '../../../src-shared/text/span';
import { caseCount, caseTimeout, repeatWith } from '../../cases';
import { houseDataset, houseModel } from '../../specFixture';
import { applied } from '../check';
import { Chance, mutated, randomFrom } from '../mutate';
import { anySpec, specs, wholeSpec } from '../pool';

const SEED = Number(process.env.KYNML_SEED ?? 201);
const LIMIT_MS = caseTimeout(120_000);
const TEXTS = caseCount(6000);
// Each analysed text is used for the fixes of several findings.
const FINDINGS = 2;
const MAX_ROUNDS = 10;
const chance = new Chance(randomFrom(SEED));

const ran = { texts: 0, fixes: 0, 'texts with all safe fixes applied': 0 };
const fixed = new Set<string>();
afterAll(() => {
  const counts = Object.entries(ran).map(([name, count]) => `${name} ${count.toLocaleString('en')}`);
  console.log(`properties of fixes: ${counts.join(', ')} (${repeatWith(SEED)})`);
});

const SYNTAX: ReadonlySet<string> = new Set(checks.filter(c => c.fault).map(c => c.code));

// Findings that depend on others: fixing the code on the left may reveal the codes on the right.
const HIDDEN_BEHIND: Readonly<Record<string, readonly string[]>> = {
  // Without a model or its input, its width is unknown.
  'missing-key': ['output-units'],
  'model-input': ['output-units'],
  'layer-arguments': ['output-units'],
  'unknown-name': ['output-units'],
  // The lines of a second block are used only after they are merged: params then have values, and the train block a model.
  'duplicate-block': ['wrong-type', 'out-of-range', 'output-units'],
  // The importers of a library may define its params; a spec with a train block has no importers.
  'missing-block': ['undefined-param'],
  // Once a param has a value, its uses are checked.
  'undefined-param': ['output-units', 'wrong-type', 'out-of-range'],
  // The lines after an incomplete import belong to it.
  'import-syntax': ['stray-line'],
  // `format = onxx`, `fromat = onnx`: the keys for onnx are required only after the correction.
  'unknown-key': ['missing-key'],
  'unknown-word': ['missing-key'],
};

const imported = parse(houseDataset + houseModel);
const compositions = [
  () => nothingImported,
  (tree: ReturnType<typeof parse>) =>
    compose({ id: 'spec', tree }, (_, path) => ({ id: path, label: path, tree: imported })),
];

type Analyze = (text: string) => Analysis;

function anyAnalyze(): Analyze {
  const composition = chance.of(compositions);
  return text => {
    const tree = parse(text);
    return analyze({ tree, composition: composition(tree) });
  };
}

// A spec with a few mutations.
function anyMistaken(): string {
  let text = chance.of([wholeSpec, anySpec, () => chance.of(specs)])(chance);
  for (let changes = 1 + chance.below(2); changes > 0; changes--) text = mutated(text, chance);
  return text;
}

const isError = (d: Diagnostic): boolean => d.severity === 'error';

function countsOf(diagnostics: readonly Diagnostic[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { code } of diagnostics) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}

function checkFix(analyzed: Analyze, before: Analysis, { code, message }: Diagnostic, fix: Fix): void {
  const after = analyzed(applied(before.tree.text, fix));
  const same = ({ diagnostics }: Analysis) => diagnostics.filter(d => d.code === code && d.message === message).length;
  const context = `${code}: ${fix.title}\nbefore ${JSON.stringify(before.tree.text)}\nafter ${JSON.stringify(after.tree.text)}`;
  if (same(after) >= same(before)) throw new Error(`the finding stays after ${context}`);
  const counts = countsOf(before.diagnostics.filter(isError));
  for (const [added, count] of countsOf(after.diagnostics.filter(isError)))
    if (count > (counts.get(added) ?? 0) && !mayAppear(code, added, after, fix))
      throw new Error(`${added} is new after ${context}`);
  fixed.add(code);
  ran.fixes++;
}

// The changed lines may contain other mistakes. A syntax fault hides the other faults of its block, and all findings that are not about syntax.
function mayAppear(code: string, added: string, after: Analysis, fix: Fix): boolean {
  if (HIDDEN_BEHIND[code]?.includes(added)) return true;
  const isSyntax = SYNTAX.has(code);
  if (isSyntax && !SYNTAX.has(added)) return true;
  const places = changedPlaces(fix).map(place => (isSyntax ? itemsAt(after, place) : linesAt(after, place)));
  return after.diagnostics.some(
    d => d.code === added && places.some(place => d.span.start <= place.end && d.span.end >= place.start),
  );
}

function changedPlaces({ edits }: Fix): Span[] {
  let by = 0;
  return edits.map(({ span, text }) => {
    const start = span.start + by;
    by += text.length - (span.end - span.start);
    return { start, end: start + text.length };
  });
}

function linesAt({ tree: { text } }: Analysis, { start, end }: Span): Span {
  const isEnd = (at: number) => text[at] === '\n' || text[at] === '\r';
  let [from, to] = [start, end];
  while (from > 0 && !isEnd(from - 1)) from--;
  while (to < text.length && !isEnd(to)) to++;
  return { start: from, end: to };
}

function itemsAt({ tree }: Analysis, { start, end }: Span): Span {
  const touched = tree.items.filter(({ at, item }) => at <= end && at + item.text.length >= start);
  const last = touched.at(-1);
  return { start: touched[0]?.at ?? start, end: last ? last.at + last.item.text.length : end };
}

test('every fix removes its finding and adds no new error', { timeout: LIMIT_MS }, () => {
  for (let i = 0; i < TEXTS; i++) {
    const text = anyMistaken();
    const analyzed = anyAnalyze();
    const before = analyzed(text);
    ran.texts++;
    const found = before.diagnostics.filter(d => d.fixes.length > 0);
    for (let n = Math.min(FINDINGS, found.length); n > 0; n--) {
      const [diagnostic] = found.splice(chance.below(found.length), 1) as [Diagnostic];
      for (const fix of diagnostic.fixes) checkFix(analyzed, before, diagnostic, fix);
    }
  }
});

test('applying all safe fixes terminates, with no more faults than before', { timeout: LIMIT_MS }, () => {
  for (let i = 0; i < caseCount(6000); i++) {
    const text = anyMistaken();
    const analyzed = anyAnalyze();
    let analysis = analyzed(text);
    const faults = analysis.diagnostics.filter(d => SYNTAX.has(d.code)).length;
    let rounds = 0;
    for (let edits = safeEdits(analysis.diagnostics); edits.length > 0; edits = safeEdits(analysis.diagnostics)) {
      if (++rounds > MAX_ROUNDS) throw new Error(`still something to fix in ${JSON.stringify(analysis.tree.text)}`);
      analysis = analyzed(applied(analysis.tree.text, { title: '', edits, safe: true }));
    }
    const left = analysis.diagnostics.filter(d => SYNTAX.has(d.code));
    if (left.length > faults)
      throw new Error(
        `${left.map(d => d.code)} after ${JSON.stringify(text)} became ${JSON.stringify(analysis.tree.text)}`,
      );
    ran['texts with all safe fixes applied']++;
  }
});

test('enough fixes of enough findings were tried', () => {
  expect(ran.fixes).toBeGreaterThanOrEqual(TEXTS);
  expect(fixed.size).toBeGreaterThanOrEqual(30);
});
