// Suggestions for common mistakes: numbers with commas, words of other tools, syntax of other languages.
// Messages state the correct form, and fixes keep the intended value. Partial specs are completed, see check.ts.
import { describe, expect, test } from 'vitest';
import { analyze } from '../../../src-shared/kyn/analyze';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { isPreferred } from '../../../src-shared/text/diagnostic';
import { checkFix, specCases } from '../check';

const train = (...lines: string[]): string =>
  `train:\n    model = Net\n    data = Rows\n    loss = mse\n${lines.map(l => `    ${l}\n`).join('')}`;
const whole = (...lines: string[]): string => train('optimizer = adam(lr=0.1)', ...lines);
const rows = (target: string): string => `dataset Rows:\n    source = csv("x")\n    target = ${target}\n`;

type Case = readonly [name: string, before: string, after: string, title?: string];
const fixCases = (cases: readonly Case[]): void => {
  for (const [name, before, after, title] of cases) test(name, () => checkFix(before, after, title));
};

describe('fixes of text after a statement', () => {
  fixCases([
    ['thousands', whole('epochs = 1,000  # x'), whole('epochs = 1000  # x')],
    ['thousands with a blank', whole('epochs = 1 000'), whole('epochs = 1000')],
    ['a decimal comma', 'params:\n    lr = 0,001\n', 'params:\n    lr = 0.001\n'],
    ['thousands where both can be meant', 'params:\n    a = 1,000\n', 'params:\n    a = 1000\n', 'Write `1000`'],
    [
      'a decimal comma where both can be meant',
      'params:\n    a = 1,000\n',
      'params:\n    a = 1.000\n',
      'Write `1.000`',
    ],
    ['a statement on the header', 'evaluate: metrics = [mae]\n', 'evaluate:\n    metrics = [mae]\n'],
    ['two statements on a line', whole('epochs = 3, batch = 4'), whole('epochs = 3', 'batch = 4')],
    ['text of two words', rows('house price  # x'), rows('"house price"  # x')],
    ['text with a sign', rows('house-price'), rows('"house-price"')],
    ['values without brackets', 'evaluate:\n    metrics = mae, rmse\n', 'evaluate:\n    metrics = [mae, rmse]\n'],
    [
      'an axis without brackets',
      'params:\n    a = 1\nsweep:\n    a = 1, 2\n',
      'params:\n    a = 1\nsweep:\n    a = [1, 2]\n',
    ],
    ['arguments without brackets', train('optimizer = adam lr=0.1', 'epochs = 3'), whole('epochs = 3')],
    ['an argument without =', train('optimizer = adam(lr 0.1)', 'epochs = 3'), whole('epochs = 3')],
    ['a name with a point', 'model my.net:\n    input 4\n', 'model my_net:\n    input 4\n', 'Write `my_net`'],
    ['a bracket of another sort', 'evaluate:\n    metrics = [mae, rmse)\n', 'evaluate:\n    metrics = [mae, rmse]\n'],
    ['a $ where a param is declared', 'params:\n    $hidden = 64\n', 'params:\n    hidden = 64\n'],
    [
      'a layer written as a call',
      'model Net:\n    input 4\n    dense(1, linear)\n',
      'model Net:\n    input 4\n    dense 1 linear\n',
    ],
    [
      'a layer with commas',
      'model Net:\n    input 4\n    dense 1, linear\n',
      'model Net:\n    input 4\n    dense 1 linear\n',
    ],
    [
      'a layer with thousands',
      'model Net:\n    input 4\n    dense 1,000 relu\n',
      'model Net:\n    input 4\n    dense 1000 relu\n',
    ],
    ['an accent', whole('\u00e9pochs = 3'), whole('epochs = 3')],
    ['a letter that looks like a Latin one', whole('\u0435pochs = 3'), whole('epochs = 3')],
    ['a name with a hyphen', 'params:\n    hidden-size = 64\n', 'params:\n    hidden_size = 64\n'],
    ['a fullwidth colon', whole('epochs\uff1a 3'), whole('epochs = 3')],
    ['a fullwidth equals sign', whole('epochs \uff1d 3'), whole('epochs = 3')],
    ['a mistyped key without =', whole('epoch 3'), whole('epochs = 3')],
  ]);
});

