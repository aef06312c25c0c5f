// The list of findings of the built-in compiler.
import type { FindingDoc } from '../../../text/defineFinding';
import { builtinArgument } from './builtinArgument';
import { builtinForm } from './builtinForm';
import { builtinMetric } from './builtinMetric';
import { builtinModel } from './builtinModel';
import { builtinPath } from './builtinPath';
import { builtinShape } from './builtinShape';
import { builtinValue } from './builtinValue';
import { builtinWord } from './builtinWord';

/** All findings of the built-in compiler. */
export const findings: readonly FindingDoc[] = [
  builtinArgument,
  builtinForm,
  builtinMetric,
  builtinModel,
  builtinPath,
  builtinShape,
  builtinValue,
  builtinWord,
];
