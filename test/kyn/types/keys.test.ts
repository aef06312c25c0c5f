// Keys, types and ranges of values. Partial specs are completed, see check.ts.
import { describe } from 'vitest';
import { specCases } from '../check';

describe('keys', () => {
  specCases({
    'every key of every block': `
      dataset Rows:
          source = csv("rows.csv")
          target = "y"
          split = 0.75
          normalize = true
          shuffle = false
          num_workers = 2
          pin_memory = true
          prefetch = 4
      train:
          model = Net
          data = Rows
          loss = mse
          optimizer = adamw(lr=0.01)
          epochs = 1
          batch = 1
          device = cuda
          scheduler = onecycle(max_lr=0.1)
          early_stop = 5
          checkpoint = "best"
          precision = bf16
          compile = true
          seed = -1
          deterministic = true
      evaluate:
          metrics = [mae, rmse, mse, r2, accuracy, precision, recall, f1]
      export:
          format = onnx
          path = "net.onnx"
          input_shape = [1, 4]
          opset = 17
    `,
    'an unknown key': `
      train:
          ...
          sed = 3
          #^^ error unknown-key: The \`train\` block has no key \`sed\`; did you mean \`seed\`?
          learning_rate = 0.1
          #^^^^^^^^^^^^ error unknown-key: The \`train\` block has no key \`learning_rate\`; set the learning rate in the optimizer: \`optimizer = adam(lr=0.001)\`.
    `,
    'a mistyped required key is one finding': `
      train:
          model = Net
          dta = Rows
          #^^ error unknown-key: The \`train\` block has no key \`dta\`; did you mean \`data\`?
          loss = mse
          optimizer = adam(lr=0.1)
          Epochs = 3
          #^^^^^ error unknown-key: The \`train\` block has no key \`Epochs\`; did you mean \`epochs\`?
    `,
    'a key of another block': `
      evaluate:
          epochs = 3
          #^^^^^ error unknown-key: The \`evaluate\` block has no key \`epochs\`; it belongs to the \`train\` block.
    `,
    twice: `
      train:
          ...
          seed = 1
          seed = 2
          #^^^ error duplicate-key: \`seed\` is set twice in this block; remove one.
    `,
    'twice, at the end of the file': `params:\n    a = 1\n    a = 2\n    #< error duplicate-key: \`a\` is set twice in this block; remove one.`,
    'some missing keys': `
      dataset Rows:
      #^^^^^^^^^^^ error missing-key: This \`dataset\` block needs \`source\`: …
          target = "y"
      export:
      #^^^^^ error missing-key: This \`export\` block needs \`format\`: the file format, one of \`torch\`, \`onnx\` and \`torchscript\`.
          path = "net.pt"
    `,
    'all required keys missing': `
      train:
      #^^^^ error missing-key: This \`train\` block is empty; it needs \`model\`, \`data\`, \`loss\`, \`optimizer\` and \`epochs\`.
    `,
    'input_shape for onnx only': `
      export:
      #^^^^^ error missing-key: This \`export\` block needs \`input_shape\` for the format \`onnx\`: …
          format = onnx
          path = "net.onnx"
    `,
    'a line with a fault may be the missing key': `
      train:
          model = Net
          data = Rows
          loss = mse
          optimizer = adam(lr=0.1)
          = 3
          #^^ error unexpected-text: A line cannot start with \`=\`; expected the name of a key.
    `,
  });
});

