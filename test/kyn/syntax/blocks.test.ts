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
      #    | error missing-colon: A block header must end with a colon.
          ...
    `,
    'no colon after a name': `
      model Net   # the network
      #        | error missing-colon: A block header must end with a colon.
          ...
    `,
    'no name': `
      model:
      #^^^^ error missing-block-name: This model needs a name, like \`model Net:\`.
          ...
      dataset:
      #^^^^^^ error missing-block-name: This dataset needs a name, like \`dataset Rows:\`.
          ...
      train:
          ...
    `,
    'an invalid name': `
      model 3d:
      #^^^^ error missing-block-name: This model needs a name, like \`model Net:\`.
          ...
    `,
    'a name on a block without names': `
      train Fast:
      #     ^^^^ error unexpected-block-name: A \`train\` block cannot have a name.
          ...
    `,
    'two names': `
      model Net Two:
      #         ^^^^ error unexpected-text: \`Net Two\` is not a valid name; write \`Net_Two\`.
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
      #      ^ error unexpected-text: A header must be on its own line; \`3\` is not expected after it.
          ...
    `,
    'a mistyped keyword': `
      datset Rows:
      #^^^^^ error unknown-block: Unknown block \`datset\`; did you mean \`dataset\`?
          source = csv("rows.csv")
          target = "y"
      dataset Other:
          ...
    `,
    'a keyword in capitals': `
      Train:
      #^^^^ error unknown-block: Unknown block \`Train\`; did you mean \`train\`?
          model = Net
          data = Rows
          loss = mse
          optimizer = sgd()
          epochs = 3
      train:
      #^^^^ error duplicate-block: A spec can have only one \`train\` block; merge this one into the block above.
          ...
    `,
    'an unknown keyword': `
      optimiser:
      #^^^^^^^^ error unknown-block: Unknown block \`optimiser\`; use one of \`params\`, \`sweep\`, \`dataset\`, \`model\`, \`train\`, \`evaluate\`, \`export\`.
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
      #^^^^^^^^^ error stray-line: This line is not part of any block; a spec starts with a header such as \`dataset Name:\` in column 1.
    `,
    'many lines give one finding': `
          epochs = 3
      #   ^^^^^^^^^^ error stray-line: This line is not part of any block; a spec starts with a header such as \`dataset Name:\` in column 1.
      %&/(
      more
    `,
    'a line below an import': `
      import "rows.kyn"
          target = "y"
      #   ^^^^^^^^^^^^ error stray-line: This line is not part of any block; a spec starts with a header such as \`dataset Name:\` in column 1.
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
      #      ^^^^^^^^ error import-syntax: An import must name a file in double quotes: \`import "rows.kyn"\`.
      //- /rows.kyn
    `,
    'in single quotes': `
      import 'rows.kyn'
      #      ^^^^^^^^^^ error import-syntax: An import must name a file in double quotes: \`import "rows.kyn"\`.
      //- /rows.kyn
    `,
    'without a file': `
      import
      #^^^^^ error import-syntax: An import must name a file in double quotes: \`import "other.kyn"\`.
    `,
    'with a colon': `
      import: "rows.kyn"
      #     ^^^^^^^^^^^^ error import-syntax: An import must name a file in double quotes: \`import "rows.kyn"\`.
      //- /rows.kyn
    `,
    'with text after it': `
      import "rows.kyn" as rows
      #                 ^^^^^^^ error unexpected-text: \`as rows\` is not expected here, after the end of the statement.
      //- /rows.kyn
    `,
    'with an unclosed quote': `
      import "rows.kyn
      #      ^^^^^^^^^ error import-syntax: An import must name a file in double quotes: \`import "rows.kyn"\`.
      //- /rows.kyn
    `,
  });
});

describe('byte order mark', () => {
  specCases({
    'at the start':
      '\ufeff# a spec\n#< warning byte-order-mark: The file starts with a byte order mark, which is part of its CONFIG_HASH; save it as UTF-8 without the mark.\n',
    'before a header':
      '\ufeffparams:\n#< warning byte-order-mark: The file starts with a byte order mark, which is part of its CONFIG_HASH; save it as UTF-8 without the mark.\n    a = 1\n',
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
          #    ^^^ error sweep-axis-not-list: The sweep axis \`lr\` must be a list of values.
    `,
    'a call': `
      params:
          lr = 0.1
      sweep:
          lr = range(3)
          #    ^^^^^^^^ error sweep-axis-not-list: The sweep axis \`lr\` must be a list of values.
    `,
  });
});
