// What holds for every cure of every finding: it removes the finding and brings no error that was not hidden before; and curing all that
// is safe comes to an end. Held against mutated specs; KYNML_SEED and KYNML_FUZZ as in the other properties.
import { afterAll, expect, test } from 'vitest';
import { type Analysis, analyze } from '../../../src-shared/kyn/analyze';
import { checks } from '../../../src-shared/kyn/checks';
import { compose, nothingImported } from '../../../src-shared/kyn/names/compose';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { type Diagnostic, type Fix, safeEdits } from '../../../src-shared/text/diagnostic';
import type { Span } from '../../../src-shared/text/span';
import { caseCount, caseTimeout } from '../../cases';
import { applied } from '../check';
import { Chance, mutated, randomFrom } from '../mutate';
import { anySpec, specs, wholeSpec } from '../pool';

const SEED = Number(process.env.KYNML_SEED ?? 201);
const LIMIT_MS = caseTimeout(120_000);
const TEXTS = caseCount(12_000);
const MAX_ROUNDS = 10;
const chance = new Chance(randomFrom(SEED));

const ran = { texts: 0, cures: 0, 'texts cured as a whole': 0 };
const cured = new Set<string>();
afterAll(() => {
  const counts = Object.entries(ran).map(([name, count]) => `${name} ${count.toLocaleString('en')}`);
  console.log(`properties of cures: ${counts.join(', ')} (KYNML_SEED=${SEED})`);
});

const SYNTAX: ReadonlySet<string> = new Set(checks.filter(c => c.fault).map(c => c.code));

// Findings that keep silent about what cannot be told yet: once the one on the left is cured, those on the right may be seen.
const HIDDEN_BEHIND: Readonly<Record<string, readonly string[]>> = {
  // Without a model, or without its input, its width is not known.
  'missing-key': ['output-units'],
  'model-input': ['output-units'],
  'layer-arguments': ['output-units'],
  'unknown-name': ['output-units'],
  // The lines of a second block count only once they stand in the first: params have values then, and a training has a model.
  'duplicate-block': ['wrong-type', 'out-of-range', 'output-units'],
  // What a library leaves undefined its importers may define; a spec that trains has none.
  'missing-block': ['undefined-param'],
  // A param that has a value at last is judged where it is used.
  'undefined-param': ['output-units', 'wrong-type', 'out-of-range'],
  // What follows an import that names nothing belongs to it.
  'import-syntax': ['stray-line'],
  // `format = onxx`, `fromat = onnx`: only then the keys for onnx are asked for.
  'unknown-key': ['missing-key'],
  'unknown-word': ['missing-key'],
};

const imported = parse('dataset D:\n    source = csv("d")\n    target = "y"\nmodel M:\n    input 4\n');
const compositions = [
  () => nothingImported,
  (tree: ReturnType<typeof parse>) =>
    compose({ id: 'spec', tree }, (_, path) => ({ id: path, label: path, tree: imported })),
];

type Look = (text: string) => Analysis;

function anyLook(): Look {
  const composition = chance.of(compositions);
  return text => {
    const tree = parse(text);
    return analyze({ tree, composition: composition(tree) });
  };
}

// Specs with a few mistakes.
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

function checkCure(look: Look, before: Analysis, { code, message }: Diagnostic, fix: Fix): void {
  const after = look(applied(before.tree.text, fix));
  const same = ({ diagnostics }: Analysis) => diagnostics.filter(d => d.code === code && d.message === message).length;
  const told = `${code}: ${fix.title}\nbefore ${JSON.stringify(before.tree.text)}\nafter ${JSON.stringify(after.tree.text)}`;
  if (same(after) >= same(before)) throw new Error(`the finding stays after ${told}`);
  const counts = countsOf(before.diagnostics.filter(isError));
  for (const [added, count] of countsOf(after.diagnostics.filter(isError)))
    if (count > (counts.get(added) ?? 0) && !mayAppear(code, added, after, fix))
      throw new Error(`${added} is new after ${told}`);
  cured.add(code);
  ran.cures++;
}

// On the lines that were changed something else may be wrong as well. What could not be read at all hides what stands in its block, and
// of the rest all that is no syntax.
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

test('every cure removes its finding and brings no new error', { timeout: LIMIT_MS }, () => {
  for (let i = 0; i < TEXTS; i++) {
    const text = anyMistaken();
    const look = anyLook();
    const before = look(text);
    ran.texts++;
    const found = before.diagnostics.filter(d => d.fixes.length > 0);
    const diagnostic = found.length > 0 ? chance.of(found) : undefined;
    for (const fix of diagnostic?.fixes ?? []) checkCure(look, before, diagnostic as Diagnostic, fix);
  }
});

test('curing all that is safe comes to an end, with no more faults than before', { timeout: LIMIT_MS }, () => {
  for (let i = 0; i < TEXTS / 2; i++) {
    const text = anyMistaken();
    const look = anyLook();
    let analysis = look(text);
    const faults = analysis.diagnostics.filter(d => SYNTAX.has(d.code)).length;
    let rounds = 0;
    for (let edits = safeEdits(analysis.diagnostics); edits.length > 0; edits = safeEdits(analysis.diagnostics)) {
      if (++rounds > MAX_ROUNDS) throw new Error(`still something to cure in ${JSON.stringify(analysis.tree.text)}`);
      analysis = look(applied(analysis.tree.text, { title: '', edits, safe: true }));
    }
    const left = analysis.diagnostics.filter(d => SYNTAX.has(d.code));
    if (left.length > faults)
      throw new Error(
        `${left.map(d => d.code)} after ${JSON.stringify(text)} became ${JSON.stringify(analysis.tree.text)}`,
      );
    ran['texts cured as a whole']++;
  }
});

test('enough cures of enough findings were tried', () => {
  expect(ran.cures).toBeGreaterThanOrEqual(TEXTS / 2);
  expect(cured.size).toBeGreaterThanOrEqual(30);
});
