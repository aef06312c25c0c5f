// What the checks of blocks say: keys, types, ranges, words, layers, counts. A part of a spec stands for a whole one, see check.ts.
import { describe, test } from 'vitest';
import { checkDiagnostics, checkSpec, specCases } from './check';

describe('blocks that a spec has', () => {
  test('the example of the language page has no finding', () => {
    checkDiagnostics(`
      # House price regression.
      params:
          hidden = 64
          lr = 0.001

      sweep:
          hidden = [32, 64, 128]
          lr = [0.01, 0.001]

      dataset Houses:
          source = csv("data/houses.csv")
          target = "price"
          split = 0.75
          normalize = true

      model PriceNet:
          input 10
          dense $hidden relu    # units, then activation
          dense 1 linear

      train:
          model = PriceNet
          data = Houses
          loss = mse
          optimizer = adam(lr=$lr)
          epochs = 20
          batch = 32
          seed = 42
          deterministic = true

      evaluate:
          metrics = [mae, rmse]

      export:
          format = onnx
          path = "models/price.onnx"
          input_shape = [1, 10]
    `);
  });

  test('an empty file has none', () => {
    checkDiagnostics(
      '#| error missing-block: This spec has no dataset and no model and no train block; it needs a dataset, a model and a train block.\n',
    );
  });

  test('a file of comments has none', () => {
    checkDiagnostics(`
      # nothing yet
      #^^^^^^^^^^^^ error missing-block: This spec has no dataset and no model and no train block; it needs a dataset, a model and a train block.
    `);
  });

  test('a train block alone', () => {
    checkDiagnostics(`
      train:
      #^^^^^ error missing-block: This spec has no dataset and no model block; it needs a dataset, a model and a train block.
          model = Net
          #       ^^^ error unknown-name: There is no model Net.
          data = Rows
          #      ^^^^ error unknown-name: There is no dataset Rows.
          loss = mse
          optimizer = adam(lr=0.1)
          epochs = 3
    `);
  });

  test('datasets and models alone are a library', () => {
    checkDiagnostics(`
      model Net:
      #^^^^^^^^^ hint missing-block: This file has no train block, so it can be imported but not trained.
          input 4
          dense 1 linear
    `);
  });

  test('with an export block it is meant to be trained', () => {
    checkDiagnostics(`
      model Net:
      #^^^^^^^^^ error missing-block: This spec has no dataset and no train block; it needs a dataset, a model and a train block.
          input 4
      export:
          format = torch
          path = "net.pt"
    `);
  });

  test('a block that cannot be told may be the one', () => {
    checkDiagnostics(`
      training:
      #^^^^^^^ error unknown-block: There is no block training; a block is one of params, sweep, dataset, model, train, evaluate, export.
          epochs = 3
      model Net:
          input 4
    `);
  });

  specCases({
    'each block twice': `
      params:
          a = 1
      params:
      #^^^^^ error duplicate-block: The params block above is the only one that a spec may have; put all into one.
          a = 1
      sweep:
          a = [1]
      sweep:
      #^^^^ error duplicate-block: The sweep block above is the only one that a spec may have; put all into one.
          a = [1]
      train:
          ...
      train:
      #^^^^ error duplicate-block: The train block above is the only one that a spec may have; put all into one.
          ...
      evaluate:
          metrics = [mae]
      evaluate:
      #^^^^^^^ error duplicate-block: The evaluate block above is the only one that a spec may have; put all into one.
          metrics = [mae]
      export:
          ...
      export:
      #^^^^^ error duplicate-block: The export block above is the only one that a spec may have; put all into one.
          ...
    `,
    'several datasets and models': `
      dataset Rows:
          ...
      dataset More:
          ...
      model Net:
          ...
      model Rows:
          ...
    `,
    'in any order': `
      export:
          ...
      train:
          ...
      model Net:
          ...
    `,
  });
});

