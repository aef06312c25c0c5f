// Missing and duplicate blocks, and block names. Partial specs are completed, see check.ts.
import { describe, test } from 'vitest';
import { checkDiagnostics, specCases } from '../check';

describe('blocks of a spec', () => {
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

  test('an empty file', () => {
    checkDiagnostics(
      '#| error missing-block: This spec has no `dataset`, `model` or `train` block; it needs a `dataset`, a `model` and a `train` block.\n',
    );
  });

  test('a file with only comments', () => {
    checkDiagnostics(`
      # nothing yet
      #^^^^^^^^^^^^ error missing-block: This spec has no \`dataset\`, \`model\` or \`train\` block; it needs a \`dataset\`, a \`model\` and a \`train\` block.
    `);
  });

  test('only a train block', () => {
    checkDiagnostics(`
      train:
      #^^^^^ error missing-block: This spec has no \`dataset\` or \`model\` block; it needs a \`dataset\`, a \`model\` and a \`train\` block.
          model = Net
          #       ^^^ error unknown-name: Unknown model \`Net\`.
          data = Rows
          #      ^^^^ error unknown-name: Unknown dataset \`Rows\`.
          loss = mse
          optimizer = adam(lr=0.1)
          epochs = 3
    `);
  });

  test('a file with only datasets and models is a library', () => {
    checkDiagnostics(`
      model Net:
      #^^^^^^^^^ hint missing-block: This file has no \`train\` block, so it can be imported but not trained.
          input 4
          dense 1 linear
    `);
  });

  test('a library may use params of its importer', () => {
    checkDiagnostics(`
      model Net:
      #^^^^^^^^^ hint missing-block: This file has no \`train\` block, so it can be imported but not trained.
          input 4
          dense $n relu
          #     ^^ hint undefined-param: \`$n\` must be defined by the spec that imports this file.
          dense 1 linear
    `);
  });

  test('a library may have params, which its importer does not use', () => {
    checkDiagnostics(`
      params:
      #^^^^^^ hint missing-block: This file has no \`train\` block, so it can be imported but not trained. A spec that imports it uses its own params, not these.
          n = 8
      model Net:
          input 4
          dense $n relu
          dense $m linear
          #     ^^ hint undefined-param: \`$m\` must be defined by the spec that imports this file.
    `);
  });

  test('a file with an export block is not a library', () => {
    checkDiagnostics(`
      model Net:
      #^^^^^^^^^ error missing-block: This spec has no \`dataset\` or \`train\` block; it needs a \`dataset\`, a \`model\` and a \`train\` block.
          input 4
      export:
          format = torch
          path = "net.pt"
    `);
  });

  test('an unknown block may be the missing one', () => {
    checkDiagnostics(`
      training:
      #^^^^^^^ error unknown-block: Unknown block \`training\`; use one of \`params\`, \`sweep\`, \`dataset\`, \`model\`, \`train\`, \`evaluate\`, \`export\`.
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
      #^^^^^ error duplicate-block: A spec can have only one \`params\` block; merge this one into the block above.
          a = 1
      sweep:
          a = [1]
      sweep:
      #^^^^ error duplicate-block: A spec can have only one \`sweep\` block; merge this one into the block above.
          a = [1]
      train:
          ...
      train:
      #^^^^ error duplicate-block: A spec can have only one \`train\` block; merge this one into the block above.
          ...
      evaluate:
          metrics = [mae]
      evaluate:
      #^^^^^^^ error duplicate-block: A spec can have only one \`evaluate\` block; merge this one into the block above.
          metrics = [mae]
      export:
          ...
      export:
      #^^^^^ error duplicate-block: A spec can have only one \`export\` block; merge this one into the block above.
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
    'two with the same name': `
      model Net:
          ...
      model Net:
      #     ^^^ error duplicate-name: A model named \`Net\` is already declared above; rename one of them.
          ...
      dataset Rows:
          ...
      dataset Rows:
      #       ^^^^ error duplicate-name: A dataset named \`Rows\` is already declared above; rename one of them.
          ...
    `,
    'three with the same name': `
      model Net:
          ...
      model Net:
      #     ^^^ error duplicate-name: A model named \`Net\` is already declared above; rename one of them.
          ...
      model Net:
      #     ^^^ error duplicate-name: A model named \`Net\` is already declared above; rename one of them.
          ...
    `,
    'names are case-sensitive': `
      model Net:
          ...
      model net:
          ...
    `,
    'an undeclared name': `
      train:
          ...
          model = Nett
          #       ^^^^ error unknown-name: Unknown model \`Nett\`; did you mean \`Net\`?
          data = Houses
          #      ^^^^^^ error unknown-name: Unknown dataset \`Houses\`; this spec has \`Rows\`.
    `,
    'a model where a dataset belongs': `
      train:
          ...
          data = Net
          #      ^^^ error unknown-name: Unknown dataset \`Net\`; this spec has \`Rows\`.
    `,
    'through a param': `
      params:
          net = "Net"
          rows = "Row"
      train:
          ...
          model = $net
          data = $rows
          #      ^^^^^ error unknown-name: Unknown dataset \`Row\`; did you mean \`Rows\`?
    `,
  });
});
