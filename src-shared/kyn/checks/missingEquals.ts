// A key without `=`.
import { closest } from '../../text/closest';
import type { Fix } from '../../text/diagnostic';
import type { Fault, FaultCode, Item } from '../ast';
import { blocks, keySpec } from '../catalogue';
import { type Check, fix } from '../check';
import { parseItem } from '../parseItem';

/** Each line of this block is `key = value`. */
export const missingEquals: Check = {
  code: 'missing-equals',
  severity: 'error',
  stage: 'syntax',
  summary: 'Each line of this block is `key = value`.',
  example: 'train:\n    epochs 3\n',
  cure: 'Put `=` between key and value.',
  fault: (fault, item) => ({
    message: `${fault.detail} needs a value: ${fault.detail} = ...`,
    span: fault.span,
    fixes: cures(fault, item),
  }),
};

// What is written in another language's way is mended next.
const MENDED_NEXT: ReadonlySet<FaultCode> = new Set([
  'bad-number',
  'boolean-case',
  'single-quotes',
  'sweep-axis-not-list',
]);

function cures({ span, detail }: Fault, item: Item): Fix[] {
  if (item.kind !== 'block' || !item.keyword) return [];
  REST.lastIndex = span.end;
  // A colon is how other languages write it; where nothing follows that is a value, = alone would only be the next fault.
  const [, colon = '', rest = ''] = REST.exec(item.text) ?? [];
  const { faults } = parseItem(`${item.keyword} x:\n    ${detail} = ${rest}\n`, false);
  if (faults.some(f => !MENDED_NEXT.has(f.code) && f.code !== 'unexpected-block-name')) return [];
  const isKey = item.keyword === 'params' || item.keyword === 'sweep' || keySpec(item.keyword, detail) !== undefined;
  // A word that is no key, nor near one, may not be meant as one.
  if (
    !isKey &&
    !closest(
      detail,
      blocks[item.keyword].keys.map(k => k.name),
    )
  )
    return [];
  return [fix('Add =', { start: span.start, end: span.end + colon.length }, ' =', isKey)];
}

const REST = /([ \t]*:)?[ \t]*([^\r\n]*)/y;
