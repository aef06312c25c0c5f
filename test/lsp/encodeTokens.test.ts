// Semantic tokens of versions: the edits between two of them turn the tokens of one into those of the other, and are as small as possible.
import { expect, test } from 'vitest';
import { tokenEdits } from '../../server/src/lsp/base/tokenEdits';
import { editsBetween, encodeTokens, encodeTokensIn } from '../../server/src/lsp/spec/encodeTokens';
import { type Analysis, analyze } from '../../src-shared/kyn/analyze';
import { parse } from '../../src-shared/kyn/syntax/parse';
import { caseCount, caseStep, repeatWith, SEED } from '../cases';
import { Chance, mutated, randomFrom } from '../kyn/mutate';
import { specs } from '../kyn/pool';

const applied = (data: readonly number[], edits: ReturnType<typeof tokenEdits>): number[] =>
  edits.reduceRight(
    (all, { start, deleteCount, data: put }) => [...all.slice(0, start), ...put, ...all.slice(start + deleteCount)],
    [...data],
  );

// The text of a whole spec, of models without tokens around it, and of empty lines: tokens may be far from an edit.
const texts = [...specs, ...specs.map(text => `\n\n${text}train:\n    epochs = 1\n\n\n${text}`)];

function checkEdits(before: Analysis, after: Analysis): void {
  const edits = editsBetween(before, after);
  const [old, now] = [encodeTokens(before), encodeTokens(after)];
  expect(applied(old, edits), repeatWith()).toEqual(now);
  const size = (list: ReturnType<typeof tokenEdits>): number =>
    list.reduce((sum, e) => sum + e.deleteCount + e.data.length, 0);
  expect(size(edits), repeatWith()).toBe(size(tokenEdits(old, now)));
}

test('random edits, one and several between two requests', () => {
  const chance = new Chance(randomFrom(SEED));
  for (let i = 0; i < caseCount(1000); i++) {
    let sent = analyze({ tree: parse(chance.of(texts)) });
    let current = sent;
    for (let step = 0; step < 8; step++) {
      current = analyze({ tree: parse(mutated(current.tree.text, chance), current.tree) }, current);
      if (chance.below(3) === 0) continue;
      checkEdits(sent, current);
      sent = current;
    }
  }
});

test('an edit at every character, a tenth of them unless in CI', () => {
  const text = `\ufeff${specs[0]}\n# end\n`;
  const before = analyze({ tree: parse(text) });
  for (let at = SEED % caseStep; at <= text.length; at += caseStep)
    for (const typed of ['1', '\n', '\n    # more'])
      checkEdits(before, analyze({ tree: parse(text.slice(0, at) + typed + text.slice(at), before.tree) }, before));
});

test('tokens of a part have the places that they have in the file', () => {
  const { tree, scope } = analyze({ tree: parse(`\ufeff${specs[0]}`) });
  const all = encodeTokens({ tree, scope });
  expect(encodeTokensIn({ tree, scope }, { start: 0, end: tree.text.length })).toEqual(all);
  const lines = (data: readonly number[]): number[] => {
    let line = 0;
    return data.filter((_, i) => i % 5 === 0).map(by => (line += by));
  };
  const starts = tree.items.map(({ at }) => at);
  for (const start of starts) {
    const part = lines(encodeTokensIn({ tree, scope }, { start: start + 1, end: tree.text.length }));
    expect(lines(all).slice(lines(all).length - part.length)).toEqual(part);
  }
});
