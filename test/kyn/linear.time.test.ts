// Run time is linear in the length of the text.
import { expect, test } from 'vitest';
import { analyze } from '../../src-shared/kyn/analyze';
import { defaultOptions } from '../../src-shared/kyn/catalogue/options';
import type { FileContext } from '../../src-shared/kyn/check';
import { unknownName } from '../../src-shared/kyn/checks/unknownName';
import { complete } from '../../src-shared/kyn/completion';
import { hoverAt } from '../../src-shared/kyn/hover';
import { signatureAt } from '../../src-shared/kyn/hover/signature';
import { nothingImported } from '../../src-shared/kyn/names/compose';
import { scopeOf } from '../../src-shared/kyn/names/scope';
import { parse } from '../../src-shared/kyn/syntax/parse';
import { caseStep } from '../cases';
import { houseBlocks } from '../specFixture';
import { stopwatch } from '../stopwatch';

const repeat = (count: number, part: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => part(i)).join('');

// A valid spec with settings that weaken determinism.
const WHOLE = `${houseBlocks.replace('"price"\n', '"price"\n    num_workers = 2\n')}    deterministic = true\n`;

// Each function returns a text of about `n` thousand characters.
const families: Readonly<Record<string, (n: number) => string>> = {
  'valid blocks': n =>
    repeat(
      n * 6,
      i =>
        `dataset D${i}:\n    source = csv("d${i}.csv")\n    target = "y"\n    split = 0.75   # comment\n\nmodel M${i}:\n    input 10\n    dense $hidden relu\n    dense 1 linear\n\n`,
    ),
  'one block with many keys': n => `params:\n${repeat(n * 60, i => `    name${i} = [${i}, 0.5]\n`)}`,
  'one block with a fault on each line': n => `train:\n${repeat(n * 80, i => `  key${i} ; x\n`)}`,
  'strings that are not closed': n => `params:\n${repeat(n * 80, i => `    a${i} = "text\n`)}`,
  'brackets that are not closed': n => `params:\n${repeat(n * 80, i => `    a${i} = [f(1\n`)}`,
  'keys without a value': n => `params:\n${repeat(n * 100, i => `    name${i} 5\n`)}`,
  'one repeated key': n => `params:\n${repeat(n * 100, () => '    a = 1\n')}`,
  'one repeated block': n => repeat(n * 120, () => 'train:\n'),
  'one repeated model': n => repeat(n * 90, () => 'model M:\n'),
  'undeclared names': n =>
    repeat(n * 15, i => `model Model${i}:\n    input 1\n`) + repeat(n * 15, i => `train:\n    model = Missing${i}\n`),
  imports: n => repeat(n * 60, i => `import "file${i}"\n`),
  // More names than the texts of findings that are kept, which would make only the small text fast.
  'undefined params in one list': n => `params:\n    a = [${repeat(n * 300, i => `$b${i}, `)}]\n`,
  'params and misspelled uses of them': n =>
    `params:\n${repeat(n * 20, i => `    param${i} = 1\n`)}${repeat(n * 10, i => `model M${i}:\n    dense $parm${i} relu\n`)}`,
  'one block with misspelled uses of many params': n =>
    `params:\n${repeat(n * 20, i => `    param${i} = 1\n`)}model M:\n${repeat(n * 20, i => `    dense $parm${i} relu\n`)}`,
  'sweep axes without a param': n =>
    `params:\n${repeat(n * 20, i => `    param${i} = 1\n`)}sweep:\n${repeat(n * 20, i => `    parm${i} = [1]\n`)}`,
  'sweep blocks without a param': n =>
    `params:\n${repeat(n * 12, i => `    aaaaaaaaaaaaaaaa${i} = 1\n`)}${repeat(n * 12, i => `sweep:\n    aaaaaaaaaaaaaaab${i} = [1]\n`)}`,
  'learning rates beside an optimizer with many arguments': n =>
    `train:\n    optimizer = adam(${repeat(n * 50, i => `a${i}=1, `)})\n${repeat(n * 30, i => `    lr = ${i}\n`)}`,
  'unused params': n => `params:\n${repeat(n * 40, i => `    param${i} = 1\n`)}${WHOLE}`,
  'unused models': n => repeat(n * 30, i => `model Model${i}:\n    input 1\n`) + WHOLE,
  'settings that weaken determinism': n =>
    repeat(n * 15, i => `dataset D${i}:\n    source = csv("d")\n    target = "y"\n    num_workers = 2\n`) + WHOLE,
  'a call with many arguments': n =>
    `train:\n    optimizer = adam(lr=0.1${repeat(n * 60, i => `, lr=${i}, name${i}=1`)})\n`,
  'a sweep axis with many uses': n =>
    `params:\n    h = 1\nsweep:\n    h = [${repeat(200, i => `${i % 50}, `)}]\n${repeat(n, i => `model M${i}:\n    input 4\n    dense $h relu\n${'#'.repeat(900)}\n`)}${WHOLE}`,
  'a sweep of many values': n =>
    `params:\n    h = 1\nsweep:\n    h = [${repeat(n * 180, i => `${i % 99}, `)}]\n${WHOLE}`,
  'lines outside of blocks': n => repeat(n * 100, () => 'x = 1;\n'),
  'a line of brackets': n => `params:\n    a = ${'['.repeat(n * 1000)}\n`,
  'a fraction of zeros': n => `params:\n    a = .${'0'.repeat(n * 1000)}1\n`,
  'a long word with a letter of another language': n => `params:\n    ${'a'.repeat(n * 1000)} = é\n`,
  'a line of digits': n => `params:\n    a = ${'1'.repeat(n * 1000)}\n`,
  'a line of underscores in a number': n => `params:\n    a = 1${'_'.repeat(n * 1000)}\n`,
  'a line of quotes': n => `params:\n    a = ${'"'.repeat(n * 1000)}\n`,
  'a line of blanks': n => `params:\n    a =${' '.repeat(n * 1000)}1\n`,
  'a line of words': n => `model M:\n    dense ${'word '.repeat(n * 200)}\n`,
  'a header of one long word': n => `${'word'.repeat(n * 250)}:\n`,
  'a mistyped key of one long word': n => `train:\n    ${'word'.repeat(n * 250)} = 1\n`,
  'blank lines': n => '\r\n'.repeat(n * 500),
  comments: n => repeat(n * 50, () => '    # comment: a = [b\n'),
  'CR alone': n => repeat(n * 30, i => `model M${i}:\r    input ${i}\r`),
  'text that is not a spec': n => '\u0000\ufeffß😀\ud800'.repeat(n * 160),
};

// Thousands of characters. Where all cases run the texts are longer, because growth shows more clearly.
const SMALL = caseStep === 1 ? 10 : 4;
const TIMES = 20;
// A text 20 times as long takes 20 times as long if time is linear, and 400 times if it is quadratic. Each character of a long text costs more, because
// its data does not fit into the caches of the processor: up to three times as much was measured, on a machine with slow memory.
const LIMIT = 100;
const ATTEMPTS = 10;

const analysisOf = (text: string) => analyze({ tree: parse(text) });

// All results are kept until the clock stops, so that one long text and many short ones leave the same work to the garbage collector.
function timeOf<T>(texts: readonly T[], work: (text: T) => unknown): number {
  const elapsed = stopwatch();
  const kept = texts.map(work);
  const time = elapsed();
  expect(kept).toHaveLength(texts.length);
  return time;
}

const median = (measure: () => number): number => [measure(), measure(), measure()].sort((a, b) => a - b)[1] ?? 0;

// Other work only adds to a time, so the least one of each side counts: a busy machine can spoil an attempt but not all of them. The first
// measurement also warms up.
function growth<T>(small: T, large: T, work: (text: T) => unknown): number {
  const ten = Array<T>(10).fill(small);
  const once = () => Math.max(timeOf(ten, work) / 10, 0.1);
  let [least, leastOfLarge] = [once(), Number.POSITIVE_INFINITY];
  for (let attempt = 0; attempt < ATTEMPTS && leastOfLarge / least >= LIMIT; attempt++) {
    least = Math.min(least, once());
    leastOfLarge = Math.min(leastOfLarge, timeOf([large], work));
  }
  return leastOfLarge / least;
}

test.each(Object.entries(families))('%s', (_, make) => {
  const [small, large] = [make(SMALL), make(SMALL * TIMES)];
  expect(large.length / small.length).toBeGreaterThan(0.7 * TIMES);
  expect(growth(small, large, analysisOf), `${small.length} -> ${large.length} characters`).toBeLessThan(LIMIT);
});

// One step of the analysis, for growth that shows only in texts whose whole analysis takes too long for a test.
const contextOf = (text: string): FileContext => {
  const tree = parse(text);
  const scope = scopeOf(tree, nothingImported);
  return { tree, scope, composition: nothingImported, options: defaultOptions, findingsOf: () => [] };
};
const undeclared = (context: FileContext): unknown => [...(unknownName.file?.(context) ?? [])];
const models = (n: number): string => repeat(n, i => `model LongNameOfAModel${i}:\n`);

test.each([
  ['one train block', (n: number) => `${models(n)}train:\n${repeat(n, i => `    model = X${i}\n`)}`],
  ['a model without a name', (n: number) => `${models(n)}model:\n${repeat(n, i => `train:\n    model = X${i}\n`)}`],
])('undeclared names and %s', (_, make) => {
  expect(growth(contextOf(make(300)), contextOf(make(300 * TIMES)), undeclared)).toBeLessThan(LIMIT);
});

test('secrets in one list', () => {
  const make = (n: number): string => `params:\n    a = [${repeat(n, i => `"pwd=hunter${i}", `)}]\n`;
  expect(growth(make(2000), make(2000 * TIMES), text => parse(text))).toBeLessThan(LIMIT);
});

test('a change in a long spec costs less than a full analysis', () => {
  const make = families['valid blocks'] as (n: number) => string;
  const text = make(60);
  const at = text.indexOf('0.75', text.length / 2);
  const edited = `${text.slice(0, at)}0.5${text.slice(at + 4)}`;
  const tree = parse(text);
  const analysis = analyze({ tree });
  const change = (): number => {
    const elapsed = stopwatch();
    analyze({ tree: parse(edited, tree) }, analysis);
    return elapsed();
  };
  expect(median(change)).toBeLessThan(median(() => timeOf([text], analysisOf)) / 2);
});

test('hover and completion in a long spec cost a fraction of the analysis', () => {
  const make = families['valid blocks'] as (n: number) => string;
  const text = `${make(60)}train:\n    model = M7\n    optimizer = adam(lr=$hidden)\n`;
  const analysis = analyze({ tree: parse(text) });
  const places = ['M7', 'optimizer', 'adam', 'lr', '$hidden)'].map(word => text.lastIndexOf(word) + 1);
  const help = (): number => {
    const elapsed = stopwatch();
    const found = places.flatMap(at => [hoverAt(analysis, at), complete(analysis, at), signatureAt(analysis.tree, at)]);
    const time = elapsed();
    expect(found.filter(Boolean).length).toBeGreaterThan(places.length);
    return time / places.length;
  };
  expect(median(help)).toBeLessThan(median(() => timeOf([text], analysisOf)) / 4);
});
