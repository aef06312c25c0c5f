// Semantic tokens of versions: the edits between two of them turn the tokens of one into those of the other, and are as small as possible.
import { expect, test } from 'vitest';
import { tokenEdits } from '../../server/src/lsp/base/tokenEdits';
import { editsBetween, encodeTokens, encodeTokensIn } from '../../server/src/lsp/spec/encodeTokens';
import { type Analysis, analyze } from '../../src-shared/kyn/analyze';
import { parse } from '../../src-shared/kyn/syntax/parse';
import { lineIndex } from '../../src-shared/text/lineIndex';
import { caseCount, caseStep, caseTimeout, repeatWith, SEED } from '../cases';
import { expectSame } from '../expectSame';
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
  expectSame(applied(old, edits), now, repeatWith());
  const size = (list: ReturnType<typeof tokenEdits>): number =>
    list.reduce((sum, e) => sum + e.deleteCount + e.data.length, 0);
  expect(size(edits), repeatWith()).toBe(size(tokenEdits(old, now)));
}

test('random edits, one and several between two requests', { timeout: caseTimeout(120_000) }, () => {
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

// The tokens with their places in the file: [line, column, length, type, modifiers].
function decoded(data: readonly number[]): (readonly number[])[] {
  let [line, column] = [0, 0];
  return Array.from({ length: data.length / 5 }, (_, i) => {
    const [lines = 0, columns = 0, ...rest] = data.slice(i * 5, i * 5 + 5);
    column = lines === 0 ? column + columns : columns;
    line += lines;
    return [line, column, ...rest];
  });
}

test.each(specs)('tokens of a part have the places that they have in the file: %#', spec => {
  const { tree, scope } = analyze({ tree: parse(`\ufeff${spec}`) });
  const { starts } = lineIndex(tree.text);
  const all = decoded(encodeTokens({ tree, scope })).map(token => ({
    token,
    offset: (starts[token[0] ?? 0] ?? 0) + (token[1] ?? 0),
  }));
  const counts = new Set<number>();
  for (const first of tree.items)
    for (const last of tree.items.slice(tree.items.indexOf(first))) {
      const end = last.at + last.item.text.length;
      // Strictly inside of the first and the last item, so no neighbour touches the range.
      const part = decoded(encodeTokensIn({ tree, scope }, { start: first.at + 1, end: end - 1 }));
      expect(part).toEqual(all.filter(t => t.offset >= first.at && t.offset < end).map(t => t.token));
      counts.add(part.length);
    }
  expect(Math.max(...counts)).toBe(all.length);
  expect(all.length).toBeGreaterThan(0);
  expect(counts.size).toBeGreaterThan(2);
});
