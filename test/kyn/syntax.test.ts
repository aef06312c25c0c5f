// What the parser reports: each fault at its own place, with valid neighbours. A part of a spec stands for a whole one, see check.ts.
import { describe } from 'vitest';
import { specCases } from './check';

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
          #    ^^^^ error bad-number: 1e-3 is not a number KynML reads; write 0.001.
    `,
    'an exponent that leaves a whole number is written as one': `
      train:
          ...
          epochs = 1e1
          #        ^^^ error bad-number: 1e1 is not a number KynML reads; write 10.
    `,
    'nothing before or after the point': `
      params:
          a = .5
          #   ^^ error bad-number: .5 is not a number KynML reads; write 0.5.
          b = 5.
          #   ^^ error bad-number: 5. is not a number KynML reads; write 5.0.
    `,
    'a plus sign': `
      params:
          a = +1
          #   ^^ error bad-number: +1 is not a number KynML reads; write 1.
    `,
    'digits in groups': `
      params:
          a = 1_000
          #   ^^^^^ error bad-number: 1_000 is not a number KynML reads; write 1000.
    `,
    'no exact form': `
      params:
          a = 0x10
          #   ^^^^ error bad-number: 0x10 is not a number KynML reads; write digits with one point between them, like 0.001.
          b = 1.2.3
          #   ^^^^^ error bad-number: 1.2.3 is not a number KynML reads; write digits with one point between them, like 0.001.
          c = -
          #   ^ error bad-number: - is not a number KynML reads; write digits with one point between them, like 0.001.
          d = 1e999
          #   ^^^^^ error bad-number: 1e999 is not a number KynML reads; write digits with one point between them, like 0.001.
    `,
    'inside of a call and a list': `
      train:
          ...
          optimizer = adam(lr=1e-2)
          #                   ^^^^ error bad-number: 1e-2 is not a number KynML reads; write 0.01.

      sweep:
          lr = [.1, 0.2]
          #     ^^ error bad-number: .1 is not a number KynML reads; write 0.1.

      params:
          lr = 0.1
    `,
    'as the rate of a layer': `
      model Net:
          input 4
          dropout .5
          #       ^^ error bad-number: .5 is not a number KynML reads; write 0.5.
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
          #           ^^^^ error boolean-case: True is not a value; KynML writes true.
          shuffle = FALSE
          #         ^^^^^ error boolean-case: FALSE is not a value; KynML writes false.
    `,
    'the type is checked all the same': `
      train:
          ...
          epochs = True
          #        ^^^^ error boolean-case: True is not a value; KynML writes true.
          #        ^^^^ error wrong-type: epochs must be a whole number, not true.
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
          #        ^^^^^^^ error single-quotes: KynML writes strings in double quotes: "price".
    `,
    'in single quotes with a double one inside': `
      dataset Rows:
          ...
          target = 'a "b"'
          #        ^^^^^^^ error single-quotes: KynML writes strings in double quotes.
    `,
    'not closed': `
      dataset Rows:
          ...
          target = "price
          #        ^^^^^^ error unclosed-string: This string is not closed on its line.
    `,
    'not closed, with a comment or another quote behind': `
      dataset Rows:
          target = "price  # what we sell for
          #        ^^^^^^^^^^^^^^^^^^^^^^^^^^ error unclosed-string: This string is not closed on its line.
          source = csv('rows.csv)
          #            ^^^^^^^^^^ error unclosed-string: This string is not closed on its line.
    `,
    'not closed where a key belongs': `
      dataset Rows:
          ...
          "target
          #^^^^^^ error unclosed-string: This string is not closed on its line.
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
          #         ^ error unclosed-bracket: This bracket is not closed on its line; ] is missing.
    `,
    'a list that is not closed, with a comment': `
      train:
          ...
          checkpoint = [mae, "a # b"    # two
          #            ^ error unclosed-bracket: This bracket is not closed on its line; ] is missing.
    `,
    'a call that is not closed': `
      train:
          ...
          optimizer = adam(lr=0.1
          #               ^ error unclosed-bracket: This bracket is not closed on its line; ) is missing.
    `,
    'the inner one of two that are not closed': `
      train:
          ...
          early_stop = stop(on=[1, 2
          #                    ^ error unclosed-bracket: This bracket is not closed on its line; ] is missing.
    `,
    'the wrong one closes': `
      evaluate:
          metrics = [mae)
          #             ^ error unexpected-text: ) is not expected here; the statement ends before it.
    `,
    'one too many closes': `
      evaluate:
          metrics = [mae]]
          #              ^ error unexpected-text: ] is not expected here; the statement ends before it.
    `,
    'a comma without a value': `
      evaluate:
          metrics = [,]
          #          ^ error missing-value: A value should stand here instead of ,.
    `,
    'an argument without a value': `
      train:
          ...
          optimizer = adam(lr=)
          #                   ^ error missing-value: A value should stand here instead of ).
    `,
    'no comma between values': `
      evaluate:
          metrics = [mae rmse]
          #              ^^^^ error unexpected-text: rmse is not expected here; the statement ends before it.
    `,
  });
});

describe('depth', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  specCases({
    '65 levels are read': `params:\n    x = ${nested(65)}\n`,
    'one more is not': `params:\n    x = ${nested(66)}\n#${' '.repeat(7 + 65)}^ error nested-too-deep: Lists and calls are nested deeper than 64 levels; the rest of the line is not read.\n`,
    'ten thousand are not, and nothing overflows': `params:\n    x = ${nested(10_000)}\n#${' '.repeat(7 + 65)}^ error nested-too-deep: Lists and calls are nested deeper than 64 levels; the rest of the line is not read.\n`,
  });
});

