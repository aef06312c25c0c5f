// Reports a missing value, and other text in its place.
import { type Fix, fix } from '../../text/diagnostic';
import { keySpec } from '../catalogue';
import { groupedNumberForms } from '../catalogue/groupedNumber';
import type { Check, Report } from '../check';
import { placeholder } from '../names/placeholder';
import type { Fault, Item } from '../syntax/ast';
import { wholeLines } from '../syntax/blockLines';
import { lineEnd } from '../syntax/chunks';
import { entryAt } from '../syntax/entryAt';
import { significantTokensBefore } from '../syntax/lineContext';
import { parseItem } from '../syntax/parseItem';
import { bindLayer } from '../types/layers';

/** A value is missing, or other text is in its place. */
export const missingValue: Check = {
  code: 'missing-value',
  severity: 'error',
  stage: 'syntax',
  summary: 'A value is missing.',
  example: 'train:\n    epochs =\n',
  fix: 'Write a number, `true` or `false`, a "string", a name, a call or a [list].',
  fault: (fault, item) => ({
    message: fault.detail ? `Expected a value instead of \`${fault.detail}\`.` : 'A value is missing here.',
    fixes: fixesFor(fault, item),
    ...plainLayer(fault, item),
    span: fault.span,
  }),
};

// Handles layers written like calls: `dense(1, linear)` or `dense 1, linear`.
function plainLayer({ span, detail }: Fault, item: Item): Pick<Report, 'message' | 'fixes'> | undefined {
  if (item.kind !== 'block' || item.keyword !== 'model' || (detail !== '(' && detail !== ',')) return undefined;
  const at = wholeLines(item, span);
  const line = significantTokensBefore(item, lineEnd(item.text, span.end));
  const [first, last] = [line[0], line.at(-1)];
  if (!first || !last || first.start < at.start) return undefined;
  const written = layerText(item.text.slice(first.start, last.end));
  const message = 'Layers are written without parentheses and commas';
  if (!written) return { message: `${message}, like \`dense 1 linear\`.`, fixes: [] };
  return {
    message: `${message}: \`${written}\`.`,
    fixes: [fix(`Write \`${written}\``, { start: first.start, end: last.end }, written, false)],
  };
}

// The line as a layer; undefined unless it is a known layer with valid arguments.
function layerText(line: string): string | undefined {
  const grouped = /^\w+[ \t]+(-?\d[\d,]*)/.exec(line)?.[1] ?? '';
  const [number] = groupedNumberForms(grouped, { kind: 'int' });
  const plain = number
    ? line.replace(grouped, number)
    : line
        .replace(/[(),]/g, ' ')
        .trim()
        .replace(/[ \t]+/g, ' ');
  const item = parseItem(`model x:\n    ${plain}\n`, false);
  const layer = item.kind === 'block' && item.faults.length === 0 ? item.layers[0] : undefined;
  const bound = layer && bindLayer(layer);
  return bound && bound.extra.length === 0 && bound.missing.length === 0 ? plain : undefined;
}

function fixesFor({ span, detail }: Fault, item: Item): Fix[] {
  const entry = entryAt(item, span.start);
  if (item.kind !== 'block' || entry?.value?.kind !== 'bad' || entry.value.span.end !== span.end) return [];
  const before = item.text.slice(entry.key.span.end, span.start);
  if (detail === '=')
    return isRepeated(before, item.text.slice(span.end, span.end + 40)) ? [fix('Remove the second `=`', span, '')] : [];
  const spec = item.keyword && keySpec(item.keyword, entry.key.text);
  const value = spec && placeholder(spec);
  if (value === undefined || detail !== '') return [];
  return [fix(`Write \`${value}\``, span, (before.endsWith('=') ? ' ' : '') + value, false)];
}

// `epochs == 3`: a possible value follows.
const isRepeated = (before: string, after: string): boolean =>
  /^[ \t]*=[ \t]*$/.test(before) && /^[ \t]*[\w"[$-]/.test(after);
