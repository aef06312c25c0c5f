// Params as words, and the values of sweep axes checked against the uses of their params. See check.ts.
import { describe, expect, test } from 'vitest';
import { analyze } from '../../../src-shared/kyn/analyze';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { specCases } from '../check';

describe('a string from $name is a word where a word is expected', () => {
  specCases({
    'of a list': `
      params:
          dev = "cuda"
          act = "relu"
          metric = "mae"
          metrics = ["rmse", "r2"]
          loss = "mse"
          kind = "onnx"
      model Net:
          input 4
          dense 8 $act
          dense 1 activation=$act
      train:
          ...
          device = $dev
          loss = $loss
      evaluate:
          metrics = [$metric, mse]
      export:
          ...
          format = $kind
          input_shape = [1, 4]
    `,
    'in a list from $name': `
      params:
          all = ["rmse", "r22", 3]
      evaluate:
          metrics = $all
          #         ^^^^ warning unknown-word: \`r22\` is not a known metric; did you mean \`r2\`?
          #         ^^^^ error wrong-type: each value of \`metrics\` must be a name like \`mae\` (\`$all\` is \`3\`).
    `,
    'that is not in the list': `
      params:
          dev = "cudaa"
          act = "elu"
          kind = "tensorflow"
          blank = "two words"
      model Net:
          input 4
          dense 8 $act
          #       ^^^^ error unsupported-word: Unsupported activation 'elu' in model 'Net'
      train:
          ...
          device = $dev
          #        ^^^^ warning unknown-word: \`cudaa\` is not a known device; did you mean \`cuda\`?
          loss = $blank
          #      ^^^^^^ error wrong-type: \`loss\` must be a name like \`mse\` (\`$blank\` is \`"two words"\`).
      export:
          ...
          format = $kind
          #        ^^^^^ error unknown-word: \`tensorflow\` is not a known format; known: \`torch\`, \`onnx\`, \`torchscript\`.
    `,
    'but a literal string is not': `
      train:
          ...
          device = "cuda"
          #        ^^^^^^ error wrong-type: \`device\` must be a name like \`auto\`, not \`"cuda"\`.
    `,
    'for a format that requires a shape': `
      params:
          kind = "onnx"
      export:
      #^^^^^ error missing-key: This \`export\` block needs \`input_shape\` for the format \`onnx\`…
          format = $kind
          path = "m.onnx"
    `,
    'for a loss that requires a number of units': `
      params:
          loss = "bce"
      model Net:
          input 4
          dense 2 sigmoid
      train:
          ...
          loss = $loss
          #      ^^^^^ error output-units: \`bce\` needs exactly 1 output unit, but the model \`Net\` ends with 2.
    `,
  });
});

