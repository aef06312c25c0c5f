// Syntax faults of lines: entries, characters, indentation. The fixtures are completed to whole specs, see check.ts.
import { describe } from 'vitest';
import { specCases } from '../check';

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
          #   | error missing-equals: Write \`=\` between \`seed\` and \`42\`.
    `,
    'nothing but a key': `
      train:
          ...
          seed
          #   | error missing-equals: \`seed\` needs a value: \`seed = ...\`.
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
          #        ^ error unexpected-text: \`4\` is not expected here, after the end of the statement.
    `,
    'two statements': `
      train:
          ...
          seed = 3, batch = 4
          #       ^^^^^^^^^^^ error unexpected-text: \`batch = 4\` must be on its own line.
    `,
    'a long rest is shortened': `
      train:
          ...
          seed = 3 and then a lot of words that no one wants to read again
          #        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error unexpected-text: \`and then a lot of words that no one wan…\` is not expected here, after the end of the statement.
    `,
    'a number instead of a key': `
      train:
          ...
          3 = seed
          #^^^^^^^ error unexpected-text: A line cannot start with \`3\`; expected the name of a key.
    `,
    'a colon instead of =': `
      train:
          ...
          seed: 3
          #   | error missing-equals: Write \`=\` instead of \`:\` between \`seed\` and \`3\`.
    `,
  });
});

describe('characters', () => {
  specCases({
    'a semicolon': `
      train:
          ...
          seed = 3;
          #       ^ error unexpected-character: \`;\` is not allowed here; remove it.
    `,
    'one of two UTF-16 units': `
      train:
          ...
          seed = 🎲
          #      ^^ error unexpected-character: The character U+1F3B2 is not allowed here; remove it.
    `,
    'an invisible one': `
      train:
          ...
          seed = \u00a03
          #      ^ error unexpected-character: The character U+00A0 is not allowed here; remove it.
          batch = 3\u2028
          #        ^ error unexpected-character: The character U+2028 is not allowed here; remove it.
    `,
    'a $ without a name': `
      train:
          ...
          seed = $
          #      ^ error unexpected-character: A \`$\` without a name is not allowed here; write the name of a param after it, like \`$lr\`.
    `,
    'a $ before a number': `
      train:
          ...
          seed = $1
          #      ^^ error unexpected-character: A \`$\` without a name is not allowed here; write the name of a param after it, like \`$lr\`.
    `,
    'a letter that is not ASCII, in a key': `
      train:
          loß = mse
          # ^ error unexpected-character: The letter \`ß\` (U+00DF) is not allowed here; names can contain only the letters a to z and A to Z, digits and \`_\`.
    `,
    'a letter that is not ASCII, in a layer': `
      model Net:
          inpüt 4
          #  ^ error unexpected-character: The letter \`ü\` (U+00FC) is not allowed here; names can contain only the letters a to z and A to Z, digits and \`_\`: write \`input\`.
    `,
    'a letter that is not ASCII, in the name of a block': `
      dataset Röws:
      #        ^ error unexpected-character: The letter \`ö\` (U+00F6) is not allowed here; names can contain only the letters a to z and A to Z, digits and \`_\`: write \`Rows\`.
          ...
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
      #^ error wrong-indentation: This line is indented by 2; lines of a block must be indented by exactly 4 spaces.
          ...
    `,
    'too much': `
      train:
          ...
              seed = 3
      #^^^^^^^ error wrong-indentation: This line is indented by 8; lines of a block must be indented by exactly 4 spaces.
    `,
    none: `
      train:
          ...
      seed = 3
      #^^^ error wrong-indentation: This line is not indented; lines of a block must be indented by exactly 4 spaces.
    `,
    'by a tab': `
      train:
          ...
      \tseed = 3
      #< error tab-indentation: This line is indented with a tab; use exactly 4 spaces.
    `,
    'by blanks and a tab': `
      train:
          ...
        \tseed = 3
      #^^ error tab-indentation: This line is indented with a tab; use exactly 4 spaces.
    `,
    'entries in a model': `
      model Net:
          input 4
          epochs = 3
          #      ^ error missing-value: Expected a value instead of \`=\`.
    `,
    'a header that is indented': `
        dataset Rows:   # what
      #^ error wrong-indentation: This line is indented; block headers and imports must start in column 1.
          source = csv("rows.csv")
          target = "y"
      \tmodel Net:
      #< error wrong-indentation: This line is indented; block headers and imports must start in column 1.
          input 4
    `,
    'an import that is indented': `
      # rows
          import "rows.kyn"
      #^^^ error wrong-indentation: This line is indented; block headers and imports must start in column 1.
      //- /rows.kyn
      dataset Rows:
          ...
    `,
    'a line that only resembles a header': `
      train:
          model: Net
          #    | error missing-equals: Write \`=\` instead of \`:\` between \`model\` and \`Net\`.
          data = Rows
          loss = mse
          optimizer = adam(lr=0.1)
          epochs = 3
      params:
          export: "x"
          #     | error missing-equals: Write \`=\` instead of \`:\` between \`export\` and \`"x"\`.
    `,
    'a layer': `
      model Net:
      input 4
      #^^^^ error wrong-indentation: This line is not indented; lines of a block must be indented by exactly 4 spaces.
       dense 1 linear
      #< error wrong-indentation: This line is indented by 1; lines of a block must be indented by exactly 4 spaces.
    `,
  });
});
