// The Python script that trains a plan: one file without imports of ours, in ASCII, the same bytes for the same plan.
import { join, programText } from '../../../python/code';
import type { TrainingPlan } from '../plan';
import { basics } from './basics';
import { preparing } from './dataPart';
import { files } from './filesPart';
import { constants, docstring, imports } from './header';
import { main } from './mainPart';
import { metrics } from './metricsPart';
import { modelAndLoss } from './modelPart';
import { progress } from './progressPart';
import { reading } from './readingPart';
import { training } from './trainingPart';

/** The text of the script. Text of the spec is in it only as escaped literals. */
export function trainingScript(plan: TrainingPlan): string {
  const head = join([docstring(plan), imports(plan), constants(plan)], 1);
  const body = [
    basics(plan),
    reading,
    preparing(plan),
    modelAndLoss({ model: plan.model, loss: plan.train.loss }),
    metrics(plan),
    progress,
    training(plan),
    files(plan),
    main(plan),
  ];
  return programText(join([head, ...body], 2));
}