describe('values of a sweep', () => {
  specCases({
    'that fit': `
      params:
          hidden = 8
          act = "relu"
          lr = 0.1
          net = "Net"
      sweep:
          hidden = [8, 16]
          act = ["relu", "tanh"]
          lr = [1, 0.5, $hidden]
          net = ["Net", "Other"]
      model Net:
          input 4
          dense $hidden $act
          dense 1 linear
      model Other:
          input 4
          dense 1 linear
      train:
          ...
          model = $net
          optimizer = adam(lr=$lr)
    `,
    'of a layer': `
      params:
          hidden = 8
      sweep:
          hidden = [0, -5, "abc", 8]
          #         ^ error out-of-range: \`units\` of \`dense\` in \`model Net\` must be greater than 0, not \`0\`.
          #            ^^ error out-of-range: \`units\` of \`dense\` in \`model Net\` must be greater than 0, not \`-5\`.
          #                ^^^^^ error wrong-type: \`units\` of \`dense\` in \`model Net\` must be a whole number, not \`"abc"\`.
      model Net:
          input 4
          dense $hidden relu
          dense $hidden relu
          dense 1 linear
    `,
    'of a key': `
      params:
          ep = 3
          ratio = 0.5
      sweep:
          ep = [0, 10, 2.0]
          #     ^ error out-of-range: \`epochs\` in \`train\` must be greater than 0, not \`0\`.
          #            ^^^ error wrong-type: \`epochs\` in \`train\` must be a whole number, not \`2.0\`.
          ratio = [0.5, 80]
          #             ^^ error out-of-range: \`split\` in \`dataset Rows\` must be greater than 0 and less than 1, not \`80\`.
      dataset Rows:
          ...
          split = $ratio
      train:
          ...
          epochs = $ep
    `,
    'of an argument': `
      params:
          lr = 0.1
          path = "a.csv"
      sweep:
          lr = [0.1, -0.1]
          #          ^^^^ error out-of-range: \`lr\` of \`adam\` in \`train\` must be greater than 0, not \`-0.1\`.
          path = ["a.csv", ""]
          #                ^^ error out-of-range: \`path\` of \`csv\` in \`dataset Rows\` must not be empty.
      dataset Rows:
          ...
          source = csv($path)
      train:
          ...
          optimizer = adam(lr=$lr)
    `,
    'that are words': `
      params:
          act = "relu"
          dev = "cpu"
          net = "Net"
      sweep:
          act = ["relu", "rellu", "elu"]
          #              ^^^^^^^ warning unknown-word: \`rellu\` is not a known activation (\`activation\` of \`dense\` in \`model Net\`); did you mean \`relu\`?
          #                       ^^^^^ error unsupported-word: Unsupported activation 'elu' in model 'Net'
          dev = ["cpu", "gpu", 5]
          #             ^^^^^ warning unknown-word: \`gpu\` is not a known device (\`device\` in \`train\`); did you mean \`cuda\`?
          #                    ^ error wrong-type: \`device\` in \`train\` must be a name like \`auto\`, not \`5\`.
          net = ["Net", "Nett"]
          #             ^^^^^^ error unknown-name: Unknown model \`Nett\`; did you mean \`Net\`?
      model Net:
          input 4
          dense 1 $act
      train:
          ...
          model = $net
          device = $dev
    `,
    'that are lists': `
      params:
          shape = [1, 4]
      sweep:
          shape = [[1, 4], [1, 0], 4]
          #                    ^ error out-of-range: each value of \`input_shape\` in \`export\` must be greater than 0, not \`0\`.
          #                        ^ error wrong-type: \`input_shape\` in \`export\` must be a list in brackets, not \`4\`.
      export:
          ...
          format = onnx
          input_shape = $shape
    `,
    'that an imported model uses': `
      import "net.kyn"
      params:
          n = 8
      sweep:
          n = [8, 0]
          #       ^ error out-of-range: \`units\` of \`dense\` in \`model Net\` must be greater than 0, not \`0\`.
      //- /net.kyn
      model Net:
          input 4
          dense $n relu
          dense 1 linear
    `,
    'that do not fit the loss': `
      params:
          out = 1
      sweep:
          out = [1, 2, 3]
          #         ^ error output-units: With \`out = 2\`, \`bce\` needs exactly 1 output unit, but the model \`Net\` ends with 2.
          #            ^ error output-units: With \`out = 3\`, \`bce\` needs exactly 1 output unit, but the model \`Net\` ends with 3.
      model Net:
          input 4
          dense $out sigmoid
      train:
          ...
          loss = bce
    `,
    'that do not fit the export': `
      params:
          n = 4
      sweep:
          n = [4, 5]
          #       ^ warning onnx-shape: With \`n = 5\`, the model takes 5 features, but \`input_shape\` ends with 4.
      model Net:
          input $n
          dense 1 linear
      export:
          ...
          format = onnx
          input_shape = [1, 4]
    `,
    'that apply softmax twice': `
      params:
          act = "linear"
      sweep:
          act = ["linear", "softmax"]
          #                ^^^^^^^^^ warning softmax-loss: With \`act = "softmax"\`, \`cross_entropy\` already applies softmax, but the model ends with \`softmax\`; use \`linear\` there.
      model Net:
          input 4
          dense 3 $act
      train:
          ...
          loss = cross_entropy
    `,
    'that do not fit the data': `
      params:
          n = 2
      sweep:
          n = [2, 3]
          #       ^ warning csv-features: With \`n = 3\`, \`Net\` takes 3 features, but the dataset \`Rows\` has 2 feature columns, all numbers.
      dataset Rows:
          ...
      model Net:
          input $n
          dense 1 linear
      //- /rows.csv
      a,b,y
      1,2,3
    `,
    'that are duplicates': `
      params:
          lr = 0.1
          name = "a"
      sweep:
          lr = [0.01, 0.1, 0.010]
          #                ^^^^^ warning sweep-duplicate: The sweep axis \`lr\` already has this value, so the same training runs twice.
          name = ["a", "a", "b", 1, 1.0]
          #            ^^^ warning sweep-duplicate: The sweep axis \`name\` already has this value, so the same training runs twice.
    `,
  });

  const long = (units: string) =>
    `params:\n    n = 1\nsweep:\n    n = [${units}]\nmodel Net:\n    input 4\n    dense $n relu\n`;
  const wrong = (text: string) => analyze({ tree: parse(text) }).diagnostics.filter(d => d.code === 'out-of-range');

  test('after the first 100 of an axis are not checked', () => {
    const values = Array.from({ length: 300 }, (_, i) => String(-i)).join(', ');
    expect(wrong(long(values))).toHaveLength(100);
  });

  test('are checked again after a change of the axis, the default or the use', () => {
    const first = parse(long('1, 0'));
    const before = analyze({ tree: first });
    const count = (text: string) =>
      analyze({ tree: parse(text, first) }, before).diagnostics.filter(d => d.code === 'out-of-range').length;
    expect(count(long('1, 0'))).toBe(1);
    expect(count(long('1, 2'))).toBe(0);
    expect(count(long('1, 0, -1'))).toBe(2);
    expect(count(long('1, 0').replace('$n', '5'))).toBe(0);
    expect(count(long('1, 0').replace('n = 1', 'n = -1'))).toBe(2);
    expect(count(`\n\n${long('1, 0')}`)).toBe(1);
  });
});