describe('entries', () => {
  specCases({
    'blanks around = do not matter': `
      train:
          ...
          batch=8
          seed   =   42
    `,
    'no =': `
      train:
          ...
          seed 42
          #   | error missing-equals: seed needs a value: seed = ...
    `,
    'nothing but a key': `
      train:
          ...
          seed
          #   | error missing-equals: seed needs a value: seed = ...
    `,
    'nothing after =': `
      train:
          ...
          seed =
          #     | error missing-value: A value is missing here.
          batch =    # to do
          #      | error missing-value: A value is missing here.
    `,
    'two values': `
      train:
          ...
          seed = 3 4
          #        ^ error unexpected-text: 4 is not expected here; the statement ends before it.
    `,
    'two statements': `
      train:
          ...
          seed = 3, batch = 4
          #       ^^^^^^^^^^^ error unexpected-text: , batch = 4 is not expected here; the statement ends before it.
    `,
    'a long rest is shortened': `
      train:
          ...
          seed = 3 and then a lot of words that nobody wants to read again
          #        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error unexpected-text: and then a lot of words that nobody wan… is not expected here; the statement ends before it.
    `,
    'a number where a key belongs': `
      train:
          ...
          3 = seed
          #^^^^^^^ error unexpected-text: 3 is not expected here; the statement ends before it.
    `,
    'a colon instead of =': `
      train:
          ...
          seed: 3
          #   | error missing-equals: seed needs a value: seed = ...
    `,
  });
});

describe('characters', () => {
  specCases({
    'a semicolon': `
      train:
          ...
          seed = 3;
          #       ^ error unexpected-character: ; means nothing here; remove it, or put the text in double quotes.
    `,
    'one that is more than one unit long': `
      train:
          ...
          seed = 🎲
          #      ^^ error unexpected-character: The character U+1F3B2 means nothing here; remove it, or put the text in double quotes.
    `,
    'one that cannot be seen': `
      train:
          ...
          seed = \u00a03
          #      ^ error unexpected-character: The character U+00A0 means nothing here; remove it, or put the text in double quotes.
          batch = 3\u2028
          #        ^ error unexpected-character: The character U+2028 means nothing here; remove it, or put the text in double quotes.
    `,
    'a $ without a name': `
      train:
          ...
          seed = $
          #      ^ error unexpected-character: A $ without a name means nothing here; remove it, or put the text in double quotes.
    `,
    'a $ before a number': `
      train:
          ...
          seed = $1
          #      ^^ error unexpected-character: A $ without a name means nothing here; remove it, or put the text in double quotes.
    `,
    'a letter that is not ASCII, in a key': `
      train:
          loß = mse
          # ^ error unexpected-character: The character U+00DF means nothing here; remove it, or put the text in double quotes.
    `,
    'a letter that is not ASCII, in a layer': `
      model Net:
          inpüt 4
          #  ^ error unexpected-character: The character U+00FC means nothing here; remove it, or put the text in double quotes.
    `,
    'a letter that is not ASCII, in the name of a block': `
      dataset Röws:
      #        ^ error unexpected-character: The character U+00F6 means nothing here; remove it, or put the text in double quotes.
          ...
      train:
          ...
          data = R
    `,
    'anything in comments and strings': `
      # ; ! \u00a0 🎲 \u0000
      dataset Rows:
          ...
          target = "; ! \u00a0 🎲"   # ;
    `,
  });
});

