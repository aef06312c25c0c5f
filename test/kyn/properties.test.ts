// What holds for every text: nothing throws, every character is kept, every place lies in the text, an earlier version only saves work,
// and formatting is idempotent. CI runs at least 200,000 texts and prints how many of each kind; see test/cases.ts.
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { type Analysis, analyze } from '../../src-shared/kyn/analyze';
import { defaultOptions, type Options } from '../../src-shared/kyn/catalogue/options';
import { format } from '../../src-shared/kyn/format/format';
import { type Composition, compose, nothingImported } from '../../src-shared/kyn/names/compose';
import type { SyntaxTree } from '../../src-shared/kyn/syntax/ast';
import { lex } from '../../src-shared/kyn/syntax/lexer';
import { parse } from '../../src-shared/kyn/syntax/parse';
import { settingsOf } from '../../src-shared/kyn/training/settings';
import { caseCount, caseTimeout, repeatWith, SEED } from '../cases';
import { Chance, mutated, randomFrom } from './mutate';
import { anyPieces, anySpec, specs, strange } from './pool';

const LIMIT_MS = caseTimeout(120_000);
const LEAST = caseCount(200_000);
const chance = new Chance(randomFrom(SEED));

// How many texts each property was held against.
const ran = { 'round trip': 0, 'no exception': 0, 'canonical form': 0, 'of these with one': 0, 'earlier version': 0 };
afterAll(() => {
  const counts = Object.entries(ran).map(([name, count]) => `${name} ${count.toLocaleString('en')}`);
  console.log(`properties of the language: ${counts.join(', ')} (${repeatWith})`);
});

test('there are examples', () => {
  expect(specs.length).toBeGreaterThanOrEqual(2);
});

interface Version {
  readonly tree: SyntaxTree;
  readonly analysis: Analysis;
}

