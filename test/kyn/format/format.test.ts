// Properties of the formatter: it is idempotent, keeps all comments and settings, and formats a single item as it does the whole file.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { format, formatItem, obstacles } from '../../../src-shared/kyn/format/format';
import { insertEntry, isInOrder } from '../../../src-shared/kyn/format/keyOrder';
import { sortKeys } from '../../../src-shared/kyn/format/sortKeys';
import type { Block, SyntaxTree } from '../../../src-shared/kyn/syntax/ast';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { settingsOf } from '../../../src-shared/kyn/training/settings';
import type { TextEdit } from '../../../src-shared/text/diagnostic';
import { caseCount, repeatWith, SEED } from '../../cases';
import { Chance, mutated, randomFrom } from '../mutate';

const TEXTS = caseCount(2000);
const examples = new URL('../../../examples/', import.meta.url);
const specs = readdirSync(examples, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.kyn'))
  .map(file => readFileSync(new URL(file, examples), 'utf8'));
const unsorted =
  '# a\nimport  "x"  # b\n# c\n\nparams:\n  b=1 # d\n\n  # e\n    a = 2\n\n# f\ntrain:\n    seed=1\n    # g\n    loss = mse # h\n    model=N\n    # i\n# j\n\n# k\n\nmodel N:\n   dense  64   relu\n';

const commented =
  '# a\n\n# b\ntrain:\n    # c\n\n    # d\n    seed = 1\n    # e\n    # f\n\n    loss = mse\n    # g\n    epochs = 3\n\n    # h\n    model = N\n    # i\n\n    # j\n\n# k\n\nexport:\n    path = "p"\n    format = onnx\n    # l\n    opset = 17\n\n    # m\n\n    input_shape = [1]\n    # n\n';

const comments = (text: string): string[] => (text.match(/#[^\r\n]*/g) ?? []).map(c => c.trimEnd()).sort();
const settings = (tree: SyntaxTree): string => JSON.stringify([...settingsOf(tree)].sort());
const edited = (text: string, { span, text: put }: TextEdit): string =>
  text.slice(0, span.start) + put + text.slice(span.end);
const blocksIn = (tree: SyntaxTree): Block[] => tree.items.flatMap(({ item }) => (item.kind === 'block' ? [item] : []));

function checkProperties(text: string): void {
  const tree = parse(text);
  const canonical = format(tree);
  expect(canonical === undefined).toBe(obstacles(tree).size > 0);
  if (canonical !== undefined) {
    const again = parse(canonical);
    expect(format(again)).toBe(canonical);
    expect(settings(again)).toBe(settings(tree));
    if (!/["'][^"'\r\n]*#/.test(text)) expect(comments(canonical)).toEqual(comments(text));
    checkItems(tree, canonical);
  }
  for (const block of blocksIn(tree)) checkSortKeys(block);
}

// Formatting every item separately gives the same result as formatting the whole file.
function checkItems(tree: SyntaxTree, canonical: string): void {
  const parts = tree.items.map(({ item }) => {
    const formatted = formatItem(item, { dropDefaults: false });
    return formatted ? edited(item.text, formatted) : item.text;
  });
  expect(format(parse(parts.join('')))).toBe(canonical);
}

const written = (text: string): string[] =>
  text
    .split(/\r\n|\n|\r/)
    .filter(line => line.trim() !== '')
    .sort();

function checkSortKeys(block: Block): void {
  const edit = sortKeys(block);
  if (!edit) return;
  const text = edited(block.text, edit);
  const [sorted] = blocksIn(parse(text));
  expect(sorted && isInOrder(sorted)).toBe(true);
  expect(written(text)).toEqual(written(block.text));
  expect(format(parse(text))).toBe(format(parse(block.text)));
}

test('the properties hold for random texts', () => {
  const chance = new Chance(randomFrom(SEED));
  let text = unsorted;
  let formatted = 0;
  for (let i = 0; i < TEXTS; i++) {
    if (i % 8 === 0)
      text = chance.of([unsorted, commented, ...specs]).replaceAll('\n', chance.of(['\n', '\n', '\r\n', '\r']));
    try {
      checkProperties(text);
    } catch (error) {
      throw new Error(`${repeatWith()}\ntext ${JSON.stringify(text)}`, { cause: error });
    }
    if (obstacles(parse(text)).size === 0) formatted++;
    text = mutated(text, chance);
  }
  console.log(`format: ${TEXTS} texts, ${formatted} formatted, ${repeatWith()}`);
  expect(formatted).toBeGreaterThan(TEXTS / 10);
});

test('a new key is inserted in canonical order', () => {
  const [block] = blocksIn(parse('dataset D:  # why\n    source = csv("x")  # where\n    shuffle = true\n'));
  if (!block) throw new Error('no block');
  expect(edited(block.text, insertEntry(block, 'target', '"y"'))).toBe(
    'dataset D:  # why\n    source = csv("x")  # where\n    target = "y"\n    shuffle = true\n',
  );
  expect(edited(block.text, insertEntry(block, 'prefetch', '2'))).toMatch(/shuffle = true\n {4}prefetch = 2\n$/);
  const [empty] = blocksIn(parse('train:  # why'));
  expect(empty && edited(empty.text, insertEntry(empty, 'seed', '1'))).toBe('train:  # why\n    seed = 1');
});

const formatted = (text: string): string | undefined => format(parse(text));

test('a blank line after a leading comment is kept', () => {
  const text =
    '# Licence.\n\n# About the net.\nmodel N:\n    input 1\n\n# Training.\n\ntrain:\n    epochs = 1\n\n# The end.\n';
  expect(formatted(text)).toBe(text);
  expect(formatted(text.replaceAll('\n\n', '\n\n\n'))).toBe(text);
  expect(formatted('\n# Licence.\n\n\nimport "a"\nimport "b"\n\n# c\n\n')).toBe(
    '# Licence.\n\nimport "a"\nimport "b"\n\n# c\n',
  );
});

test('a comment directly below a key and above a blank line stays with that key', () => {
  const text =
    'train:\n    # Why.\n\n    seed = 1\n    # seed = 2\n\n    # The loss.\n    loss = mse\n    model = N\n    # model = M\n';
  const sorted =
    'train:\n    # Why.\n\n    model = N\n    # model = M\n\n    # The loss.\n    loss = mse\n    seed = 1\n    # seed = 2\n';
  expect(formatted(text)).toBe(sorted);
  expect(formatted(sorted)).toBe(sorted);
  const [block] = blocksIn(parse(text));
  const edit = block && sortKeys(block);
  expect(block && edit && edited(block.text, edit)).toBe(sorted);
});

test('a comment without a blank line after it belongs to the key below', () => {
  expect(formatted('train:\n    seed = 1\n    # The loss.\n    loss = mse\n')).toBe(
    'train:\n    # The loss.\n    loss = mse\n    seed = 1\n',
  );
  expect(formatted('train:\n    seed = 1\n\n    # The loss.\n    loss = mse\n')).toBe(
    'train:\n    # The loss.\n    loss = mse\n    seed = 1\n',
  );
});

test('dropping defaults drops no default that the documentation does not state', () => {
  const text = 'train:\n    batch = 32\n    device = auto\n    precision = fp32\n    deterministic = false\n';
  expect(format(parse(text), { dropDefaults: true })).toBe(
    'train:\n    batch = 32\n    device = auto\n    precision = fp32\n',
  );
});

test('dropping defaults keeps a default with a comment, and is idempotent', () => {
  const text = 'dataset D:\n    split = 0.8\n    # split = 0.7\n\n    num_workers = 0\n    normalize = true\n';
  const once = format(parse(text), { dropDefaults: true }) ?? '';
  expect(once).toBe('dataset D:\n    split = 0.8\n    # split = 0.7\n\n    normalize = true\n');
  expect(format(parse(once), { dropDefaults: true })).toBe(once);
});
