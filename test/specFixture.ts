// The spec that tests use when they need any valid spec.

/** A small valid spec: one param, a dataset in data/houses.csv with the target `price`, a model with 4 inputs, a train block. */
export const houseSpec = `params:
    lr = 0.01

dataset Houses:
    source = csv("data/houses.csv")
    target = "price"

model Net:
    input 4
    dense 1 linear

train:
    model = Net
    data = Houses
    loss = mse
    optimizer = adam(lr=$lr)
    epochs = 3
    seed = 1
`;

/** The params, dataset and model of the spec: a library that other specs can import. */
export const houseLibrary = houseSpec.slice(0, houseSpec.indexOf('train:'));

// The params block is left out, so that a test can add its own.
const [, dataset = '', model = '', train = ''] = houseSpec.replace('$lr', '0.01').split('\n\n');

/** The dataset block. */
export const houseDataset = `${dataset}\n`;

/** The model block. */
export const houseModel = `${model}\n`;

/** The train block, without a param. */
export const houseTrain = train;

/** The same spec without params. */
export const houseBlocks = [houseDataset, houseModel, houseTrain].join('\n');
