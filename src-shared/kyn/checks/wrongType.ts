// Values of the wrong form: a string where a number belongs.
import type { Value } from '../ast';
import { type Check, fix, type Report } from '../check';
import { bindLayer } from '../layers';
import { resolved } from '../scope';
import { type Expected, expectedValues, fits, typeText, valueText, withElements } from '../values';

/** A value has another form than its key or layer asks for. */
export const wrongType: Check = {
  code: 'wrong-type',
  severity: 'error',
  stage: 'meaning',
  summary: 'A value has another form than its key or layer asks for.',
  example: 'train:\n    epochs = "3"\n',
  cure: 'Write a value of the form that the message names.',
  *block({ block, params }) {
    for (const expected of expectedValues(block, params))
      for (const one of withElements(expected, params))
        if (!fits(one.value, one.type)) yield report(one, expected.entry.value);
    for (const layer of block.layers)
      for (const { arg, value } of bindLayer(layer)?.bound ?? []) {
        const actual = resolved(value, params);
        if (!actual || actual.kind === 'bad' || fits(actual, arg.type)) continue;
        yield report(
          { span: value.span, value: actual, type: arg.type, label: `${arg.name} of ${layer.name.text}` },
          value,
        );
      }
  },
};

function report({ span, value, type, label }: Expected, written: Value | undefined): Report {
  const through =
    written?.kind === 'param' ? ` ($${written.name} is ${valueText(value)})` : `, not ${valueText(value)}`;
  return {
    message: `${label} must be ${typeText(type)}${through}.`,
    span,
    fixes: fixesFor({ span, value, type, label }, written),
  };
}

function fixesFor({ span, value, type }: Expected, written: Value | undefined) {
  if (written?.kind === 'param') return [];
  if (type.kind === 'string' && value.kind === 'name') return [fix('Put it in double quotes', span, `"${value.text}"`)];
  if (
    value.kind === 'string' &&
    /^-?\d+(\.\d+)?$/.test(value.value) &&
    (type.kind === 'float' || (type.kind === 'int' && !value.value.includes('.')))
  )
    return [fix('Remove the quotes', span, value.value)];
  if (value.kind === 'string' && (type.kind === 'word' || type.kind === 'ref') && /^[A-Za-z_]\w*$/.test(value.value))
    return [fix('Remove the quotes', span, value.value)];
  return [];
}
