// The TextMate grammar tokenises a long line in little time.
import { beforeAll, describe, expect, test } from 'vitest';
import type { IGrammar } from 'vscode-textmate';
import { caseCount } from '../cases';
import { stopwatch } from '../stopwatch';
import { loadGrammar, tokenise } from './tokenise';

let grammar: IGrammar;
beforeAll(async () => {
  grammar = await loadGrammar();
});

const LONG = caseCount(100_000) * 3 > 100_000 ? 100_000 : caseCount(100_000) * 3;
const longUnits = [
  'a',
  ' ',
  '\t',
  '1',
  '1 ',
  '-',
  '.',
  '1.',
  '1e-',
  '"',
  "'",
  '#',
  '$',
  '$a ',
  '(',
  'a(',
  'a=',
  '[',
  ',',
  '=',
  'a ',
  'true',
  'é',
  '\u{1f600}',
];

describe('a line of 100,000 characters', () => {
  for (const unit of longUnits) {
    for (const head of ['', 'model M:\n    dense ', 'dataset D:\n    source = csv("', 'dataset ']) {
      test(`${JSON.stringify(head)} then ${JSON.stringify(unit)} is tokenised fast and completely`, () => {
        const text = head + unit.repeat(LONG / unit.length);
        // The best of three: other programs may take the processor away once, a pattern that goes back again and again is slow each time.
        const times: number[] = [];
        let line: ReturnType<typeof tokenise>[number] = [];
        do {
          const elapsed = stopwatch();
          line = tokenise(grammar, text).at(-1) ?? [];
          times.push(elapsed());
        } while (Math.min(...times) >= 3000 && times.length < 3);
        expect(Math.min(...times)).toBeLessThan(3000);
        expect(line.at(-1)?.end).toBe(text.length - text.lastIndexOf('\n') - 1);
      });
    }
  }
});
