// The analysis of a spec -> the plan of the small trainer. Rejects specs that the trainer does not support.
import { KynmlError } from './kynmlError.mjs';
import { ACTIVATIONS, OPTIMIZERS } from './network.mjs';
import { METRICS } from './trainer.mjs';

/**
 * The plan of a spec (see trainer.mjs), with the path of its data. `seed` is null where the spec has none.
 * @param {any} core the language core
 * @param {any} spec the result of `readSpec`
 * @param {Record<string, string>} overrides `--param name=value`
 */
export function planOf(core, spec, overrides) {
  const { scope, tree } = spec.analysis;
  const values = new Map([...scope.params.values, ...Object.entries(overrides).map(([k, v]) => [k, overrideValue(v)])]);
  const read = value => plain(core.resolved(value, { values }), read);
  const [placed] = core.blocksOf(tree, 'train');
  const reject = message => {
    throw new KynmlError({ file: spec.file, line: spec.lineOf(placed?.at ?? 0) }, message);
  };
  if (!placed) reject('a spec needs exactly one train block');
  const train = fieldsOf(placed.item, read);
  const data = fieldsOf(scope.declared.named('dataset', train.data)[0].block, read);
  const model = scope.declared.named('model', train.model)[0];
  const evaluate = core.blocksOf(tree, 'evaluate')[0];
  const metrics = evaluate ? fieldsOf(evaluate.item, read).metrics : [];
  const choices = { train, metrics, layers: layersOf(model, read) };
  rejectUnsupported(choices, reject);
  return { ...planFields(choices, data), csv: data.source.args[0], inputs: choices.layers.inputs };
}

function planFields({ train, metrics, layers }, data) {
  return {
    target: data.target,
    split: data.split ?? 0.8,
    normalize: data.normalize ?? false,
    shuffle: data.shuffle ?? true,
    layers: layers.dense,
    optimizer: { name: train.optimizer.name, lr: train.optimizer.named.lr ?? 0.001 },
    epochs: train.epochs,
    batch: train.batch ?? 32,
    seed: train.seed ?? null,
    metrics,
  };
}

const fieldsOf = (block, read) => Object.fromEntries(block.entries.map(e => [e.key.text, read(e.value)]));

function layersOf({ block }, read) {
  const lines = block.layers.map(({ name, args }) => ({ name: name.text, args: args.map(a => read(a.value)) }));
  const dense = lines
    .filter(l => l.name === 'dense')
    .map(({ args: [units, activation = 'linear'] }) => ({ units, activation }));
  return {
    inputs: lines.find(l => l.name === 'input')?.args[0],
    dense,
    foreign: lines.find(l => l.name !== 'input' && l.name !== 'dense'),
  };
}

function rejectUnsupported({ train, metrics, layers }, reject) {
  const { dense, foreign } = layers;
  const activation = dense.map(l => l.activation).find(a => !Object.hasOwn(ACTIVATIONS, a));
  const metric = metrics.find(m => !Object.hasOwn(METRICS, m));
  if (foreign) reject(`this stand-in trains dense layers only, not '${foreign.name}'`);
  if (activation)
    reject(
      `this stand-in does not support the activation '${activation}', only ${Object.keys(ACTIVATIONS).join(', ')}`,
    );
  if (dense.at(-1)?.units !== 1) reject('this stand-in trains models with one output');
  if (train.loss !== 'mse') reject(`this stand-in does not support the loss '${train.loss}', only mse`);
  if (!Object.hasOwn(OPTIMIZERS, train.optimizer.name))
    reject(`this stand-in does not support the optimizer '${train.optimizer.name}', only adam, sgd`);
  if (metric) reject(`this stand-in does not support the metric '${metric}', only ${Object.keys(METRICS).join(', ')}`);
}

/** A value of the tree as a plain JavaScript value; a call becomes its name, its positional and its named arguments. */
function plain(value, read) {
  switch (value?.kind) {
    case 'int':
    case 'float':
      return value.number;
    case 'bool':
    case 'string':
      return value.value;
    case 'name':
      return value.text;
    case 'list':
      return value.items.map(read);
    case 'call': {
      const named = value.args.filter(a => a.key).map(a => [a.key.text, read(a.value)]);
      return {
        name: value.callee.text,
        args: value.args.filter(a => !a.key).map(a => read(a.value)),
        named: Object.fromEntries(named),
      };
    }
    default:
      return undefined;
  }
}

// The official rule: int, then float, otherwise string.
function overrideValue(text) {
  if (text.trim() !== '' && Number.isFinite(Number(text))) return { kind: 'float', number: Number(text) };
  return { kind: 'string', value: text };
}
