// A metric that does not fit the loss.
import { defineFinding } from '../../../text/defineFinding';
import { inBackticks } from '../../../text/inBackticks';

/** A metric for numbers with a loss for classes, or the reverse. `losses`: those that the metric fits. */
export const builtinMetric = defineFinding<{
  readonly metric: string;
  readonly loss: string;
  readonly losses: readonly string[];
}>({
  code: 'builtin-metric',
  severity: 'info',
  group: 'specs',
  summary:
    'The built-in compiler measures `mae`, `rmse`, `mse` and `r2` only for numeric targets (the loss `mse`), and `accuracy`, `precision`, `recall` and `f1` only for classes (all other losses). `kyn compile` and `kyn train` report other metrics as errors.',
  example:
    'train:\n    model = Net\n    data = Rows\n    loss = mse\n    optimizer = adam(lr=0.001)\n    epochs = 3\n\nevaluate:\n    metrics = [accuracy]\n',
  fix: 'Use a metric that fits the loss, or train with the official compiler.',
  message: ({ metric, loss, losses }) =>
    `The built-in compiler measures \`${metric}\` only with the loss ${inBackticks(losses, 'or')}, not with \`${loss}\`.`,
});