describe('types', () => {
  specCases({
    'of a dataset': `
      dataset Rows:
          source = "rows.csv"
          #        ^^^^^^^^^^ error wrong-type: \`source\` must be a call like \`csv("data.csv")\`, not \`"rows.csv"\`.
          target = price
          #        ^^^^^ error wrong-type: \`target\` must be a string in double quotes, not \`price\`.
          split = "0.8"
          #       ^^^^^ error wrong-type: \`split\` must be a number, not \`"0.8"\`.
          normalize = 1
          #           ^ error wrong-type: \`normalize\` must be \`true\` or \`false\`, not \`1\`.
          num_workers = 0.5
          #             ^^^ error wrong-type: \`num_workers\` must be a whole number, not \`0.5\`.
    `,
    'of a train block': `
      train:
          model = "Net"
          #       ^^^^^ error wrong-type: \`model\` must be the name of a model, not \`"Net"\`.
          data = csv("rows.csv")
          #      ^^^^^^^^^^^^^^^ error wrong-type: \`data\` must be the name of a dataset, not \`csv(...)\`.
          loss = [mse]
          #      ^^^^^ error wrong-type: \`loss\` must be a name like \`mse\`, not a list.
          optimizer = adam
          #           ^^^^ error wrong-type: \`optimizer\` must be a call like \`adam(...)\`, not \`adam\`.
          epochs = 3.0
          #        ^^^ error wrong-type: \`epochs\` must be a whole number, not \`3.0\`.
          batch = "32"
          #       ^^^^ error wrong-type: \`batch\` must be a whole number, not \`"32"\`.
          seed = true
          #      ^^^^ error wrong-type: \`seed\` must be a whole number, not \`true\`.
    `,
    'a whole number for a float': `
      dataset Rows:
          ...
          split = 1
          #       ^ error out-of-range: \`split\` must be greater than 0 and less than 1, not \`1\`.
    `,
    'of the elements of a list': `
      evaluate:
          metrics = [mae, "rmse", 3, [mae]]
          #               ^^^^^^ error wrong-type: each value of \`metrics\` must be a name like \`mae\`, not \`"rmse"\`.
          #                       ^ error wrong-type: each value of \`metrics\` must be a name like \`mae\`, not \`3\`.
          #                          ^^^^^ error wrong-type: each value of \`metrics\` must be a name like \`mae\`, not a list.
      export:
          ...
          format = onnx
          input_shape = [1, 0.5]
          #                 ^^^ error wrong-type: each value of \`input_shape\` must be a whole number, not \`0.5\`.
    `,
    'of the arguments of layers': `
      model Net:
          input "4"
          #     ^^^ error wrong-type: \`n\` of \`input\` must be a whole number, not \`"4"\`.
          dense 8.5 relu
          #     ^^^ error wrong-type: \`units\` of \`dense\` must be a whole number, not \`8.5\`.
          dense 8 "relu"
          #       ^^^^^^ error wrong-type: \`activation\` of \`dense\` must be a name like \`relu\`, not \`"relu"\`.
          dropout high
          #       ^^^^ error wrong-type: \`rate\` of \`dropout\` must be a number, not \`high\`.
    `,
    'any value if the type is not documented': `
      train:
          ...
          early_stop = stop(patience=[1, "a", true])
          checkpoint = whatever
    `,
  });
});

describe('ranges', () => {
  specCases({
    'of numbers': `
      dataset Rows:
          ...
          split = 0.0
          #       ^^^ error out-of-range: \`split\` must be greater than 0 and less than 1, not \`0.0\`.
          num_workers = -1
          #             ^^ error out-of-range: \`num_workers\` must be at least 0, not \`-1\`.
          prefetch = 0
          #          ^ error out-of-range: \`prefetch\` must be greater than 0, not \`0\`.
      train:
          ...
          epochs = 0
          #        ^ error out-of-range: \`epochs\` must be greater than 0, not \`0\`.
          batch = -8
          #       ^^ error out-of-range: \`batch\` must be greater than 0, not \`-8\`.
      export:
          ...
          format = onnx
          input_shape = [0, -1]
          #              ^ error out-of-range: each value of \`input_shape\` must be greater than 0, not \`0\`.
          #                 ^^ error out-of-range: each value of \`input_shape\` must be greater than 0, not \`-1\`.
          opset = 0
          #       ^ error out-of-range: \`opset\` must be greater than 0, not \`0\`.
    `,
    'at their limits': `
      dataset Rows:
          ...
          split = 0.999
          num_workers = 0
          prefetch = 1
      model Net:
          input 1
          dropout 0
          dropout 0.999
          dense 1 linear
      train:
          ...
          epochs = 1
          seed = -99999999999999999999
    `,
    'of the arguments of layers': `
      model Net:
          input 0
          #     ^ error out-of-range: \`n\` of \`input\` must be greater than 0, not \`0\`.
          dense -1 relu
          #     ^^ error out-of-range: \`units\` of \`dense\` must be greater than 0, not \`-1\`.
          dropout 1
          #       ^ error out-of-range: \`rate\` of \`dropout\` must be at least 0 and less than 1, not \`1\`.
          dropout -0.1
          #       ^^^^ error out-of-range: \`rate\` of \`dropout\` must be at least 0 and less than 1, not \`-0.1\`.
    `,
  });
});

describe('keys for onnx', () => {
  specCases({
    'with another format': `
      export:
          format = torchscript
          path = "net.pt"
          input_shape = [1, 4]
          #^^^^^^^^^^ warning onnx-only: \`input_shape\` has no effect: it applies only to the format \`onnx\`, and the format is \`torchscript\`.
          opset = 17
          #^^^^ warning onnx-only: \`opset\` has no effect: it applies only to the format \`onnx\`, and the format is \`torchscript\`.
    `,
    'with onnx': `
      export:
          format = onnx
          path = "net.onnx"
          input_shape = [1, 4]
          opset = 17
    `,
    'without a known format': `
      export:
          format = "torch"
          #        ^^^^^^^ error wrong-type: \`format\` must be a name like \`torch\`, not \`"torch"\`.
          path = "net.pt"
          input_shape = [1, 4]
    `,
  });
});