describe('names of blocks', () => {
  specCases({
    'two of one name': `
      model Net:
          ...
      model Net:
      #     ^^^ error duplicate-name: There is a model Net above; rename one of them.
          ...
      dataset Rows:
          ...
      dataset Rows:
      #       ^^^^ error duplicate-name: There is a dataset Rows above; rename one of them.
          ...
    `,
    'three of one name': `
      model Net:
          ...
      model Net:
      #     ^^^ error duplicate-name: There is a model Net above; rename one of them.
          ...
      model Net:
      #     ^^^ error duplicate-name: There is a model Net above; rename one of them.
          ...
    `,
    'case counts': `
      model Net:
          ...
      model net:
          ...
    `,
    'one that is not there': `
      train:
          ...
          model = Nett
          #       ^^^^ error unknown-name: There is no model Nett; did you mean Net?
          data = Houses
          #      ^^^^^^ error unknown-name: There is no dataset Houses; there is Rows.
    `,
    'a model where a dataset belongs': `
      train:
          ...
          data = Net
          #      ^^^ error unknown-name: There is no dataset Net; there is Rows.
    `,
    'through a param': `
      params:
          net = "Net"
      train:
          ...
          model = $net
          #       ^^^^ error wrong-type: model must be the name of a model ($net is "Net").
    `,
  });
});

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
          loss = cross_entropy
          optimizer = adamw(lr=0.01, 3)
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
    'one that is not there': `
      train:
          ...
          sed = 3
          #^^ error unknown-key: The train block has no key sed; did you mean seed?
          learning_rate = 0.1
          #^^^^^^^^^^^^ error unknown-key: The train block has no key learning_rate; it has model, data, loss, optimizer, epochs, batch, device, scheduler, early_stop, checkpoint, precision, compile, seed, deterministic.
    `,
    'one that must be there, mistyped, is one finding': `
      train:
          model = Net
          dta = Rows
          #^^ error unknown-key: The train block has no key dta; did you mean data?
          loss = mse
          optimizer = adam(lr=0.1)
          Epochs = 3
          #^^^^^ error unknown-key: The train block has no key Epochs; did you mean epochs?
    `,
    'any of the other block': `
      evaluate:
          epochs = 3
          #^^^^^ error unknown-key: The evaluate block has no key epochs; it has metrics.
    `,
    twice: `
      train:
          ...
          seed = 1
          seed = 2
          #^^^ error duplicate-key: seed is set twice in this block; remove one.
    `,
    'twice, at the end of the file': `params:\n    a = 1\n    a = 2\n    #< error duplicate-key: a is set twice in this block; remove one.`,
    'some that must be there': `
      dataset Rows:
      #^^^^^^^^^^^ error missing-key: This dataset block needs source: …
          target = "y"
      export:
      #^^^^^ error missing-key: This export block needs format: torch, onnx or torchscript.
          path = "net.pt"
    `,
    'all that must be there': `
      train:
      #^^^^ error missing-key: This train block needs model: …
      #^^^^ error missing-key: This train block needs data: …
      #^^^^ error missing-key: This train block needs loss: …
      #^^^^ error missing-key: This train block needs optimizer: …
      #^^^^ error missing-key: This train block needs epochs: …
    `,
    'input_shape for onnx only': `
      export:
      #^^^^^ error missing-key: This export block needs input_shape for the format onnx: …
          format = onnx
          path = "net.onnx"
    `,
    'a line that cannot be read may be the one that is missing': `
      train:
          model = Net
          data = Rows
          loss = mse
          optimizer = adam(lr=0.1)
          = 3
          #^^ error unexpected-text: = is not expected here; the statement ends before it.
    `,
  });
});

