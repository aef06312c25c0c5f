// An export block -> how the trained model is saved.
import type { Span } from '../../text/span';
import { resolved } from '../names/scope';
import {
  numberOf,
  type PlannedBlock,
  plannedOnce,
  type Supported,
  settingOf,
  textOf,
  undetermined,
  unusable,
  usableNumber,
  wordOf,
} from './blockPlan';
import type { ExportPlan, NumberText } from './plan';

const FORMATS: Supported<ExportPlan['format']> = { torch: true, torchscript: true, onnx: true };

/** An export. `shape`: the place of `input_shape`, and its last number. */
export interface ExportOfBlock {
  readonly plan: ExportPlan;
  readonly shape?: { readonly span: Span; readonly length: number; readonly features: NumberText };
}

/** The plan of an export block. */
export const planExport = plannedOnce((planned): ExportOfBlock | undefined => {
  const format = wordOf(planned, 'format', { list: 'format', supported: FORMATS });
  const path = textOf(planned, 'path');
  if (format !== 'onnx') return format && path !== undefined ? { plan: { format, path } } : undefined;
  const opset = numberOf(planned, 'opset');
  const shape = inputShape(planned);
  if (path === undefined || opset === undefined || !shape) return undefined;
  const { inputShape: numbers, span } = shape;
  return {
    plan: { format, path, inputShape: numbers, opset },
    shape: { span, length: numbers.length, features: numbers.at(-1) ?? '' },
  };
});

function inputShape(planned: PlannedBlock): { inputShape: readonly NumberText[]; span: Span } | undefined {
  const setting = settingOf(planned, 'input_shape');
  if (setting?.value.kind !== 'list' || !setting.span) return undetermined(planned, 'input_shape');
  const items = setting.value.items.map(item => resolved(item, planned.params));
  const numbers = items.map(item => (item?.kind === 'int' ? usableNumber(item) : undefined));
  if (items.some(item => item?.kind !== 'int')) return undetermined(planned, 'input_shape');
  if (numbers.some(n => n === undefined)) return unusable(planned, 'input_shape', 'too-large');
  return { inputShape: numbers as NumberText[], span: setting.span };
}
