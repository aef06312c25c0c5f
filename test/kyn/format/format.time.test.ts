// The formatter on very long texts.
import { expect, test } from 'vitest';
import { format } from '../../../src-shared/kyn/format/format';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { stopwatch } from '../../stopwatch';

// More lines than a call may have arguments in a test worker, which has more stack than the program.
test.each([
  ['in a block', 'params:\n    a = 1\n', '    # c\n', ''],
  ['above the first block', '', '#\n', 'train:\n    epochs = 1\n'],
  ['alone', '', '# c\n', ''],
])('600,000 comments %s are kept', (_, start, line, end) => {
  const text = start + line.repeat(600_000) + end;
  // A failure must not print the text.
  expect(format(parse(text)) === text).toBe(true);
});

// As memory: the tokens of a long text need hundreds of bytes for each of its characters.
test('a million blank lines cost about as much as parsing them', () => {
  const text = `params:\n    a = 1\n${'\n'.repeat(1_000_000)}    b = 2\n`;
  const timed = <T>(work: () => T): [number, T] => {
    const elapsed = stopwatch();
    const result = work();
    return [elapsed(), result];
  };
  const ratios = Array.from({ length: 3 }, () => {
    const [parsing, tree] = timed(() => parse(text));
    const [formatting, result] = timed(() => format(tree));
    expect(result).toBe('params:\n    a = 1\n    b = 2\n');
    return formatting / parsing;
  });
  expect(Math.min(...ratios)).toBeLessThan(3);
});
