// A key without `=`.
import { type Fix, fix } from '../../text/diagnostic';
import { keySpec } from '../catalogue';
import type { Check } from '../check';
import { shortText } from '../fixes/restOfLine';
import { suggestKeyText } from '../names/suggestKey';
import type { Fault, FaultCode, Item } from '../syntax/ast';
import { tokenAt } from '../syntax/lexer';
import { faultsOf } from '../syntax/parsesCleanly';

/** Each line of this block is `key = value`. */
export const missingEquals: Check = {
  code: 'missing-equals',
  severity: 'error',
  stage: 'syntax',
  summary: 'Each line of this block is `key = value`.',
  example: 'train:\n    epochs 3\n',
  fix: 'Put `=` between key and value.',
  fault: (fault, item) => ({ message: wordsFor(fault, item), span: fault.span, fixes: cures(fault, item) }),
};

function wordsFor({ span, detail }: Fault, { text }: Item): string {
  const { sign, rest } = behind(text, span.end);
  const value = tokenText(rest);
  if (value === '') return `${detail} needs a value: ${detail} = ...`;
  return `Write =${sign ? ` instead of ${sign}` : ''} between ${detail} and ${shortText(value)}.`;
}

// The first word or bracket of what should be the value.
const tokenText = (rest: string): string =>
  rest === '' || rest.startsWith('#') ? '' : rest.slice(0, tokenAt(rest, 0).end);

// What is written in another language's way is mended next.
const MENDED_NEXT: ReadonlySet<FaultCode> = new Set([
  'bad-number',
  'boolean-case',
  'single-quotes',
  'sweep-axis-not-list',
]);

function cures({ span, detail }: Fault, item: Item): Fix[] {
  if (item.kind !== 'block' || !item.keyword) return [];
  const { gap, sign, rest } = behind(item.text, span.end);
  // Where nothing follows that is a value, = alone would only be the next fault.
  if (faultsOf(item.keyword, `${detail} = ${rest}`).some(f => !MENDED_NEXT.has(f.code))) return [];
  const { keyword } = item;
  const isKey = keyword === 'params' || keyword === 'sweep' || keySpec(keyword, detail) !== undefined;
  // A word that is no key, nor near one, may not be meant as one.
  const key = isKey ? detail : suggestKeyText(keyword, detail);
  if (key === undefined) return [];
  const at = { start: span.start - (isKey ? 0 : detail.length), end: span.end + (sign ? gap.length + sign.length : 0) };
  return [isKey ? fix('Add =', at, ' =') : fix(`Write ${key} =`, at, `${key} =`, false)];
}

// What stands between a key and its value. A colon is how other languages write it; the others come from other keyboards.
function behind(text: string, from: number): { gap: string; sign: string; rest: string } {
  REST.lastIndex = from;
  const [, gap = '', sign = '', rest = ''] = REST.exec(text) ?? [];
  return { gap, sign, rest };
}

const REST = /([ \t]*)(:=|[:\uff1a\uff1d]|)[ \t]*([^\r\n]*)/y;