describe('messages state the correct form', () => {
  specCases({
    'a value without =': `
      train:
          ...
          seed 20
          #   | error missing-equals: Write \`=\` between \`seed\` and \`20\`.
          batch: 20
          #    | error missing-equals: Write \`=\` instead of \`:\` between \`batch\` and \`20\`.
    `,
    'a hyphen in a name is one finding at each place': `
      params:
          hidden-size = 64
          #     ^ error unexpected-character: \`-\` is not allowed here; names can contain only the letters a to z and A to Z, digits and \`_\`: write \`hidden_size\`.
      model Net:
          input 4
          dense $hidden-size relu
          #            ^ error unexpected-character: \`-\` is not allowed here; names can contain only the letters a to z and A to Z, digits and \`_\`: write \`hidden_size\`.
    `,
    'a name that starts with a digit': `
      params:
          1a = 64
          #^^^^^^ error unexpected-text: \`1a\` is not a valid name; a name starts with a letter or \`_\`.
    `,
    'a string with an escape': `
      dataset Rows:
          source = csv("x")
          target = "pri\\"ce"
          #              ^^^ error unexpected-text: Strings do not support escapes: a string ends at the first \`"\` and cannot contain one.
    `,
    'an import of an empty path': `
      import ""
      #      ^^ error import-syntax: An import must name a file in double quotes: \`import "other.kyn"\`.
    `,
    'two files with the same label': `
      import "a/net.kyn"
      import "b/net.kyn"
      #^^^^^ error duplicate-name: a/net.kyn and b/net.kyn both declare a model named \`Net\`; rename one of them.
      //- /a/net.kyn
      model Net:
          ...
      //- /b/net.kyn
      model Net:
          ...
    `,
  });
});

describe('keys of other tools', () => {
  specCases({
    'of a train block': `
      train:
          ...
          batch_size = 32
          #^^^^^^^^^ error unknown-key: The \`train\` block has no key \`batch_size\`; did you mean \`batch\`?
          lr = 0.1
          #< error unknown-key: The \`train\` block has no key \`lr\`; set the learning rate in the optimizer: \`optimizer = adam(lr=0.001)\`.
          num_workers = 2
          #^^^^^^^^^^ error unknown-key: The \`train\` block has no key \`num_workers\`; it belongs to the \`dataset\` block.
    `.replace(
      '          #< error unknown-key: The `train` block has no key `lr`',
      '          #^ error unknown-key: The `train` block has no key `lr`',
    ),
    'a suggested key is not reported as missing': `
      train:
          model = Net
          dataset = Rows
          #^^^^^^ error unknown-key: The \`train\` block has no key \`dataset\`; did you mean \`data\`?
          criterion = mse
          #^^^^^^^^ error unknown-key: The \`train\` block has no key \`criterion\`; did you mean \`loss\`?
          optimizer = adam(lr=0.1)
          num_epochs = 3
          #^^^^^^^^^ error unknown-key: The \`train\` block has no key \`num_epochs\`; did you mean \`epochs\`?
    `,
  });
  const data = 'dataset Rows:\n    source = csv("x")\n    target = "y"\n';
  fixCases([
    ['are renamed', whole('epochs = 3', 'batch_size = 8'), whole('epochs = 3', 'batch = 8')],
    [
      'are moved to the block that has them',
      whole('epochs = 3', 'shuffle = true  # x') + data,
      `${whole('epochs = 3')}${data}    shuffle = true  # x\n`,
    ],
    [
      'are moved into the optimizer',
      train('optimizer = adam()', 'epochs = 3', 'learning_rate = 0.1'),
      whole('epochs = 3'),
    ],
    ['are removed if the value is already set', whole('epochs = 3', 'lr = 0.2'), whole('epochs = 3')],
    [
      'become a param with its use',
      `sweep:\n    batch = [8, 16]\n${whole('epochs = 3', 'batch = 32')}`,
      `params:\n    batch = 32\n\nsweep:\n    batch = [8, 16]\n${whole('epochs = 3', 'batch = $batch')}`,
    ],
    [
      'become a param, in a file with CR LF',
      'params:\r\n    b = 1\r\nsweep:\r\n    a = [8, 16]\r\n',
      'params:\r\n    b = 1\r\n    a = 8\r\nsweep:\r\n    a = [8, 16]\r\n',
    ],
  ]);
});

describe('a fix that deletes text is never preferred', () => {
  test.each([
    whole('epochs = 3 4'),
    whole('epochs = 3', 'colour = 1'),
    whole('epochs = 3', 'epochs = 4'),
    'train: 3\n    epochs = 3\n',
    'epochs = 3\n',
    'evaluate:\n    metrics = [mae]\nevaluate:\n    metrics = [mae]\n',
  ])('%j', text => {
    const found = analyze({ tree: parse(text) }).diagnostics.flatMap(d => d.fixes.map(fix => ({ d, fix })));
    const removing = found.filter(({ fix }) => fix.title.startsWith('Remove'));
    expect(removing).not.toEqual([]);
    for (const { d, fix } of removing) expect(isPreferred(d, fix), fix.title).toBe(false);
  });

  test('a fix that only corrects is preferred', () => {
    const [found] = analyze({ tree: parse('params:\n    a = 1e-3\n') }).diagnostics.filter(
      d => d.code === 'bad-number',
    );
    expect(found?.fixes.map(fix => isPreferred(found, fix))).toEqual([true]);
  });
});
