// Syntax faults of values: numbers, booleans, strings, brackets, nesting. The fixtures are completed to whole specs, see check.ts.
import { describe } from 'vitest';
import { specCases } from '../check';

describe('numbers', () => {
  specCases({
    'whole numbers and numbers with a point': `
      params:
          a = 64
          b = -1
          c = 0.001
          d = -0.5
          e = 007
    `,
    'an exponent': `
      params:
          lr = 1e-3
          #    ^^^^ error bad-number: \`1e-3\` is not a valid KynML number; write \`0.001\`.
    `,
    'an exponent that leaves a whole number is written as one': `
      train:
          ...
          epochs = 1e1
          #        ^^^ error bad-number: \`1e1\` is not a valid KynML number; write \`10\`.
    `,
    'nothing before or after the point': `
      params:
          a = .5
          #   ^^ error bad-number: \`.5\` is not a valid KynML number; write \`0.5\`.
          b = 5.
          #   ^^ error bad-number: \`5.\` is not a valid KynML number; write \`5.0\`.
    `,
    'a plus sign': `
      params:
          a = +1
          #   ^^ error bad-number: \`+1\` is not a valid KynML number; write \`1\`.
    `,
    'digits in groups': `
      params:
          a = 1_000
          #   ^^^^^ error bad-number: \`1_000\` is not a valid KynML number; write \`1000\`.
    `,
    'no exact form': `
      params:
          a = 0x10
          #   ^^^^ error bad-number: \`0x10\` is not a valid KynML number; write digits with one decimal point, like \`0.001\`.
          b = 1.2.3
          #   ^^^^^ error bad-number: \`1.2.3\` is not a valid KynML number; write digits with one decimal point, like \`0.001\`.
          c = -
          #   ^ error bad-number: \`-\` is not a valid KynML number; write digits with one decimal point, like \`0.001\`.
          d = 1e999
          #   ^^^^^ error bad-number: \`1e999\` is not a valid KynML number; write digits with one decimal point, like \`0.001\`.
    `,
    'in a call and a list': `
      train:
          ...
          optimizer = adam(lr=1e-2)
          #                   ^^^^ error bad-number: \`1e-2\` is not a valid KynML number; write \`0.01\`.

      sweep:
          lr = [.1, 0.2]
          #     ^^ error bad-number: \`.1\` is not a valid KynML number; write \`0.1\`.

      params:
          lr = 0.1
    `,
    'as the rate of a layer': `
      model Net:
          input 4
          dropout .5
          #       ^^ error bad-number: \`.5\` is not a valid KynML number; write \`0.5\`.
    `,
  });
});

describe('booleans', () => {
  specCases({
    'in small letters': `
      dataset Rows:
          ...
          normalize = true
          shuffle = false
    `,
    'as Python writes them': `
      dataset Rows:
          ...
          normalize = True
          #           ^^^^ error boolean-case: \`True\` is not a valid value; write \`true\`.
          shuffle = FALSE
          #         ^^^^^ error boolean-case: \`FALSE\` is not a valid value; write \`false\`.
    `,
    'the type is still checked': `
      train:
          ...
          epochs = True
          #        ^^^^ error boolean-case: \`True\` is not a valid value; write \`true\`.
          #        ^^^^ error wrong-type: \`epochs\` must be a whole number, not \`true\`.
    `,
  });
});

describe('strings', () => {
  specCases({
    'in double quotes, with anything inside': `
      dataset Rows:
          source = csv("data/häuser # $x 'y' [z.csv")  # a comment
          target = ""
    `,
    'in single quotes': `
      dataset Rows:
          ...
          target = 'price'
          #        ^^^^^^^ error single-quotes: Strings must use double quotes: \`"price"\`.
    `,
    'in single quotes with a double one inside': `
      dataset Rows:
          ...
          target = 'a "b"'
          #        ^^^^^^^ error single-quotes: Strings must use double quotes.
    `,
    'not closed': `
      dataset Rows:
          ...
          target = "price
          #        ^^^^^^ error unclosed-string: This string is not closed on its line; add a closing quote.
    `,
    'not closed, before a comment or another quote': `
      dataset Rows:
          target = "price  # what we sell for
          #        ^^^^^^^^^^^^^^^^^^^^^^^^^^ error unclosed-string: This string is not closed on its line; add a closing quote.
          source = csv('rows.csv)
          #            ^^^^^^^^^^ error unclosed-string: This string is not closed on its line; add a closing quote.
    `,
    'not closed, instead of a key': `
      dataset Rows:
          ...
          "target
          #^^^^^^ error unclosed-string: This string is not closed on its line; add a closing quote.
    `,
  });
});

describe('brackets', () => {
  specCases({
    'lists and calls in each other, with a comma at the end': `
      evaluate:
          metrics = [mae, rmse,]

      train:
          ...
          early_stop = stop(patience=3, on=[mae, [1, 2],],)
          checkpoint = []
    `,
    'a list that is not closed': `
      evaluate:
          metrics = [mae
          #         ^ error unclosed-bracket: This bracket is not closed on its line; \`]\` is missing.
    `,
    'a list that is not closed, with a comment': `
      train:
          ...
          checkpoint = [mae, "a # b"    # two
          #            ^ error unclosed-bracket: This bracket is not closed on its line; \`]\` is missing.
    `,
    'a call that is not closed': `
      train:
          ...
          optimizer = adam(lr=0.1
          #               ^ error unclosed-bracket: This bracket is not closed on its line; \`)\` is missing.
    `,
    'the inner one of two unclosed brackets': `
      train:
          ...
          early_stop = stop(on=[1, 2
          #                    ^ error unclosed-bracket: This bracket is not closed on its line; \`]\` is missing.
    `,
    'the wrong closing bracket': `
      evaluate:
          metrics = [mae)
          #             ^ error unexpected-text: \`)\` does not match the open bracket; write \`]\`.
    `,
    'one closing bracket too many': `
      evaluate:
          metrics = [mae]]
          #              ^ error unexpected-text: \`]\` is not expected here, after the end of the statement.
    `,
    'a comma without a value': `
      evaluate:
          metrics = [,]
          #          ^ error missing-value: Expected a value instead of \`,\`.
    `,
    'an argument without a value': `
      train:
          ...
          optimizer = adam(lr=)
          #                   ^ error missing-value: Expected a value instead of \`)\`.
    `,
    'no comma between values': `
      evaluate:
          metrics = [mae rmse]
          #              ^^^^ error unexpected-text: A comma is missing before \`rmse\`.
    `,
  });
});

describe('depth', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  specCases({
    '65 levels are read': `params:\n    x = ${nested(65)}\n`,
    'one more is not': `params:\n    x = ${nested(66)}\n#${' '.repeat(7 + 65)}^ error nested-too-deep: Lists and calls are nested deeper than 64 levels, so the rest of the line is not read.\n`,
    'ten thousand are not, and nothing overflows': `params:\n    x = ${nested(10_000)}\n#${' '.repeat(7 + 65)}^ error nested-too-deep: Lists and calls are nested deeper than 64 levels, so the rest of the line is not read.\n`,
  });
});