describe('types', () => {
  specCases({
    'of a dataset': `
      dataset Rows:
          source = "rows.csv"
          #        ^^^^^^^^^^ error wrong-type: source must be a call like csv("data.csv"), not "rows.csv".
          target = price
          #        ^^^^^ error wrong-type: target must be a string in double quotes, not price.
          split = "0.8"
          #       ^^^^^ error wrong-type: split must be a number, not "0.8".
          normalize = 1
          #           ^ error wrong-type: normalize must be true or false, not 1.
          num_workers = 0.5
          #             ^^^ error wrong-type: num_workers must be a whole number, not 0.5.
    `,
    'of a train block': `
      train:
          model = "Net"
          #       ^^^^^ error wrong-type: model must be the name of a model, not "Net".
          data = csv("rows.csv")
          #      ^^^^^^^^^^^^^^^ error wrong-type: data must be the name of a dataset, not csv(...).
          loss = [mse]
          #      ^^^^^ error wrong-type: loss must be a name like mse, not a list.
          optimizer = adam
          #           ^^^^ error wrong-type: optimizer must be a call like adam(...), not adam.
          epochs = 3.0
          #        ^^^ error wrong-type: epochs must be a whole number, not 3.0.
          batch = "32"
          #       ^^^^ error wrong-type: batch must be a whole number, not "32".
          seed = true
          #      ^^^^ error wrong-type: seed must be a whole number, not true.
    `,
    'a whole number where any number does': `
      dataset Rows:
          ...
          split = 1
          #       ^ error out-of-range: split must be greater than 0 and less than 1, not 1.
    `,
    'of the elements of a list': `
      evaluate:
          metrics = [mae, "rmse", 3, [mae]]
          #               ^^^^^^ error wrong-type: each value of metrics must be a name like mae, not "rmse".
          #                       ^ error wrong-type: each value of metrics must be a name like mae, not 3.
          #                          ^^^^^ error wrong-type: each value of metrics must be a name like mae, not a list.
      export:
          ...
          format = onnx
          input_shape = [1, 0.5]
          #                 ^^^ error wrong-type: each value of input_shape must be a whole number, not 0.5.
    `,
    'of the arguments of layers': `
      model Net:
          input "4"
          #     ^^^ error wrong-type: n of input must be a whole number, not "4".
          dense 8.5 relu
          #     ^^^ error wrong-type: units of dense must be a whole number, not 8.5.
          dense 8 "relu"
          #       ^^^^^^ error wrong-type: activation of dense must be a name like relu, not "relu".
          dropout high
          #       ^^^^ error wrong-type: rate of dropout must be a number, not high.
    `,
    'any value where the forms are not documented': `
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
          #       ^^^ error out-of-range: split must be greater than 0 and less than 1, not 0.0.
          num_workers = -1
          #             ^^ error out-of-range: num_workers must be at least 0, not -1.
          prefetch = 0
          #          ^ error out-of-range: prefetch must be greater than 0, not 0.
      train:
          ...
          epochs = 0
          #        ^ error out-of-range: epochs must be greater than 0, not 0.
          batch = -8
          #       ^^ error out-of-range: batch must be greater than 0, not -8.
      export:
          ...
          format = onnx
          input_shape = [0, -1]
          #              ^ error out-of-range: each value of input_shape must be greater than 0, not 0.
          #                 ^^ error out-of-range: each value of input_shape must be greater than 0, not -1.
          opset = 0
          #       ^ error out-of-range: opset must be greater than 0, not 0.
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
          #     ^ error out-of-range: n of input must be greater than 0, not 0.
          dense -1 relu
          #     ^^ error out-of-range: units of dense must be greater than 0, not -1.
          dropout 1
          #       ^ error out-of-range: rate of dropout must be at least 0 and less than 1, not 1.
          dropout -0.1
          #       ^^^^ error out-of-range: rate of dropout must be at least 0 and less than 1, not -0.1.
    `,
  });
});

describe('words', () => {
  const mistyped = `
      model Net:
          input 4
          dens 8 relu
          #^^^ warning unknown-word: dens is not a known layer; did you mean dense?
          dense 8 rellu
          #       ^^^^^ warning unknown-word: rellu is not a known activation; did you mean relu?
          dense 1 swish
          #       ^^^^^ warning unknown-word: swish is not a known activation; known: relu, linear, softmax, log_softmax, sigmoid, tanh, gelu, leaky_relu.
      train:
          ...
          loss = mze
          #      ^^^ warning unknown-word: mze is not a known loss; did you mean mse?
          optimizer = Adam(lr=0.1)
          #           ^^^^ warning unknown-word: Adam is not a known optimizer; did you mean adam?
          scheduler = onecycles(max_lr=0.1)
          #           ^^^^^^^^^ warning unknown-word: onecycles is not a known scheduler; did you mean onecycle?
          device = gpu
          #        ^^^ warning unknown-word: gpu is not a known device; did you mean cpu?
      evaluate:
          metrics = [mae, mea]
          #               ^^^ warning unknown-word: mea is not a known metric; did you mean mae?
    `;

  test('that no list has are warnings', () => checkSpec(mistyped));

  test('that no list has are errors where the user wants it', () =>
    checkSpec(mistyped.replaceAll(' warning ', ' error '), { unknownWords: 'error', extraWords: {} }));

  test('that no list has are information where the user wants it', () =>
    checkSpec(mistyped.replaceAll(' warning ', ' info '), { unknownWords: 'info', extraWords: {} }));

  test('that no list has are nothing where the user wants it', () =>
    checkSpec(mistyped.replace(/^.* warning .*\n/gm, ''), { unknownWords: 'off', extraWords: {} }));

  const swish = `
      model Net:
          input 4
          attention 8
          dense 1 swish
    `;
  test('of the user are known', () =>
    checkSpec(swish, { unknownWords: 'error', extraWords: { layer: ['attention'], activation: ['swish'] } }));

  specCases({
    'of lists that are known in full are errors': `
      dataset Rows:
          ...
          source = parquet("rows.parquet")
          #        ^^^^^^^ error unknown-word: parquet is not a known connector; known: csv.
      train:
          ...
          precision = fp8
          #           ^^^ error unknown-word: fp8 is not a known precision; known: fp16, bf16, fp32.
      export:
          ...
          format = troch
          #        ^^^^^ error unknown-word: troch is not a known format; did you mean torch?
    `,
    'that the compiler refuses': `
      model Net:
          input 4
          dense 8 elu
          #       ^^^ error unsupported-word: Unsupported activation 'elu' in model 'Net'
    `,
  });

  test('that the compiler refuses, but the user accepts', () =>
    checkSpec('model Net:\n    input 4\n    dense 8 elu\n', {
      unknownWords: 'error',
      extraWords: { activation: ['elu'] },
    }));
});

