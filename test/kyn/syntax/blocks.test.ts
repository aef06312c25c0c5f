// Syntax faults of blocks and files: headers, stray lines, imports, sweep axes. The fixtures are completed to whole specs, see check.ts.
import { describe } from 'vitest';
import { specCases } from '../check';

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
    'an invalid name': `
      model 3d:
      #^^^^ error missing-block-name: This model needs a name: model Net:
          ...
    `,
    'a name on a block without names': `
      train Fast:
      #     ^^^^ error unexpected-block-name: The train block has no name.
          ...
    `,
    'two names': `
      model Net Two:
      #         ^^^^ error unexpected-text: Net Two is no name; write Net_Two.
          ...
      train:
          model = Net_Two
          data = Rows
          loss = mse
          optimizer = adam(lr=0.1)
          epochs = 3
    `,
    'text after the colon': `
      train: 3
      #      ^ error unexpected-text: A header stands alone on its line; 3 is not expected there.
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
    'an unknown keyword': `
      optimiser:
      #^^^^^^^^ error unknown-block: There is no block optimiser; a block is one of params, sweep, dataset, model, train, evaluate, export.
          anything = here
          is not judged
    `,
  });
});

describe('stray lines', () => {
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
    'with text after it': `
      import "rows.kyn" as rows
      #                 ^^^^^^^ error unexpected-text: as rows is not expected here; the statement ends before it.
      //- /rows.kyn
    `,
    'with an unclosed quote': `
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