describe('indentation', () => {
  specCases({
    'comments and blank lines anywhere': `
      params:
      # in column 1
        # by two
      \t# by a tab

              # by eight
          a = 1
    `,
    'too little': `
      train:
        seed = 3
      #^ error wrong-indentation: This line is indented by 2; lines of a block are indented by exactly 4 blanks.
          ...
    `,
    'too much': `
      train:
          ...
              seed = 3
      #^^^^^^^ error wrong-indentation: This line is indented by 8; lines of a block are indented by exactly 4 blanks.
    `,
    none: `
      train:
          ...
      seed = 3
      #^^^ error wrong-indentation: This line is not indented; lines of a block are indented by exactly 4 blanks.
    `,
    'by a tab': `
      train:
          ...
      \tseed = 3
      #< error tab-indentation: A tab indents this line; KynML allows exactly 4 blanks.
    `,
    'by blanks and a tab': `
      train:
          ...
        \tseed = 3
      #^^ error tab-indentation: A tab indents this line; KynML allows exactly 4 blanks.
    `,
    'entries in a model': `
      model Net:
          input 4
          epochs = 3
          #      ^ error missing-value: A value should stand here instead of =.
    `,
    'a header that is indented': `
        dataset Rows:   # what
      #^ error wrong-indentation: This line is indented; block headers and imports start in column 1.
          source = csv("rows.csv")
          target = "y"
      \tmodel Net:
      #< error wrong-indentation: This line is indented; block headers and imports start in column 1.
          input 4
    `,
    'an import that is indented': `
      # rows
          import "rows.kyn"
      #^^^ error wrong-indentation: This line is indented; block headers and imports start in column 1.
      //- /rows.kyn
      dataset Rows:
          ...
    `,
    'what only looks like a header is a line': `
      train:
          model: Net
          #    | error missing-equals: model needs a value: model = ...
          data = Rows
          loss = mse
          optimizer = adam(lr=0.1)
          epochs = 3
      params:
          export: "x"
          #     | error missing-equals: export needs a value: export = ...
    `,
    'a layer': `
      model Net:
      input 4
      #^^^^ error wrong-indentation: This line is not indented; lines of a block are indented by exactly 4 blanks.
       dense 1 linear
      #< error wrong-indentation: This line is indented by 1; lines of a block are indented by exactly 4 blanks.
    `,
  });
});

describe('headers', () => {
  specCases({
    'blanks around the name and the colon, and a comment': `
      dataset   Rows  :   # rows
          ...
      train :
          ...
    `,
    'no colon': `
      train
      #    | error missing-colon: A block header ends with a colon.
          ...
    `,
    'no colon after a name': `
      model Net   # the network
      #        | error missing-colon: A block header ends with a colon.
          ...
    `,
    'no name': `
      model:
      #^^^^ error missing-block-name: This model needs a name: model Net:
          ...
      dataset:
      #^^^^^^ error missing-block-name: This dataset needs a name: dataset Rows:
          ...
      train:
          ...
    `,
    'a name that is none': `
      model 3d:
      #^^^^ error missing-block-name: This model needs a name: model Net:
          ...
    `,
    'a name on a block that has none': `
      train Fast:
      #     ^^^^ error unexpected-block-name: The train block has no name.
          ...
    `,
    'two names': `
      model Net Two:
      #         ^^^^ error unexpected-text: Two: is not expected here; the statement ends before it.
          ...
    `,
    'text after the colon': `
      train: 3
      #      ^ error unexpected-text: 3 is not expected here; the statement ends before it.
          ...
    `,
    'a mistyped keyword': `
      datset Rows:
      #^^^^^ error unknown-block: There is no block datset; did you mean dataset?
          source = csv("rows.csv")
          target = "y"
      dataset Other:
          ...
    `,
    'a keyword in capitals': `
      Train:
      #^^^^ error unknown-block: There is no block Train; did you mean train?
          model = Net
          data = Rows
          loss = mse
          optimizer = sgd()
          epochs = 3
      train:
      #^^^^ error duplicate-block: The train block above is the only one that a spec may have; put all into one.
          ...
    `,
    'a word that is no keyword': `
      optimiser:
      #^^^^^^^^ error unknown-block: There is no block optimiser; a block is one of params, sweep, dataset, model, train, evaluate, export.
          anything = here
          is not judged
    `,
  });
});

