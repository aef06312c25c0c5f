// Explanations, completions and signatures at any place of any text: nothing throws, and every place lies on its line. KYNML_SEED repeats a run.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Analysis, analyze } from '../../src-shared/kyn/analyze';
import { complete } from '../../src-shared/kyn/completion';
import { withoutStops } from '../../src-shared/kyn/completion/snippets';
import { hoverAt } from '../../src-shared/kyn/hover';
import { signatureAt } from '../../src-shared/kyn/hover/signature';
import { tokenUnder } from '../../src-shared/kyn/syntax/lineContext';
import { parse } from '../../src-shared/kyn/syntax/parse';
import { Chance, mutated, randomFrom } from './mutate';

const SEED = Number(process.env.KYNML_SEED ?? Date.now() % 1_000_000);
const chance = new Chance(randomFrom(SEED));
const example = readFileSync(new URL('../../examples/house-price/house_price.kyn', import.meta.url), 'utf8');

// One expectation for a place: thousands of them would be most of the time.
function hold(analysis: Analysis, at: number): void {
  const wrong = [...wrongHover(analysis, at), ...wrongCompletions(analysis, at), ...wrongSignature(analysis, at)];
  if (wrong.length > 0)
    expect.fail(`seed ${SEED}, offset ${at} of ${JSON.stringify(analysis.tree.text)}: ${wrong.join(', ')}`);
}

const unless = (fine: boolean | undefined, what: string): string[] => (fine ? [] : [what]);

function wrongHover(analysis: Analysis, at: number): string[] {
  const found = hoverAt(analysis, at);
  if (!found) return [];
  const { span, markdown } = found;
  return [
    ...unless(span.start <= at && at < span.end, 'the explanation is of another place'),
    ...unless(
      !/blank|comment|newline/.test(tokenUnder(analysis.tree.text, at)?.kind ?? 'blank'),
      'nothing is explained',
    ),
    ...unless(markdown !== '', 'the explanation is empty'),
  ];
}

function wrongCompletions(analysis: Analysis, at: number): string[] {
  return complete(analysis, at).flatMap(({ label, replaces: { start, end }, insert, snippet }) => [
    ...unless(start <= at && at <= end, `${label} replaces another place`),
    ...unless(/^\$?\w*$/.test(analysis.tree.text.slice(start, end)), `${label} replaces more than a word`),
    ...unless(!snippet || !/[${}|]/.test(withoutStops(insert)), `${label} keeps its stops`),
  ]);
}

function wrongSignature({ tree }: Analysis, at: number): string[] {
  const help = signatureAt(tree, at);
  return [
    ...(help?.parameters ?? []).flatMap(p => unless(help?.label.includes(p.label), `${p.label} is not in the label`)),
    ...unless((help?.active ?? 0) < (help?.parameters.length ?? 1), 'the active parameter is none'),
  ];
}

test('every place of an example', () => {
  const analysis = analyze({ tree: parse(example) });
  for (let at = 0; at <= example.length; at++) hold(analysis, at);
});

test('places of texts that people and accidents made of it', () => {
  let text = example;
  for (let i = 0; i < 1000; i++) {
    text = i % 25 === 0 ? example : mutated(text, chance);
    const analysis = analyze({ tree: parse(text) });
    for (let k = 0; k < 5; k++) hold(analysis, chance.below(text.length + 1));
  }
});
