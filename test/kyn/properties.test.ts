// Properties of every text: nothing throws, every character is kept, every span is in the text, an earlier version only saves work,
// and formatting is idempotent. CI runs at least 200,000 texts and prints how many of each kind; see test/cases.ts.
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { type Analysis, analyze } from '../../src-shared/kyn/analyze';
import { defaultOptions, type Options } from '../../src-shared/kyn/catalogue/options';
import { dataFindings } from '../../src-shared/kyn/dataFindings';
import { format } from '../../src-shared/kyn/format/format';
import { type Composition, compose, nothingImported } from '../../src-shared/kyn/names/compose';
import type { SyntaxTree } from '../../src-shared/kyn/syntax/ast';
import { parse } from '../../src-shared/kyn/syntax/parse';
import { settingsOf } from '../../src-shared/kyn/training/settings';
import { caseCount, caseStep, caseTimeout, repeatWith, SEED } from '../cases';
import { expectSame } from '../expectSame';
import { houseDataset, houseModel } from '../specFixture';
import { dataAmong } from './data/dataOfFixture';
import { lex } from './lex';
import { Chance, mutated, randomFrom } from './mutate';
import { anyPieces, anySpec, specs, strange } from './pool';

const LIMIT_MS = caseTimeout(300_000);
const LEAST = caseCount(200_000);
const chance = new Chance(randomFrom(SEED));

// The number of texts that each property was checked with.
const ran = { 'round trip': 0, 'no exception': 0, 'canonical form': 0, 'of these with one': 0, 'earlier version': 0 };
afterAll(() => {
  const counts = Object.entries(ran).map(([name, count]) => `${name} ${count.toLocaleString('en')}`);
  console.log(`properties of the language: ${counts.join(', ')} (${repeatWith()})`);
});

test('there are examples', () => {
  expect(specs.length).toBeGreaterThanOrEqual(2);
});

interface Version {
  readonly tree: SyntaxTree;
  readonly analysis: Analysis;
}

// A failure shows the text and the seed, so that it can be turned into a test case.
function checkVersion(text: string, previous?: Version): Version {
  try {
    const version = check(text);
    checkCanonical(version.tree);
    return previous ? checkReuse(text, previous, version) : version;
  } catch (error) {
    throw new Error(`${repeatWith()}\nbefore ${JSON.stringify(previous?.tree.text)}\ntext ${JSON.stringify(text)}`, {
      cause: error,
    });
  }
}

const imported = parse(houseDataset + houseModel);
const compositions: readonly ((tree: SyntaxTree) => Composition)[] = [
  () => nothingImported,
  tree => compose({ id: 'spec', tree }, (_, path) => ({ id: path, label: path, tree: imported })),
  tree => compose({ id: 'spec', tree }, (_, path) => ({ id: path, label: path, problem: 'missing' })),
];
// One object for all versions, as in the server: findings are kept by it.
const data = dataAmong({ '/w/houses.csv': 'a,b,price\n1,x,3\n' }, { spec: '/w/spec.kyn' });
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
    const itemText = placed.item.text;
    if (placed.at !== at) throw new Error(`an item is at ${placed.at} and not at ${at}`);
    let end = 0;
    let kept = '';
    for (const token of lex(itemText)) {
      if (token.start !== end || token.end <= token.start)
        throw new Error(`the tokens of ${itemText} have a gap at ${end}`);
      end = token.end;
      const shown = itemText.slice(token.start, end);
      if (token.kind !== 'newline' && end > token.start + 1 && /[\r\n]/.test(shown))
        throw new Error(`a ${token.kind} goes over the end of its line`);
      kept += shown;
    }
    if (kept !== itemText) throw new Error(`the tokens of ${itemText} are ${kept}`);
    at += itemText.length;
    whole += itemText;
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

// If a text has a canonical form, formatting it again changes nothing, and no setting or comment is lost.
function checkCanonical(tree: SyntaxTree): void {
  const formatted = format(tree);
  ran['canonical form']++;
  if (formatted === undefined) return;
  ran['of these with one']++;
  const again = parse(formatted);
  if (again.items.some(({ item }) => item.faults.length > 0))
    throw new Error(`has faults: ${JSON.stringify(formatted)}`);
  if (format(again) !== formatted) throw new Error(`formatting is not stable: ${JSON.stringify(formatted)}`);
  if (meaningOf(again) !== meaningOf(tree)) throw new Error(`means something else: ${JSON.stringify(formatted)}`);
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
  expectSame([tree.text, tree.items], [text, fresh.tree.items]);
  const analysis = analyze({ tree, composition, options: chosen }, previous.analysis);
  expectSame(analysis.diagnostics, fresh.analysis.diagnostics);
  expectSame(dataFindings(analysis, data), dataFindings(fresh.analysis, data));
  ran['earlier version']++;
  return { tree, analysis };
}

test('prefixes of every example in the order of typing, all of them in CI', { timeout: LIMIT_MS }, () => {
  for (const text of [...specs, ...strange]) {
    let version: Version | undefined;
    for (let end = SEED % caseStep; end < text.length; end += caseStep)
      version = checkVersion(text.slice(0, end), version);
    checkVersion(text, version);
  }
});

test('every example without one line or one character', { timeout: LIMIT_MS }, () => {
  for (const text of specs) {
    const version = checkVersion(text);
    for (let at = SEED % caseStep; at < text.length; at += caseStep)
      checkVersion(text.slice(0, at) + text.slice(at + 1), version);
    for (const line of text.matchAll(/.*\n/g))
      checkVersion(text.slice(0, line.index) + text.slice(line.index + line[0].length), version);
  }
});

// Comparing with an earlier version is expensive, so only every eighth text does it.
const REUSED = 8;

test('mutated specs', { timeout: LIMIT_MS }, () => {
  for (let i = 0; i < caseCount(30_000); i++) {
    const text = anySpec(chance);
    let changed = text;
    for (let changes = 1 + chance.below(3); changes > 0; changes--) changed = mutated(changed, chance);
    checkVersion(changed, i % REUSED === 0 ? checkVersion(text) : undefined);
  }
});

test('chains of 20 mutations', { timeout: LIMIT_MS }, () => {
  for (let i = 0; i < caseCount(250); i++) {
    let version = checkVersion(anySpec(chance));
    for (let step = 0; step < 20; step++) version = checkVersion(mutated(version.tree.text, chance), version);
  }
});

test('tokens and fragments in random order', { timeout: LIMIT_MS }, () => {
  for (let i = 0; i < caseCount(150_000); i++) {
    const text = anyPieces(chance);
    checkVersion(text, i % REUSED === 0 ? checkVersion(anyPieces(chance)) : undefined);
  }
});

test('any text', { timeout: LIMIT_MS }, () => {
  // The unit 'binary' of the library has the same characters without lone surrogates, and builds a table of a million of them first.
  const character = fc.integer({ min: 0, max: 0x10ffff }).map(code => String.fromCodePoint(code));
  const anyText = fc.oneof(
    fc.string({ unit: character, maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
  );
  const property = fc.property(anyText, anyText, (before, after) => {
    checkVersion(after, checkVersion(before));
  });
  fc.assert(property, { numRuns: caseCount(2000), seed: SEED });
});

test('enough texts were checked', () => {
  for (const name of ['round trip', 'no exception', 'canonical form'] as const)
    expect(ran[name], name).toBeGreaterThanOrEqual(LEAST);
  expect(ran['of these with one']).toBeGreaterThanOrEqual(LEAST / 10);
  expect(ran['earlier version']).toBeGreaterThanOrEqual(LEAST / 10);
});