describe('lines outside of blocks', () => {
  specCases({
    'only comments before the first block': `
      # a spec

         # of rows
      params:
          a = 1
    `,
    'an entry': `
      epochs = 3
      #^^^^^^^^^ error stray-line: This line belongs to no block; a spec starts with a header such as \`dataset Name:\` in column 1.
    `,
    'many lines give one finding': `
          epochs = 3
      #   ^^^^^^^^^^ error stray-line: This line belongs to no block; a spec starts with a header such as \`dataset Name:\` in column 1.
      %&/(
      more
    `,
    'a line below an import': `
      import "rows.kyn"
          target = "y"
      #   ^^^^^^^^^^^^ error stray-line: This line belongs to no block; a spec starts with a header such as \`dataset Name:\` in column 1.
      //- /rows.kyn
      dataset Rows:
          ...
    `,
  });
});

describe('import statements', () => {
  specCases({
    'with a comment': `
      import "rows.kyn"    # the rows
      //- /rows.kyn
      dataset Rows:
          ...
    `,
    'without quotes': `
      import rows.kyn
      #      ^^^^^^^^ error import-syntax: An import names a file in double quotes: import "rows.kyn".
      //- /rows.kyn
    `,
    'in single quotes': `
      import 'rows.kyn'
      #      ^^^^^^^^^^ error import-syntax: An import names a file in double quotes: import "rows.kyn".
      //- /rows.kyn
    `,
    'without a file': `
      import
      #^^^^^ error import-syntax: An import names a file in double quotes: import "other.kyn".
    `,
    'with a colon': `
      import: "rows.kyn"
      #     ^^^^^^^^^^^^ error import-syntax: An import names a file in double quotes: import "rows.kyn".
      //- /rows.kyn
    `,
    'with more behind': `
      import "rows.kyn" as rows
      #                 ^^^^^^^ error unexpected-text: as rows is not expected here; the statement ends before it.
      //- /rows.kyn
    `,
    'with a quote that is not closed': `
      import "rows.kyn
      #      ^^^^^^^^^ error import-syntax: An import names a file in double quotes: import "rows.kyn".
      //- /rows.kyn
    `,
  });
});

describe('byte order mark', () => {
  specCases({
    'at the start':
      '\ufeff# a spec\n#< warning byte-order-mark: The file starts with a byte order mark, which is part of its CONFIG_HASH; save it as UTF-8 without one.\n',
    'before a header':
      '\ufeffparams:\n#< warning byte-order-mark: The file starts with a byte order mark, which is part of its CONFIG_HASH; save it as UTF-8 without one.\n    a = 1\n',
  });
});

describe('sweep axes', () => {
  specCases({
    'a list for each axis': `
      params:
          lr = 0.1
          hidden = 8
      sweep:
          lr = [0.1, 0.2]
          hidden = [8]
    `,
    'one value': `
      params:
          lr = 0.1
      sweep:
          lr = 0.1
          #    ^^^ error sweep-axis-not-list: The sweep axis lr must be a list of values.
    `,
    'a call': `
      params:
          lr = 0.1
      sweep:
          lr = range(3)
          #    ^^^^^^^^ error sweep-axis-not-list: The sweep axis lr must be a list of values.
    `,
  });
});
