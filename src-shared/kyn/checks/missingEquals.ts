// Reports a key that is not followed by `=`.
import { type Fix, fix } from '../../text/diagnostic';
import { shortText } from '../../text/shortText';
import { keySpec } from '../catalogue';
import type { Check } from '../check';
import { suggestKeyText } from '../names/suggestKey';
import type { Fault, FaultCode, Item } from '../syntax/ast';
import { tokenAt } from '../syntax/lexer';
import { faultsOf } from '../syntax/parsesCleanly';

/** A line of a block does not have the form `key = value`. */
export const missingEquals: Check = {
  code: 'missing-equals',
  severity: 'error',
  stage: 'syntax',
  summary: 'Each line of this block must have the form `key = value`.',
  example: 'train:\n    epochs 3\n',
  fix: 'Write `=` between the key and the value.',
  fault: (fault, item) => ({ message: messageFor(fault, item), span: fault.span, fixes: fixesFor(fault, item) }),
};

function messageFor({ span, detail }: Fault, { text }: Item): string {
  const { sign, rest } = afterKey(text, span.end);
  const value = tokenText(rest);
  if (value === '') return `\`${detail}\` needs a value: \`${detail} = ...\`.`;
  return `Write \`=\`${sign ? ` instead of \`${sign}\`` : ''} between \`${detail}\` and \`${shortText(value)}\`.`;
}

// The first token of the intended value.
const tokenText = (rest: string): string =>
  rest === '' || rest.startsWith('#') ? '' : rest.slice(0, tokenAt(rest, 0).end);

// These faults have a fix of their own, which can be applied next.
const FIXABLE_NEXT: ReadonlySet<FaultCode> = new Set([
  'bad-number',
  'boolean-case',
  'single-quotes',
  'sweep-axis-not-list',
]);

function fixesFor({ span, detail }: Fault, item: Item): Fix[] {
  if (item.kind !== 'block' || !item.keyword) return [];
  const { gap, sign, rest } = afterKey(item.text, span.end);
  // If no value follows, adding `=` would only cause the next fault.
  if (faultsOf(item.keyword, `${detail} = ${rest}`).some(f => !FIXABLE_NEXT.has(f.code))) return [];
  const { keyword } = item;
  const isKey = keyword === 'params' || keyword === 'sweep' || keySpec(keyword, detail) !== undefined;
  // A word that is not similar to a key may not be meant as a key.
  const key = isKey ? detail : suggestKeyText(keyword, detail);
  if (key === undefined) return [];
  const at = { start: span.start - (isKey ? 0 : detail.length), end: span.end + (sign ? gap.length + sign.length : 0) };
  return [isKey ? fix('Add `=`', at, ' =') : fix(`Write \`${key} =\``, at, `${key} =`, false)];
}

// The text between a key and its value. Other languages use a colon; the fullwidth signs come from East Asian keyboards.
function afterKey(text: string, from: number): { gap: string; sign: string; rest: string } {
  REST.lastIndex = from;
  const [, gap = '', sign = '', rest = ''] = REST.exec(text) ?? [];
  return { gap, sign, rest };
}

const REST = /([ \t]*)(:=|[:\uff1a\uff1d]|)[ \t]*([^\r\n]*)/y;
