// Params hold plain values.
import type { Value } from '../ast';
import type { Check } from '../check';
import { valueText } from '../values';

const PLAIN: ReadonlySet<Value['kind']> = new Set(['int', 'float', 'string', 'bool', 'list', 'bad']);

/** A param is something else than a number, a string, a boolean or a list. */
export const paramValue: Check = {
  code: 'param-value',
  severity: 'error',
  stage: 'composition',
  summary: 'A param is a number, a string, true or false, or a list.',
  example: 'params:\n    opt = adam(lr=0.1)\n',
  cure: 'Write the value itself where it is used, or a plain value here.',
  *block({ block: { keyword, entries } }) {
    if (keyword !== 'params') return;
    for (const { key, value } of entries)
      if (value && !PLAIN.has(value.kind))
        yield {
          message: `The param ${key.text} must be a number, a string, true or false, or a list, not ${valueText(value)}.`,
          span: value.span,
        };
  },
};
