// The arguments of calls: types, missing arguments and undocumented arguments. See check.ts.
import { describe, test } from 'vitest';
import { checkSpec, specCases } from '../check';

const source = (call: string): string => `
      dataset Rows:
          ...
          source = ${call}`;
const train = (line: string): string => `
      train:
          ...
          ${line}`;

describe('arguments of calls', () => {
  specCases({
    'as the documentation writes them': `
      train:
          ...
          optimizer = adam(lr=0.001)
          scheduler = onecycle(max_lr=1)
    `,
    'a call without its path': `${source('csv()')}
          #        ^^^ error call-arguments: \`csv\` needs \`path\`: \`csv("data.csv")\`.
    `,
    'a scheduler without its rate': `${train('scheduler = onecycle()')}
          #           ^^^^^^^^ error call-arguments: \`onecycle\` needs \`max_lr\`: \`onecycle(max_lr=0.01)\`.
    `,
    'an optimizer may have all its defaults': train('optimizer = adam()\n'),
    'a number for a path': `${source('csv(5)')}
          #            ^ error wrong-type: \`path\` of \`csv\` must be a string in double quotes, not \`5\`.
    `,
    'a list for a path': `${source('csv(["a"])')}
          #            ^^^^^ error wrong-type: \`path\` of \`csv\` must be a string in double quotes, not a list.
    `,
    'an empty path': `${source('csv("")')}
          #            ^^ error out-of-range: \`path\` of \`csv\` must not be empty.
    `,
    'a param that is not a path': `
      params:
          hidden = 64
          none = ""
      dataset Rows:
          ...
          source = csv($hidden)
          #            ^^^^^^^ error wrong-type: \`path\` of \`csv\` must be a string in double quotes (\`$hidden\` is \`64\`).
      dataset Others:
          ...
          source = csv($none)
          #            ^^^^^ error out-of-range: \`path\` of \`csv\` must not be empty.
    `,
    'another separator': `${source('csv("x.csv", sep=";")')}
          #                     ^^^ warning call-arguments: \`csv\` has no known argument \`sep\`; the documentation lists \`path\`.
    `,
    'a path with another name is not reported as missing, too': `${source('csv(file="x.csv")')}
          #            ^^^^ error call-arguments: \`csv\` has no known argument \`file\`; did you mean \`path\`?
    `,
    'text for a rate': `${train('optimizer = adam(lr="abc")')}
          #                   ^^^^^ error wrong-type: \`lr\` of \`adam\` must be a number, not \`"abc"\`.
    `,
    'text for the rate of a scheduler': `${train('scheduler = onecycle(max_lr="x")')}
          #                           ^^^ error wrong-type: \`max_lr\` of \`onecycle\` must be a number, not \`"x"\`.
    `,
    'a rate below 0': `${train('optimizer = adam(lr=-1)')}
          #                   ^^ error out-of-range: \`lr\` of \`adam\` must be greater than 0, not \`-1\`.
    `,
    'a rate through a param': `
      params:
          lr = "fast"
      train:
          ...
          optimizer = adam(lr=$lr)
          #                   ^^^ error wrong-type: \`lr\` of \`adam\` must be a number (\`$lr\` is \`"fast"\`).
    `,
    'a similar name': `${train('optimizer = adam(l=0.1)')}
          #                ^ warning call-arguments: \`adam\` has no known argument \`l\`; did you mean \`lr\`?
    `,
    'a name of other libraries': `${train('optimizer = adam(learning_rate=0.1)')}
          #                ^^^^^^^^^^^^^ warning call-arguments: \`adam\` has no known argument \`learning_rate\`; did you mean \`lr\`?
    `,
    'a name that may be undocumented': `${train('optimizer = sgd(lr=0.1, momentum=0.9)')}
          #                       ^^^^^^^^ warning call-arguments: \`sgd\` has no known argument \`momentum\`; known: \`lr\`.
    `,
    'a name twice': `${train('optimizer = adam(lr=0.1, lr=0.2)')}
          #                        ^^^^^^ warning call-arguments: \`lr\` is passed to \`adam\` twice; remove one.
    `,
    'values without names': `${train('optimizer = adam(0.1, 0.2, 0.3)')}
          #                ^^^ warning call-arguments: \`adam\` takes \`lr\` by name: \`adam(lr=0.1)\`.
          #                     ^^^ warning call-arguments: Too many arguments for \`adam\`; write \`adam(lr=0.001)\`.
          #                          ^^^ warning call-arguments: Too many arguments for \`adam\`; write \`adam(lr=0.001)\`.
    `,
    'a call of another list is one finding': `${train('optimizer = csv("x", 1, y=2)')}
          #           ^^^ warning unknown-word: \`csv\` is not a known optimizer; known: \`adam\`, \`sgd\`, \`adamw\`, \`rmsprop\`.
    `,
  });

  test('undocumented arguments are ignored if the settings turn them off', () =>
    checkSpec(train('optimizer = sgd(0.1, momentum=0.9)\n'), { unknownWords: 'off', extraWords: {} }));
});
