// What holds of layout for every text: the canonical form is stable, keeps every comment and the meaning; a block laid out alone is as in the whole.
// KYNML_SEED=7 looks at the same texts as a run that printed 7.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Block, SyntaxTree } from '../../src-shared/kyn/ast';
import { format, formatItem, obstacles } from '../../src-shared/kyn/format';
import { insertEntry, isInOrder } from '../../src-shared/kyn/keyOrder';
import { parse } from '../../src-shared/kyn/parse';
import { settingsOf } from '../../src-shared/kyn/settings';
import { sortKeys } from '../../src-shared/kyn/sortKeys';
import type { TextEdit } from '../../src-shared/text/diagnostic';
import { Chance, mutated, randomFrom } from './mutate';

const SEED = Number(process.env.KYNML_SEED ?? Date.now() % 1_000_000);
const TEXTS = 2000;
const examples = new URL('../../examples/', import.meta.url);
const specs = readdirSync(examples, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.kyn'))
  .map(file => readFileSync(new URL(file, examples), 'utf8'));
const unsorted =
  '# a\nimport  "x"  # b\n# c\n\nparams:\n  b=1 # d\n\n  # e\n    a = 2\n\n# f\ntrain:\n    seed=1\n    # g\n    loss = mse # h\n    model=N\n    # i\n# j\nmodel N:\n   dense  64   relu\n';

const comments = (text: string): string[] => (text.match(/#[^\r\n]*/g) ?? []).map(c => c.trimEnd()).sort();
const settings = (tree: SyntaxTree): string => JSON.stringify([...settingsOf(tree)].sort());
const edited = (text: string, { span, text: put }: TextEdit): string =>
  text.slice(0, span.start) + put + text.slice(span.end);
const blocksIn = (tree: SyntaxTree): Block[] => tree.items.flatMap(({ item }) => (item.kind === 'block' ? [item] : []));

function holds(text: string): void {
  const tree = parse(text);
  const canonical = format(tree);
  expect(canonical === undefined).toBe(obstacles(tree).size > 0);
  if (canonical !== undefined) {
    const again = parse(canonical);
    expect(format(again)).toBe(canonical);
    expect(settings(again)).toBe(settings(tree));
    if (!/["'][^"'\r\n]*#/.test(text)) expect(comments(canonical)).toEqual(comments(text));
    laidOutAlone(tree, canonical);
  }
  for (const block of blocksIn(tree)) sortedKeys(block);
}

// Every item by itself, then the whole: the same as the whole at once.
function laidOutAlone(tree: SyntaxTree, canonical: string): void {
  const parts = tree.items.map(({ item }) => {
    const laid = formatItem(item, { dropDefaults: false });
    return laid ? edited(item.text, { span: laid.span, text: laid.text }) : item.text;
  });
  expect(format(parse(parts.join('')))).toBe(canonical);
}

function sortedKeys(block: Block): void {
  const edit = sortKeys(block);
  if (!edit) return;
  const text = edited(block.text, edit);
  const [sorted] = blocksIn(parse(text));
  expect(sorted && isInOrder(sorted)).toBe(true);
  expect(text.split(/\r\n|\n|\r/).sort()).toEqual(block.text.split(/\r\n|\n|\r/).sort());
  expect(format(parse(text))).toBe(format(parse(block.text)));
}

test('of random texts', () => {
  const chance = new Chance(randomFrom(SEED));
  let text = unsorted;
  let laid = 0;
  for (let i = 0; i < TEXTS; i++) {
    if (i % 8 === 0) text = chance.of([unsorted, ...specs]).replaceAll('\n', chance.of(['\n', '\n', '\r\n', '\r']));
    try {
      holds(text);
    } catch (error) {
      throw new Error(`seed ${SEED}\ntext ${JSON.stringify(text)}`, { cause: error });
    }
    if (obstacles(parse(text)).size === 0) laid++;
    text = mutated(text, chance);
  }
  console.log(`layout: ${TEXTS} texts, ${laid} laid out, seed ${SEED} (KYNML_SEED=${SEED})`);
  expect(laid).toBeGreaterThan(TEXTS / 10);
});

test('a new key goes to its place', () => {
  const [block] = blocksIn(parse('dataset D:  # why\n    source = csv("x")  # where\n    shuffle = true\n'));
  if (!block) throw new Error('no block');
  expect(edited(block.text, insertEntry(block, 'target', '"y"'))).toBe(
    'dataset D:  # why\n    source = csv("x")  # where\n    target = "y"\n    shuffle = true\n',
  );
  expect(edited(block.text, insertEntry(block, 'prefetch', '2'))).toMatch(/shuffle = true\n {4}prefetch = 2\n$/);
  const [empty] = blocksIn(parse('train:  # why'));
  expect(empty && edited(empty.text, insertEntry(empty, 'seed', '1'))).toBe('train:  # why\n    seed = 1');
});