// A failing text is shown as it is, with the seed, so that it can become a case.
function hold(text: string, previous?: Version): Version {
  try {
    const version = check(text);
    checkCanonical(version.tree);
    return previous ? checkReuse(text, previous, version) : version;
  } catch (error) {
    throw new Error(`seed ${SEED}\nbefore ${JSON.stringify(previous?.tree.text)}\ntext ${JSON.stringify(text)}`, {
      cause: error,
    });
  }
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

function check(text: string): Version {
  const tree = parse(text);
  checkTokens(tree);
  ran['round trip']++;
  const composition = chance.of(compositions)(tree);
  const chosen = ran['round trip'] % 7 === 0 ? chance.of(options) : defaultOptions;
  const analysis = analyze({ tree, composition, options: chosen });
  checkPlaces(text, analysis);
  ran['no exception']++;
  return { tree, analysis };
}

function checkTokens({ text, items }: SyntaxTree): void {
  let at = 0;
  let whole = '';
  for (const placed of items) {
    const own = placed.item.text;
    if (placed.at !== at) throw new Error(`an item is at ${placed.at} and not at ${at}`);
    let end = 0;
    let kept = '';
    for (const token of lex(own)) {
      if (token.start !== end || token.end <= token.start) throw new Error(`the tokens of ${own} have a gap at ${end}`);
      end = token.end;
      const shown = own.slice(token.start, end);
      if (token.kind !== 'newline' && end > token.start + 1 && /[\r\n]/.test(shown))
        throw new Error(`a ${token.kind} goes over the end of its line`);
      kept += shown;
    }
    if (kept !== own) throw new Error(`the tokens of ${own} are ${kept}`);
    at += own.length;
    whole += own;
  }
  if (whole !== text) throw new Error('the items are not the text');
}

function checkPlaces(text: string, { diagnostics }: Analysis): void {
  let last = 0;
  for (const { code, span, message, fixes } of diagnostics) {
    checkPlace(text, code, span);
    for (const { edits } of fixes) {
      let end = 0;
      for (const edit of edits) {
        checkPlace(text, code, edit.span);
        if (edit.span.start < end) throw new Error(`the edits of a fix of ${code} are out of order or overlap`);
        end = edit.span.end;
      }
    }
    if (span.start < last) throw new Error(`${code} is not in its place in the list`);
    if (message === '') throw new Error(`${code} has no message`);
    last = span.start;
  }
}

function checkPlace(
  text: string,
  code: string,
  { start, end }: { readonly start: number; readonly end: number },
): void {
  if (!(start >= 0 && start <= end && end <= text.length)) throw new Error(`${code} is at ${start}-${end}`);
}

// Where a text has a canonical form, laying that out again changes nothing, and no setting and no comment is lost on the way.
function checkCanonical(tree: SyntaxTree): void {
  const laid = format(tree);
  ran['canonical form']++;
  if (laid === undefined) return;
  ran['of these with one']++;
  const again = parse(laid);
  if (again.items.some(({ item }) => item.faults.length > 0)) throw new Error(`has faults: ${JSON.stringify(laid)}`);
  if (format(again) !== laid) throw new Error(`laid out twice: ${JSON.stringify(laid)}`);
  if (meaningOf(again) !== meaningOf(tree)) throw new Error(`means something else: ${JSON.stringify(laid)}`);
}

function meaningOf(tree: SyntaxTree): string {
  const settings = [...settingsOf(tree)].map(([path, value]) => `${path}=${value}`);
  const comments = tree.items.flatMap(({ item }) =>
    item.text.includes('#')
      ? lex(item.text)
          .filter(t => t.kind === 'comment')
          .map(t => item.text.slice(t.start, t.end).trimEnd())
      : [],
  );
  return [...settings, ...comments].sort().join('\n');
}

function checkReuse(text: string, previous: Version, fresh: Version): Version {
  const { composition, options: chosen } = fresh.analysis;
  const tree = parse(text, previous.tree);
  // As text first: it is much faster, and what differs is shown by the slow comparison.
  if (JSON.stringify(tree) !== JSON.stringify(fresh.tree)) expect(tree).toEqual(fresh.tree);
  const analysis = analyze({ tree, composition, options: chosen }, previous.analysis);
  if (JSON.stringify(analysis.diagnostics) !== JSON.stringify(fresh.analysis.diagnostics))
    expect(analysis.diagnostics).toEqual(fresh.analysis.diagnostics);
  ran['earlier version']++;
  return { tree, analysis };
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

// What an earlier version saves costs as much to compare as all the rest, so it is held against some.
const REUSED = 8;

test('changed specs', { timeout: LIMIT_MS }, () => {
  for (let i = 0; i < caseCount(130_000); i++) {
    const text = anySpec(chance);
    let changed = text;
    for (let changes = chance.below(4); changes > 0; changes--) changed = mutated(changed, chance);
    hold(changed, i % REUSED === 0 ? hold(text) : undefined);
  }
});

test('chains of 20 changes', { timeout: LIMIT_MS }, () => {
  for (let i = 0; i < caseCount(250); i++) {
    let version = hold(anySpec(chance));
    for (let step = 0; step < 20; step++) version = hold(mutated(version.tree.text, chance), version);
  }
});

test('pieces of the language in any order', { timeout: LIMIT_MS }, () => {
  for (let i = 0; i < caseCount(40_000); i++) {
    const text = anyPieces(chance);
    hold(text, i % REUSED === 0 ? hold(anyPieces(chance)) : undefined);
  }
});

test('any text', { timeout: LIMIT_MS }, () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
  );
  const property = fc.property(anyText, anyText, (before, after) => {
    hold(after, hold(before));
  });
  fc.assert(property, { numRuns: caseCount(2000), seed: SEED });
});

test('enough texts were looked at', () => {
  for (const name of ['round trip', 'no exception', 'canonical form'] as const)
    expect(ran[name], name).toBeGreaterThanOrEqual(LEAST);
  expect(ran['of these with one']).toBeGreaterThanOrEqual(LEAST / 10);
  expect(ran['earlier version']).toBeGreaterThanOrEqual(LEAST / 10);
});
