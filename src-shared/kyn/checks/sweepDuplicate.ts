// Reports repeated values of a sweep axis.
import { deletion } from '../../text/diagnostic';
import { type Span, span as spanOf } from '../../text/span';
import type { Check } from '../check';
import type { Value } from '../syntax/ast';
import { valueSource } from '../syntax/valueSource';

/** A sweep axis has a value twice. */
export const sweepDuplicate: Check = {
  code: 'sweep-duplicate',
  severity: 'warning',
  stage: 'meaning',
  summary: 'A sweep axis has a value twice, so the same training runs twice.',
  example: 'params:\n    lr = 0.1\n\nsweep:\n    lr = [0.1, 0.2, 0.1]\n',
  fix: 'Remove one of them.',
  *block({ block }) {
    if (block.keyword !== 'sweep') return;
    for (const { key, value, complete } of block.entries)
      if (complete && value?.kind === 'list')
        for (const at of repeated(value.items))
          yield {
            message: `The sweep axis \`${key.text}\` already has this value, so the same training runs twice.`,
            span: (value.items[at] as Value).span,
            fixes: [deletion('Remove this value', withComma(value.items, at))],
          };
  },
};

function repeated(items: readonly Value[]): number[] {
  const seen = new Set<string>();
  return items.flatMap((item, i) => {
    const key = keyOf(item);
    if (seen.has(key)) return [i];
    seen.add(key);
    return [];
  });
}

// 0.10 equals 0.1, but 1 and 1.0 differ: an int and a float are different types. Integers beyond double precision are compared as text.
const keyOf = (value: Value): string =>
  value.kind === 'float' || (value.kind === 'int' && Number.isSafeInteger(value.number))
    ? `${value.kind} ${value.number}`
    : `${value.kind} ${valueSource(value)}`;

const withComma = (items: readonly Value[], at: number): Span =>
  spanOf(items[at - 1]?.span.end ?? 0, items[at]?.span.end ?? 0);
