// Numbers outside of what their key allows.
import type { Check, Report } from '../check';
import { bindLayer } from '../layers';
import { resolved } from '../scope';
import { type Expected, expectedValues, withElements } from '../values';

/** A number lies outside of what its key or layer allows. */
export const outOfRange: Check = {
  code: 'out-of-range',
  severity: 'error',
  stage: 'meaning',
  summary: 'A number lies outside of what its key or layer allows.',
  example: 'dataset D:\n    split = 1.5\n',
  cure: 'Write a number within the limits that the message names.',
  *block({ block, params }) {
    for (const expected of expectedValues(block, params))
      for (const one of withElements(expected, params)) yield* judge(one);
    for (const layer of block.layers)
      for (const { arg, value } of bindLayer(layer)?.bound ?? []) {
        const actual = resolved(value, params);
        if (actual)
          yield* judge({ written: value, value: actual, type: arg.type, label: `${arg.name} of ${layer.name.text}` });
      }
  },
};

function* judge({ value, type, written, label }: Expected): Iterable<Report> {
  if ((value.kind !== 'int' && value.kind !== 'float') || (type.kind !== 'int' && type.kind !== 'float')) return;
  const { min, above, below } = type;
  const limits = [
    min !== undefined && { ok: value.number >= min, text: `at least ${min}` },
    above !== undefined && { ok: value.number > above, text: `greater than ${above}` },
    below !== undefined && { ok: value.number < below, text: `less than ${below}` },
  ].filter(limit => limit !== false);
  if (limits.every(limit => limit.ok)) return;
  yield {
    message: `${label} must be ${limits.map(limit => limit.text).join(' and ')}, not ${value.text}.`,
    span: written.span,
  };
}