describe('layers', () => {
  specCases({
    'by position and by name': `
      model Net:
          input n=4
          dense units=8 activation=relu
          dense 8 activation=relu
          dense activation=relu 8
          dense 8
          batchnorm
          dropout rate=0.5
    `,
    'too few arguments': `
      model Net:
          input
          #^^^^ error layer-arguments: input needs n: input <n>
          dense
          #^^^^ error layer-arguments: dense needs units: dense <units> <activation>
          dropout
          #^^^^^^ error layer-arguments: dropout needs rate: dropout <rate>
    `,
    'too many arguments': `
      model Net:
          input 4 5
          #       ^ error layer-arguments: input takes no more than input <n>.
          dense 8 relu 3
          #            ^ error layer-arguments: dense takes no more than dense <units> <activation>.
          batchnorm 8
          #         ^ error layer-arguments: batchnorm takes no more than batchnorm.
    `,
    'one argument twice': `
      model Net:
          input 4
          dense 8 units=9
          #       ^^^^^^^ error layer-arguments: dense takes no more than dense <units> <activation>.
    `,
    'widths that are inferred': `
      model Net:
          input 4
          dense 8 relu in_features=4
          #            ^^^^^^^^^^^^^ error layer-arguments: in_features is inferred and never written.
          batchnorm num_features=8
          #         ^^^^^^^^^^^^^^ error layer-arguments: num_features is inferred and never written.
    `,
    'a fault in the line leaves the rest unsaid': `
      model Net:
          input 4
          dense ; relu
          #     ^ error unexpected-character: ; means nothing here; remove it, or put the text in double quotes.
    `,
  });
});

describe('the input of a model', () => {
  specCases({
    'is missing': `
      model Net:
      #^^^^^^^^ error model-input: This model has no input; its first layer must be input <n>, the number of features.
          dense 8 relu
    `,
    'is missing in a model without layers': `
      model Net:
      #^^^^^^^^ error model-input: This model has no input; its first layer must be input <n>, the number of features.
    `,
    'comes late': `
      model Net:
          dense 8 relu
          input 4
          #^^^^ error model-input: The input must be the first layer of a model.
    `,
    'stands twice': `
      model Net:
          input 4
          dense 8 relu
          input 4
          #^^^^ error model-input: This model has an input above; a model has only one.
    `,
    'is mistyped, which is one finding': `
      model Net:
          imput 4
          #^^^^ warning unknown-word: imput is not a known layer; did you mean input?
          dense 8 relu
    `,
  });
});

describe('keys for onnx', () => {
  specCases({
    'beside another format': `
      export:
          format = torchscript
          path = "net.pt"
          input_shape = [1, 4]
          #^^^^^^^^^^ warning onnx-only: input_shape has no effect: it is for the format onnx, and this is torchscript.
          opset = 17
          #^^^^ warning onnx-only: opset has no effect: it is for the format onnx, and this is torchscript.
    `,
    'beside onnx': `
      export:
          format = onnx
          path = "net.onnx"
          input_shape = [1, 4]
          opset = 17
    `,
    'beside no format that is known': `
      export:
          format = "torch"
          #        ^^^^^^^ error wrong-type: format must be a name like torch, not "torch".
          path = "net.pt"
          input_shape = [1, 4]
    `,
  });
});
