// The width of a model's output against the loss that it is trained with.
import { shift } from '../../text/span';
import type { Check } from '../check';
import { lossChange, outputChange } from '../outputLayer';
import { trained, valueOfKey, wordOfKey } from '../trained';

interface Need {
  readonly fits: (units: number) => boolean;
  readonly text: string;
  /** The fewest units that fit, and the loss for models that do not. */
  readonly units: number;
  readonly other: string;
}

const NEEDS: Readonly<Record<string, Need>> = {
  bce: { fits: units => units === 1, text: 'exactly 1 output unit', units: 1, other: 'cross_entropy' },
  cross_entropy: { fits: units => units >= 2, text: 'at least 2 output units', units: 2, other: 'bce' },
  nll: { fits: units => units >= 2, text: 'at least 2 output units', units: 2, other: 'bce' },
};

/** A loss asks for another number of output units than the model has. */
export const outputUnits: Check = {
  code: 'output-units',
  severity: 'error',
  stage: 'shapes',
  summary:
    'A loss asks for another number of output units than the model has: `bce` for 1, `cross_entropy` and `nll` for 2 or more.',
  example: 'model Net:\n    input 4\n    dense 2 linear\n\ntrain:\n    model = Net\n    loss = bce\n',
  cure: 'Change the units of the last layer, or the loss.',
  *file(context) {
    const found = trained(context);
    const loss = found && wordOfKey(found.train.item, 'loss');
    const units = found?.shape?.width;
    const needs = loss !== undefined && Object.hasOwn(NEEDS, loss) ? NEEDS[loss] : undefined;
    const value = found && valueOfKey(found.train.item, 'loss');
    if (!found?.model || !needs || !value || units === undefined || needs.fits(units)) return;
    yield {
      message: `${loss} needs ${needs.text}, and the model ${found.model.name} ends with ${units}.`,
      span: shift(value.span, found.train.at),
      fixes: [
        ...outputChange(context.tree, found, {
          argument: 'units',
          value: String(needs.units),
          title: `Give the output ${needs.units === 1 ? '1 unit' : `${needs.units} units`}`,
        }),
        ...lossChange(found.train, needs.other),
      ],
    };
  },
};
