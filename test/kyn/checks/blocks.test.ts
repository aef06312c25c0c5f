// Which blocks a spec has, and their names. A part of a spec stands for a whole one, see check.ts.
import { describe, test } from 'vitest';
import { checkDiagnostics, specCases } from '../check';

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

  test('and may leave params to who imports it', () => {
    checkDiagnostics(`
      model Net:
      #^^^^^^^^^ hint missing-block: This file has no train block, so it can be imported but not trained.
          input 4
          dense $n relu
          #     ^^ hint undefined-param: $n must come from the spec that imports this file.
          dense 1 linear
    `);
  });

  test('or have params of its own, which do not count there', () => {
    checkDiagnostics(`
      params:
      #^^^^^^ hint missing-block: This file has no train block, so it can be imported but not trained; who imports it has params of its own, and these do not count there.
          n = 8
      model Net:
          input 4
          dense $n relu
          dense $m linear
          #     ^^ hint undefined-param: $m must come from the spec that imports this file.
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
          rows = "Row"
      train:
          ...
          model = $net
          data = $rows
          #      ^^^^^ error unknown-name: There is no dataset Row; did you mean Rows?
    `,
  });
});
