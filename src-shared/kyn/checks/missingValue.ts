// A place where a value should stand.
import type { Fix } from '../../text/diagnostic';
import type { Entry, Fault, Item } from '../ast';
import { keySpec } from '../catalogue';
import { type Check, fix } from '../check';
import { placeholder } from '../placeholder';

/** A value is missing. */
export const missingValue: Check = {
  code: 'missing-value',
  severity: 'error',
  stage: 'syntax',
  summary: 'A value is missing.',
  example: 'train:\n    epochs =\n',
  cure: 'Write a number, true or false, a "string", a name, a call or a [list].',
  fault: (fault, item) => ({
    message: fault.detail ? `A value should stand here instead of ${fault.detail}.` : 'A value is missing here.',
    span: fault.span,
    fixes: cures(fault, item),
  }),
};

function cures({ span, detail }: Fault, item: Item): Fix[] {
  const entry = item.kind === 'block' ? entryAt(item.entries, span.start) : undefined;
  if (item.kind !== 'block' || entry?.value?.kind !== 'bad' || entry.value.span.end !== span.end) return [];
  const before = item.text.slice(entry.key.span.end, span.start);
  if (detail === '=')
    return isTwice(before, item.text.slice(span.end, span.end + 40)) ? [fix('Remove the second =', span, '')] : [];
  const spec = item.keyword && keySpec(item.keyword, entry.key.text);
  const value = spec && placeholder(spec);
  if (value === undefined || detail !== '') return [];
  return [fix(`Write ${value}`, span, (before.endsWith('=') ? ' ' : '') + value, false)];
}

// `epochs == 3`: something that can be a value follows.
const isTwice = (before: string, after: string): boolean =>
  /^[ \t]*=[ \t]*$/.test(before) && /^[ \t]*[\w"[$-]/.test(after);

// The last entry that starts before an offset; entries stand in text order.
function entryAt(entries: readonly Entry[], offset: number): Entry | undefined {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle] as Entry).span.start <= offset) low = middle + 1;
    else high = middle;
  }
  return entries[low - 1];
}
