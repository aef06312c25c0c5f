// Hovers, completions and signatures at any offset of any text: nothing throws, and all spans are valid.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Analysis, analyze } from '../../src-shared/kyn/analyze';
import { complete } from '../../src-shared/kyn/completion';
import { withoutStops } from '../../src-shared/kyn/completion/snippets';
import { hoverAt } from '../../src-shared/kyn/hover';
import { signatureAt } from '../../src-shared/kyn/hover/signature';
import { tokenUnder } from '../../src-shared/kyn/syntax/lineContext';
import { parse } from '../../src-shared/kyn/syntax/parse';
import { caseCount, repeatWith, SEED } from '../cases';
import { Chance, mutated, randomFrom } from './mutate';

const chance = new Chance(randomFrom(SEED));
const example = readFileSync(new URL('../../examples/house-price/house_price.kyn', import.meta.url), 'utf8');

// A single expectation per offset, because thousands of calls of expect would dominate the run time.
function checkOffset(analysis: Analysis, at: number): void {
  const wrong = [...wrongHover(analysis, at), ...wrongCompletions(analysis, at), ...wrongSignature(analysis, at)];
  if (wrong.length > 0)
    expect.fail(`${repeatWith()}, offset ${at} of ${JSON.stringify(analysis.tree.text)}: ${wrong.join(', ')}`);
}

const unless = (isValid: boolean | undefined, problem: string): string[] => (isValid ? [] : [problem]);

function wrongHover(analysis: Analysis, at: number): string[] {
  const found = hoverAt(analysis, at);
  if (!found) return [];
  const { span, markdown } = found;
  return [
    ...unless(span.start <= at && at < span.end, 'the hover is for another place'),
    ...unless(
      !/blank|comment|newline/.test(tokenUnder(analysis.tree.text, at)?.kind ?? 'blank'),
      'the hover is for blank text',
    ),
    ...unless(markdown !== '', 'the hover is empty'),
  ];
}

function wrongCompletions(analysis: Analysis, at: number): string[] {
  return complete(analysis, at).flatMap(({ label, replaces: { start, end }, insert, snippet }) => [
    ...unless(start <= at && at <= end, `${label} replaces another place`),
    ...unless(/^\$?\w*$/.test(analysis.tree.text.slice(start, end)), `${label} replaces more than a word`),
    ...unless(!snippet || !/[${}|]/.test(withoutStops(insert)), `${label} keeps its tab stops`),
  ]);
}

function wrongSignature({ tree }: Analysis, at: number): string[] {
  const help = signatureAt(tree, at);
  return [
    ...(help?.parameters ?? []).flatMap(p => unless(help?.label.includes(p.label), `${p.label} is not in the label`)),
    ...unless((help?.active ?? 0) < (help?.parameters.length ?? 1), 'the active parameter is out of range'),
  ];
}

test('at every offset of an example', () => {
  const analysis = analyze({ tree: parse(example) });
  for (let at = 0; at <= example.length; at++) checkOffset(analysis, at);
});

test('at random offsets of mutated examples', () => {
  let text = example;
  for (let i = 0; i < caseCount(1000); i++) {
    text = i % 25 === 0 ? example : mutated(text, chance);
    const analysis = analyze({ tree: parse(text) });
    for (let k = 0; k < 5; k++) checkOffset(analysis, chance.below(text.length + 1));
  }
});
