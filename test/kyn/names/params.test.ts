// Params and sweep axes. The fixtures are completed to whole specs, see check.ts.
import { describe, expect, test } from 'vitest';
import { analyze } from '../../../src-shared/kyn/analyze';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { specCases } from '../check';

const many = Array.from({ length: 60 }, (_, i) => `    p${i} = ${i}\n`).join('');

test('the message for an undefined param lists the first 50 params', () => {
  const { diagnostics } = analyze({ tree: parse(`params:\n${many}model Net:\n    input $width\ntrain:\n`) });
  const message = diagnostics.find(d => d.code === 'undefined-param')?.message;
  expect(message).toMatch(/^Undefined parameter reference '\$width'\. Known params: \['p0', .*'p49' and 10 more\]$/);
});

describe('params', () => {
  specCases({
    'of every valid kind': `
      params:
          a = 1
          b = -0.5
          c = "text"
          d = true
          e = [1, [2.5, "x"], false]
    `,
    'of an invalid kind': `
      params:
          a = adam(lr=0.1)
          #   ^^^^^^^^^^^^ error param-value: The param \`a\` must be a number, a string, \`true\` or \`false\`, or a list, not \`adam(...)\`.
          b = relu
          #   ^^^^ error param-value: The param \`b\` must be a number, a string, \`true\` or \`false\`, or a list, not \`relu\`.
          c = $a
          #   ^^ error param-value: The param \`c\` must be a number, a string, \`true\` or \`false\`, or a list, not \`$a\`.
    `,
    'of an invalid kind are reported once, not at their uses': `
      params:
          a = 1
          b = $a
          #   ^^ error param-value: The param \`b\` must be a number, a string, \`true\` or \`false\`, or a list, not \`$a\`.
      train:
          ...
          batch = $b
    `,
    'in every position of a value': `
      params:
          hidden = 8
          rate = 0.5
          lr = 0.1
          rows = "rows.csv"
          y = "y"
          shape = [1, 4]
          one = 1
          on = true
      dataset Rows:
          source = csv($rows)
          target = $y
          normalize = $on
      model Net:
          input 4
          dense $hidden relu
          dropout rate=$rate
          dense $one linear
      train:
          ...
          optimizer = adam(lr=$lr)
          checkpoint = [$one, [$hidden]]
      export:
          ...
          format = onnx
          input_shape = $shape
    `,
    'that are undefined': `
      params:
          hidden = 8
      train:
          ...
          optimizer = adam(lr=$lr)
          #                   ^^^ error undefined-param: Undefined parameter reference '$lr'. Known params: ['hidden']
          batch = $hiden
          #       ^^^^^^ error undefined-param: Undefined parameter reference '$hiden'. Known params: ['hidden']
    `,
    'that are undefined, with several declared ones': `
      params:
          b = 8
          a = "x"
      train:
          ...
          batch = $batch
          #       ^^^^^^ error undefined-param: Undefined parameter reference '$batch'. Known params: ['b', 'a']
    `,
    'without a params block': `
      train:
          ...
          batch = $b
          #       ^^ error undefined-param: Undefined parameter reference '$b'. Known params: []
    `,
    'of a params block with an unparsed line': `
      params:
          ß = 8
          #<ß
      train:
          ...
          batch = $b
      sweep:
          c = [1, 2]
    `.replace(
      '#<ß',
      '#< error unexpected-character: The letter `ß` (U+00DF) is not allowed here; names can contain only the letters a to z and A to Z, digits and `_`.',
    ),
    'of a mistyped params block': `
      parms:
      #^^^^ error unknown-block: Unknown block \`parms\`; did you mean \`params\`?
          b = 8
      train:
          ...
          batch = $b
    `,
    'whose value is missing': `
      params:
          b =
          #  | error missing-value: A value is missing here.
      train:
          ...
          batch = $b
    `,
    'must have the expected type': `
      params:
          lr = "fast"
          many = 2.5
          none = 0
          shape = [0, "x"]
          net = true
      dataset Rows:
          ...
          split = $none
          #       ^^^^^ error out-of-range: \`split\` must be greater than 0 and less than 1, not \`0\`.
      model Net:
          input 4
          dense $many relu
          #     ^^^^^ error wrong-type: \`units\` of \`dense\` must be a whole number (\`$many\` is \`2.5\`).
          dropout $lr
          #       ^^^ error wrong-type: \`rate\` of \`dropout\` must be a number (\`$lr\` is \`"fast"\`).
          dense $none linear
          #     ^^^^^ error out-of-range: \`units\` of \`dense\` must be greater than 0, not \`0\`.
      train:
          ...
          epochs = $many
          #        ^^^^^ error wrong-type: \`epochs\` must be a whole number (\`$many\` is \`2.5\`).
          model = $net
          #       ^^^^ error wrong-type: \`model\` must be the name of a model (\`$net\` is \`true\`).
      export:
          ...
          format = onnx
          input_shape = $shape
          #             ^^^^^^ error out-of-range: each value of \`input_shape\` must be greater than 0, not \`0\`.
          #             ^^^^^^ error wrong-type: each value of \`input_shape\` must be a whole number (\`$shape\` is \`"x"\`).
    `,
    'in quotes are fixed at their declaration, not at their use': `
      params:
          b = "8"
          shape = ["1", "4"]
      train:
          ...
          batch = $b
          #       ^^ error wrong-type: \`batch\` must be a whole number (\`$b\` is \`"8"\`).
      export:
          ...
          format = onnx
          input_shape = $shape
          #             ^^^^^^ error wrong-type: each value of \`input_shape\` must be a whole number (\`$shape\` is \`"1"\`).
          #             ^^^^^^ error wrong-type: each value of \`input_shape\` must be a whole number (\`$shape\` is \`"4"\`).
    `,
    'as elements of a list': `
      params:
          m = 3
          n = "x"
      export:
          ...
          format = onnx
          input_shape = [$m, $n]
          #                  ^^ error wrong-type: each value of \`input_shape\` must be a whole number (\`$n\` is \`"x"\`).
    `,
    twice: `
      params:
          lr = 0.1
          lr = 0.2
          #^ error duplicate-key: \`lr\` is set twice in this block; remove one.
    `,
  });
});

describe('sweeps', () => {
  specCases({
    'of params': `
      params:
          lr = 0.1
          act = "relu"
      sweep:
          lr = [0.1, 0.2]
          act = ["relu", "tanh"]
    `,
    'of an undefined param': `
      params:
          hidden = 8
      sweep:
          hiden = [8, 16]
          #^^^^ error sweep-axis: The sweep axis \`hiden\` does not name a param; did you mean \`hidden\`?
          lr = [0.1]
          #^ error sweep-axis: The sweep axis \`lr\` does not name a param; add it to the \`params\` block.
    `,
    'without values': `
      params:
          lr = 0.1
      sweep:
          lr = []
          #    ^^ error sweep-axis: The sweep axis \`lr\` has no values, so the sweep has no combinations.
    `,
    'over one param twice': `
      params:
          lr = 0.1
      sweep:
          lr = [0.1]
          lr = [0.2]
          #^ error duplicate-key: \`lr\` is set twice in this block; remove one.
    `,
  });
});
