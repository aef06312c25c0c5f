// Schedulers: their arguments are checked, completed and explained from the catalogue.
import { expect, test } from 'vitest';
import { signatureAt } from '../../../src-shared/kyn/hover/signature';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { specCases } from '../check';

specCases({
  'every scheduler with its arguments': `train:
    ...
    scheduler = step(size=10, gamma=0.5)
`,
  'schedulers whose arguments have defaults': `train:
    ...
    scheduler = plateau()
`,
  'a scheduler without arguments': `train:
    ...
    scheduler = cosine(lr=1)
    #                  ^^ warning call-arguments: \`cosine\` has no known argument \`lr\`; it does not take arguments.
`,
  'a required argument': `train:
    ...
    scheduler = step(gamma=0.5)
    #           ^^^^ error call-arguments: \`step\` needs \`size\`: \`step(size=10, gamma=0.1)\`.
`,
  'ranges of arguments': `train:
    ...
    scheduler = plateau(patience=-1, factor=1.0)
    #                            ^^ error out-of-range: \`patience\` of \`plateau\` must be at least 0, not \`-1\`.
    #                                       ^^^ error out-of-range: \`factor\` of \`plateau\` must be greater than 0 and less than 1, not \`1.0\`.
`,
  'a name of PyTorch': `train:
    ...
    scheduler = StepLR(size=1)
    #           ^^^^^^ warning unknown-word: \`StepLR\` is not a known scheduler; did you mean \`step\`?
`,
});

test.each([
  ['early_stop', 'early_stop(patience=5, min_delta=0.001)'],
  ['checkpoint', 'checkpoint(path="checkpoint.pt", every=5)'],
])('the signature of %s shows the form that the built-in compiler reads', (name, label) => {
  const text = `train:\n    ${name} = ${name}(`;
  expect(signatureAt(parse(text), text.length)?.label).toBe(label);
});

test('the signature of a scheduler names the defaults', () => {
  const text = 'train:\n    scheduler = plateau(';
  const signature = signatureAt(parse(text), text.length);
  expect(signature?.label).toBe('plateau(patience=10, factor=0.1)');
  expect(signature?.parameters.map(p => /Default: `[\d.]+`/.exec(p.doc)?.[0])).toEqual([
    'Default: `10`',
    'Default: `0.1`',
  ]);
});
