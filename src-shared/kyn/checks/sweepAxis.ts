// Sweep axes that cannot vary anything: no param of that name, or no values.
import type { Fix } from '../../text/diagnostic';
import type { Block, Entry, Value } from '../ast';
import { wholeLines } from '../blockLines';
import { type Check, fix } from '../check';
import type { Params } from '../scope';
import { MAX_SUGGESTIONS, nearestParam } from '../suggestions';
import { valueSource } from '../valueSource';

/** A sweep axis names no param, or has no values. */
export const sweepAxis: Check = {
  code: 'sweep-axis',
  severity: 'error',
  stage: 'composition',
  summary: 'A sweep axis names no param, or has no values; an axis acts like `--param`.',
  example: 'params:\n    lr = 0.1\n\nsweep:\n    rate = [0.1, 0.2]\n',
  cure: 'Name a param of the params block, and give at least one value.',
  *block({ block, params }) {
    const { keyword, entries } = block;
    let asked = 0;
    if (keyword !== 'sweep') return;
    for (const entry of entries) {
      const { key, value } = entry;
      if (value?.kind === 'list' && value.items.length === 0)
        yield {
          message: `The sweep axis ${key.text} has no values, so the sweep has no combinations.`,
          span: value.span,
          fixes: values(params, key.text, value),
        };
      if (params.values.has(key.text) || !params.complete) continue;
      const meant = asked++ < MAX_SUGGESTIONS ? nearestParam(key.text, params) : undefined;
      yield {
        message: `The sweep axis ${key.text} is no param${meant ? `; did you mean ${meant}?` : '; add it to the params block.'}`,
        span: key.span,
        fixes: [
          meant && !isAxis(block, meant) ? fix(`Change to ${meant}`, key.span, meant, false) : removal(block, entry),
        ],
      };
    }
  },
};

const removal = (block: Block, entry: Entry): Fix => fix('Remove this axis', wholeLines(block, entry.span), '', false);

const isAxis = ({ entries }: Block, name: string): boolean => entries.some(e => e.key.text === name);

// The default of the param is a value that it can have.
function values(params: Params, name: string, list: Value): Fix[] {
  const value = params.values.get(name);
  if (!value || value.kind === 'param' || value.kind === 'bad') return [];
  const written = value.kind === 'list' ? valueSource(value) : `[${valueSource(value)}]`;
  return written === '[]' ? [] : [fix(`Write ${written}`, list.span, written, false)];
}
