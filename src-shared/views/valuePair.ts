// Two values of one row: what differs is visible, although their shortest texts may be the same.
import type { ValueView } from '../protocol/views';
import type { JsonNode } from '../text/jsonText';
import { cutText } from '../text/shortText';
import { valueView } from './values';

/** Both values of a row. */
export interface ValuePair {
  readonly a: ValueView;
  readonly b: ValueView;
}

/** The views of two values. */
export const valuePair = (a: JsonNode | undefined, b: JsonNode | undefined): ValuePair =>
  distinct({ a: valueView(a), b: valueView(b) });

/** The same views: a string that looks like the other value has quotes, and of two long texts the part that differs is shown. */
export function distinct({ a, b }: ValuePair): ValuePair {
  if (a.kind !== b.kind) return { a: quoted(a, b), b: quoted(b, a) };
  return a.text === b.text && a.full !== b.full && a.full !== undefined && b.full !== undefined
    ? atDifference(a, b, a.full, b.full)
    : { a, b };
}

// "7" and 7 differ. A text that cannot be taken for a value of the other kind stays as it is.
const quoted = (view: ValueView, other: ValueView): ValueView =>
  view.kind === 'string' && LOOKS_LIKE[other.kind]?.test(view.text) ? { ...view, text: `"${view.text}"` } : view;

const LOOKS_LIKE: Readonly<Partial<Record<ValueView['kind'], RegExp>>> = {
  number: /^[-+]?(?:[\d.]|nan$|inf)/i,
  null: /^null$/,
  bool: /^(?:true|false)$/i,
  json: /^[[{]/,
};

const BEFORE = 15;
const SHOWN = 46;

// A part that starts in the middle of a character would show a replacement for it.
const isLowSurrogate = (text: string, at: number): boolean => /[\udc00-\udfff]/.test(text.charAt(at));

function atDifference(a: ValueView, b: ValueView, left: string, right: string): ValuePair {
  let at = 0;
  while (at < left.length && left[at] === right[at]) at++;
  const start = Math.max(0, at - BEFORE);
  const part = (text: string): string => {
    const from = start > 0 && isLowSurrogate(text, start) ? start + 1 : start;
    return `${start > 0 ? '…' : ''}${cutText(text.slice(from), SHOWN)}`;
  };
  return { a: { ...a, text: part(left) }, b: { ...b, text: part(right) } };
}
