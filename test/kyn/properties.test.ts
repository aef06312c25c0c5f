// What holds for every text: nothing throws, every character is kept, every place lies in the text, and an earlier version only saves work.
// KYNML_FUZZ=10 looks at ten times as many texts, KYNML_SEED=7 at the same ones as a run that printed 7.
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { type Analysis, analyze } from '../../src-shared/kyn/analyze';
import type { SyntaxTree } from '../../src-shared/kyn/ast';
import { type Composition, compose, nothingImported } from '../../src-shared/kyn/compose';
import { lex } from '../../src-shared/kyn/lexer';
import { defaultOptions, type Options } from '../../src-shared/kyn/options';
import { parse } from '../../src-shared/kyn/parse';
import { Chance, mutated, randomFrom } from './mutate';

const TIMES = Number(process.env.KYNML_FUZZ ?? 1);
const SEED = Number(process.env.KYNML_SEED ?? Date.now() % 1_000_000);
const LIMIT_MS = 60_000 * Math.max(1, TIMES);
const chance = new Chance(randomFrom(SEED));

const examples = new URL('../../examples/', import.meta.url);
const specs = readdirSync(examples, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.kyn'))
  .map(file => readFileSync(new URL(file, examples), 'utf8'));
const strange = [
  '',
  '\ufeff',
  '\ufeffparams:\n    a = 1\n',
  'train',
  'params:\n    a = [1, [2, "x"], $b]\n\nsweep:\n    a = []\n',
  'import "a"\nimport "a"\n\nmodel M\n  dense $x y=1 [1]\nmodel M:\n',
  '   train:\n\tmodel x:\n\n',
  'a:\r\r\nb:\r\n\r    c = "\r',
];

let inputs = 0;
afterAll(() => {
  console.log(`properties of the language: ${inputs} texts, seed ${SEED} (KYNML_SEED=${SEED} KYNML_FUZZ=${TIMES})`);
});

test('there are examples', () => {
  expect(specs.length).toBeGreaterThanOrEqual(2);
});

// A failing text is shown as it is, with the seed, so that it can become a case.
function hold(text: string, previous?: Version): Version {
  inputs++;
  try {
    return check(text, previous);
  } catch (error) {
    throw new Error(`seed ${SEED}\nbefore ${JSON.stringify(previous?.tree.text)}\ntext ${JSON.stringify(text)}`, {
      cause: error,
    });
  }
}

interface Version {
  readonly tree: SyntaxTree;
  readonly analysis: Analysis;
}

const imported = parse('dataset D:\n    source = csv("d")\n    target = "y"\nmodel M:\n    input 4\n');
const compositions: readonly ((tree: SyntaxTree) => Composition)[] = [
  () => nothingImported,
  tree => compose({ id: 'spec', tree }, (_, path) => ({ id: path, label: path, tree: imported })),
  tree => compose({ id: 'spec', tree }, (_, path) => ({ id: path, label: path, problem: 'missing' })),
];
const options: readonly Options[] = [
  defaultOptions,
  { unknownWords: 'error', extraWords: { metric: ['swish'] } },
  { unknownWords: 'off', extraWords: {} },
];

function check(text: string, previous?: Version): Version {
  const fresh = parse(text);
  let at = 0;
  for (const placed of fresh.items) {
    expect(placed.at).toBe(at);
    const own = placed.item.text;
    const tokens = lex(own);
    let end = 0;
    for (const token of tokens) {
      if (token.start !== end || token.end <= token.start) throw new Error(`the tokens of ${own} have a gap at ${end}`);
      end = token.end;
    }
    expect(tokens.map(t => own.slice(t.start, t.end)).join('')).toBe(own);
    at += own.length;
  }
  expect(fresh.items.map(i => i.item.text).join('')).toBe(text);
  const composition = chance.of(compositions)(fresh);
  const chosen = inputs % 7 === 0 ? chance.of(options) : defaultOptions;
  const analysis = analyze({ tree: fresh, composition, options: chosen });
  checkPlaces(text, analysis);
  if (!previous) return { tree: fresh, analysis };
  const tree = parse(text, previous.tree);
  // As text first: it is much faster, and what differs is shown by the slow comparison.
  if (JSON.stringify(tree) !== JSON.stringify(fresh)) expect(tree).toEqual(fresh);
  const again = analyze({ tree, composition, options: chosen }, previous.analysis);
  if (JSON.stringify(again.diagnostics) !== JSON.stringify(analysis.diagnostics))
    expect(again.diagnostics).toEqual(analysis.diagnostics);
  return { tree, analysis: again };
}

function checkPlaces(text: string, { diagnostics }: Analysis): void {
  let last = 0;
  for (const { code, span, message, fixes } of diagnostics) {
    const places = [span, ...fixes.flatMap(f => f.edits.map(e => e.span))];
    for (const { start, end } of places)
      if (!(start >= 0 && start <= end && end <= text.length)) throw new Error(`${code} is at ${start}-${end}`);
    if (span.start < last) throw new Error(`${code} is not in its place in the list`);
    if (message === '') throw new Error(`${code} has no message`);
    last = span.start;
  }
}

test('every prefix of every example, one typed after the other', { timeout: LIMIT_MS }, () => {
  for (const text of [...specs, ...strange]) {
    let version: Version | undefined;
    for (let end = 0; end <= text.length; end++) version = hold(text.slice(0, end), version);
  }
});

test('every example with one line or one character less', { timeout: LIMIT_MS }, () => {
  for (const text of specs) {
    const version = hold(text);
    for (let at = 0; at < text.length; at++) hold(text.slice(0, at) + text.slice(at + 1), version);
    for (const line of text.matchAll(/.*\n/g))
      hold(text.slice(0, line.index) + text.slice(line.index + line[0].length), version);
  }
});

test('changed examples', { timeout: LIMIT_MS }, () => {
  for (let i = 0; i < 7000 * TIMES; i++) {
    const text = chance.of([...specs, ...strange]);
    const version = hold(text);
    let changed = text;
    for (let changes = 1 + chance.below(4); changes > 0; changes--) changed = mutated(changed, chance);
    hold(changed, version);
  }
});

test('chains of 20 changes', { timeout: LIMIT_MS }, () => {
  for (let i = 0; i < 300 * TIMES; i++) {
    let version = hold(chance.of([...specs, ...strange]));
    for (let step = 0; step < 20; step++) version = hold(mutated(version.tree.text, chance), version);
  }
});

test('any text', { timeout: LIMIT_MS }, () => {
  const fragment = fc.constantFrom(
    'params:',
    'model M:',
    'import "x"',
    '\n',
    '    ',
    'a',
    '=',
    '[',
    ']',
    '(',
    ')',
    '"',
    "'",
    '$',
    '1',
    '.',
    '#',
    ',',
    ':',
    '\r',
    '\t',
    'dense',
    '\ufeff',
  );
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.array(fragment, { maxLength: 40 }).map(parts => parts.join('')),
  );
  const property = fc.property(anyText, anyText, (before, after) => {
    hold(after, hold(before));
  });
  fc.assert(property, { numRuns: 2000 * TIMES, seed: SEED });
});

test('at least 20,000 texts were looked at', () => {
  expect(inputs).toBeGreaterThanOrEqual(20_000);
});
