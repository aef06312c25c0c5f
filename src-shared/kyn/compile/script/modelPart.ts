// The network, its loss and its optimizer: one line for each layer.
import { type Code, codeOf, join, python } from '../../../python/code';
import { call, numberLiteral, remark } from '../../../python/literals';
import type { ActivationName, LayerPlan, LossName, ModelPlan, OptimizerName, TrainPlan } from '../plan';

/** The function that makes the network, and the loss. */
export const modelAndLoss = ({ model, loss }: { model: ModelPlan; loss: LossName }): Code =>
  join([network(model), LOSSES[loss]], 2);

const network = ({ name, inputs, outputs, layers }: ModelPlan): Code => python`
  def build_model():
      """The network ${remark(name)}, with ${numberLiteral(String(inputs))} inputs and ${numberLiteral(String(outputs))} outputs."""
      return nn.Sequential(
          ${join(
            layers.map(layer => python`${moduleOf(layer)},`),
            0,
          )}
      )
`;

const integer = (value: number): Code => numberLiteral(String(value));

const ACTIVATIONS: Readonly<Record<ActivationName, Code>> = {
  relu: call('nn.ReLU', []),
  softmax: call('nn.Softmax', [], { dim: codeOf('1') }),
  log_softmax: call('nn.LogSoftmax', [], { dim: codeOf('1') }),
  sigmoid: call('nn.Sigmoid', []),
  tanh: call('nn.Tanh', []),
  gelu: call('nn.GELU', []),
  leaky_relu: call('nn.LeakyReLU', []),
};

function moduleOf(layer: LayerPlan): Code {
  switch (layer.kind) {
    case 'linear':
      return call('nn.Linear', [integer(layer.inputs), integer(layer.outputs)]);
    case 'activation':
      return ACTIVATIONS[layer.name];
    case 'batchnorm':
      return call('nn.BatchNorm1d', [integer(layer.width)]);
    case 'dropout':
      return call('nn.Dropout', [numberLiteral(layer.rate)]);
  }
}

const LOSSES: Readonly<Record<LossName, Code>> = {
  mse: python`loss_function = nn.MSELoss()`,
  bce: python`
    def loss_function(outputs, targets):
        """Binary cross entropy of probabilities. nn.BCELoss refuses NaN, so the loss of a diverged network is NaN."""
        return outputs.sum() if torch.isnan(outputs).any() else nn.BCELoss()(outputs, targets)
  `,
  bce_with_logits: python`loss_function = nn.BCEWithLogitsLoss()`,
  cross_entropy: python`loss_function = nn.CrossEntropyLoss()`,
  nll: python`loss_function = nn.NLLLoss()`,
};

const OPTIMIZERS: Readonly<Record<OptimizerName, string>> = {
  adam: 'torch.optim.Adam',
  sgd: 'torch.optim.SGD',
  adamw: 'torch.optim.AdamW',
  rmsprop: 'torch.optim.RMSprop',
};

// PyTorch 1 has no default for SGD; this is the default of PyTorch 2.
const DEFAULT_RATE: Partial<Record<OptimizerName, string>> = { sgd: '0.001' };

/** The optimizer; without `lr`, PyTorch's default applies. */
export function optimizer({ name, lr = DEFAULT_RATE[name] }: TrainPlan['optimizer']): Code {
  const parameters = python`model.parameters()`;
  return call(OPTIMIZERS[name], [parameters], lr === undefined ? {} : { lr: numberLiteral(lr) });
}
