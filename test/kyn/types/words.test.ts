// Words and layers. Partial specs are completed, see check.ts.
import { describe, test } from 'vitest';
import { checkSpec, specCases } from '../check';

describe('words', () => {
  const mistyped = `
      model Net:
          input 4
          dens 8 relu
          #^^^ warning unknown-word: \`dens\` is not a known layer; did you mean \`dense\`?
          dense 8 rellu
          #       ^^^^^ warning unknown-word: \`rellu\` is not a known activation; did you mean \`relu\`?
          dense 1 swish
          #       ^^^^^ warning unknown-word: \`swish\` is not a known activation; known: \`relu\`, \`linear\`, \`softmax\`, \`log_softmax\`, \`sigmoid\`, \`tanh\`, \`gelu\`, \`leaky_relu\`.
      train:
          ...
          loss = mze
          #      ^^^ warning unknown-word: \`mze\` is not a known loss; did you mean \`mse\`?
          optimizer = Adam(lr=0.1)
          #           ^^^^ warning unknown-word: \`Adam\` is not a known optimizer; did you mean \`adam\`?
          scheduler = onecycles(max_lr=0.1)
          #           ^^^^^^^^^ warning unknown-word: \`onecycles\` is not a known scheduler; did you mean \`onecycle\`?
          device = gpu
          #        ^^^ warning unknown-word: \`gpu\` is not a known device; did you mean \`cuda\`?
      evaluate:
          metrics = [mae, mea]
          #               ^^^ warning unknown-word: \`mea\` is not a known metric; did you mean \`mae\`?
    `;

  test('unknown words are warnings', () => checkSpec(mistyped));

  test('unknown words are errors with that setting', () =>
    checkSpec(mistyped.replaceAll(' warning ', ' error '), { unknownWords: 'error', extraWords: {} }));

  test('unknown words are information with that setting', () =>
    checkSpec(mistyped.replaceAll(' warning ', ' info '), { unknownWords: 'info', extraWords: {} }));

  test('unknown words are ignored if the settings turn them off', () =>
    checkSpec(mistyped.replace(/^.* warning .*\n/gm, ''), { unknownWords: 'off', extraWords: {} }));

  const swish = `
      model Net:
          input 4
          attention 8
          dense 1 swish
    `;
  test('words from the settings are known', () =>
    checkSpec(swish, { unknownWords: 'error', extraWords: { layer: ['attention'], activation: ['swish'] } }));

  specCases({
    'unknown words of complete lists are errors': `
      dataset Rows:
          ...
          source = parquet("rows.parquet")
          #        ^^^^^^^ error unknown-word: \`parquet\` is not a known connector; known: \`csv\`.
      train:
          ...
          precision = fp8
          #           ^^^ error unknown-word: \`fp8\` is not a known precision; known: \`fp16\`, \`bf16\`, \`fp32\`.
      export:
          ...
          format = troch
          #        ^^^^^ error unknown-word: \`troch\` is not a known format; did you mean \`torch\`?
    `,
    'words that the compiler rejects': `
      model Net:
          input 4
          dense 8 elu
          #       ^^^ error unsupported-word: Unsupported activation 'elu' in model 'Net'
    `,
  });

  test('words that the compiler rejects, but the settings accept', () =>
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
          #^^^^ error layer-arguments: \`input\` needs \`n\`: \`input <n>\`.
          dense
          #^^^^ error layer-arguments: \`dense\` needs \`units\`: \`dense <units> <activation>\`.
          dropout
          #^^^^^^ error layer-arguments: \`dropout\` needs \`rate\`: \`dropout <rate>\`.
    `,
    'too many arguments': `
      model Net:
          input 4 5
          #       ^ error layer-arguments: Too many arguments for \`input\`; write \`input <n>\`.
          dense 8 relu 3
          #            ^ error layer-arguments: Too many arguments for \`dense\`; write \`dense <units> <activation>\`.
          batchnorm 8
          #         ^ error layer-arguments: Too many arguments for \`batchnorm\`; write \`batchnorm\`.
    `,
    'one argument twice': `
      model Net:
          input 4
          dense 8 units=9
          #       ^^^^^^^ error layer-arguments: \`units\` is set twice for \`dense\`; write \`dense <units> <activation>\`.
    `,
    'widths that are inferred': `
      model Net:
          input 4
          dense 8 relu in_features=4
          #            ^^^^^^^^^^^^^ error layer-arguments: \`in_features\` is inferred and must not be written.
          batchnorm num_features=8
          #         ^^^^^^^^^^^^^^ error layer-arguments: \`num_features\` is inferred and must not be written.
    `,
    'a fault in the line hides other findings': `
      model Net:
          input 4
          dense ; relu
          #     ^ error unexpected-character: \`;\` is not allowed here; remove it.
    `,
  });
});

describe('the input of a model', () => {
  specCases({
    'is missing': `
      model Net:
      #^^^^^^^^ error model-input: This model has no \`input\` layer; its first layer must be \`input <n>\`, the number of features.
          dense 8 relu
    `,
    'is missing in a model without layers': `
      model Net:
      #^^^^^^^^ error model-input: This model has no \`input\` layer; its first layer must be \`input <n>\`, the number of features.
    `,
    'is not first': `
      model Net:
          dense 8 relu
          input 4
          #^^^^ error model-input: The \`input\` layer must be the first layer of a model.
    `,
    'is duplicated': `
      model Net:
          input 4
          dense 8 relu
          input 4
          #^^^^ error model-input: This model already has an \`input\` layer above; a model can have only one.
    `,
    'is mistyped, which is one finding': `
      model Net:
          imput 4
          #^^^^ warning unknown-word: \`imput\` is not a known layer; did you mean \`input\`?
          dense 8 relu
    `,
  });
});
