// Generates a valid spec with any number of lines: a params block, many datasets and models with comments, and train, evaluate and
// export blocks. The same number of lines always gives the same text.

const ACTIVATIONS = ['relu', 'tanh', 'sigmoid', 'gelu'];

const head = [
  '# A generated spec: many datasets and models of one house price study.',
  '# Made by bench/makeSpec.mjs; only its size matters.',
  'params:',
  '    hidden = 64',
  '    narrow = 16',
  '    rate = 0.25',
  '    lr = 0.001',
  '    epochs = 20',
  '    size = 32',
  '',
];

const foot = [
  '',
  'train:',
  '    model = Prices0',
  '    data = Houses0',
  '    loss = mse',
  '    optimizer = adam(lr=$lr)    # the rate of every study so far',
  '    epochs = $epochs',
  '    batch = $size',
  '    device = cuda',
  '    seed = 42',
  '    deterministic = true',
  '',
  'evaluate:',
  '    metrics = [mae, rmse]',
  '',
  'export:',
  '    format = onnx',
  '    path = "models/prices.onnx"',
  '    input_shape = [1, 8]',
  '    opset = 17',
];

/**
 * A valid spec of exactly `lines` lines (at least 60) with a final line end. Only one model is trained, so most blocks are unused and reported.
 * `isLibrary`: without a train block, so that nothing is reported about them.
 */
export function makeSpec(lines, { isLibrary = false } = {}) {
  const end = isLibrary ? [] : foot;
  const body = [];
  const room = lines - head.length - end.length;
  for (let i = 0; ; i++) {
    const pair = [...dataset(i), ...model(i)];
    if (body.length + pair.length > room) break;
    body.push(...pair);
  }
  while (body.length < room) body.push(`# Note ${body.length}: a comment that only fills a line here.`);
  return `${[...head, ...body, ...end].join('\n')}\n`;
}

/** A complete spec as short as it can be, without findings. */
export const smallSpec = `dataset Houses:
    source = csv("data/district_0/houses.csv")
    target = "price"
model Prices:
    input 8
    dense 1 linear
train:
    model = Prices
    data = Houses
    loss = mse
    optimizer = adam(lr=0.001)
    epochs = 20
    seed = 42
`;

/** Districts that have a data file; the datasets share them. */
export const DISTRICTS = 50;
/** The data file of a dataset, relative to the spec. */
export const dataPath = i => `data/district_${i % DISTRICTS}/houses.csv`;
/** The data of each: as many numbers as the trained model has inputs, and the price. */
export const dataText = `a,b,c,d,e,f,g,h,price\n${'1,2.5,3,4,5,6,7,8,250.5\n'.repeat(500)}`;

const dataset = i => [
  `# Sales of district ${i}, from the register in spring.`,
  `dataset Houses${i}:`,
  `    source = csv("${dataPath(i)}")`,
  '    target = "price"',
  `    split = 0.${70 + (i % 20)}`,
  '    normalize = true',
  '    # The order in the register does not depend on the price.',
  '    shuffle = true',
  `    num_workers = ${i % 4}`,
  '',
];

function model(i) {
  const activation = ACTIVATIONS[i % ACTIVATIONS.length];
  const layers = Array.from({ length: 4 + (i % 5) }, (_, k) => [
    k % 2 === 0 ? `    dense $hidden ${activation}    # units, then activation` : `    dense ${32 + k} ${activation}`,
    k % 3 === 0 ? '    batchnorm' : `    dropout 0.${10 + k}`,
  ]);
  return [`model Prices${i}:`, `    input ${8 + (i % 5)}`, ...layers.flat(), '    dense 1 linear', ''];
}

/** Positions after a number where one more digit keeps the spec valid. */
export function specPlaces(text) {
  return text.split('\n').flatMap((line, number) => {
    const found = /^ {4}(?:input|dense|dropout|split =|num_workers =) [\d.]+/.exec(line);
    return found ? [{ line: number, character: found[0].length }] : [];
  });
}

/** The position after the digits of the param that most layers use. */
export function paramPlace(text) {
  const line = text.split('\n').indexOf('    hidden = 64');
  return { line, character: '    hidden = 64'.length };
}
