// Converts JSON values to view data. Absent, null and the empty string are distinguished.

import type { ValueView } from '../protocol/views';
import { finiteNumber } from '../repro/compare/metrics';
import { isHash, shortHash } from '../text/hashForm';
import { HIDDEN } from '../text/hidden';
import type { JsonNode } from '../text/jsonText';
import { oneLine } from '../text/oneLine';
import { printJson } from '../text/printJson';
import { withoutSecretForms } from '../text/secretText';

const LONG = 48;
const MAX_DECIMALS = 12;
/** The digits of a number that are shown where they are enough to show the difference. */
const DIGITS = 4;

/** A value for a view. */
export function valueView(node: JsonNode | undefined): ValueView {
  if (!node) return { kind: 'absent', text: '(absent)' };
  switch (node.kind) {
    case 'null':
      return { kind: 'null', text: 'null' };
    case 'bool':
      return { kind: 'bool', text: String(node.value) };
    case 'number':
      return node.secret ? { kind: 'number', text: HIDDEN } : shortened('number', node.text);
    case 'string':
      if (node.secret) return { kind: 'string', text: HIDDEN };
      if (isHash(node.text)) return { kind: 'hash', text: shortHash(node.text), full: node.text };
      // Blanks alone would be invisible.
      return shortened('string', node.text.trim() === '' ? `"${node.text}"` : node.text);
    default:
      return shortened('json', printJson(withoutMarked(node)).replace(/\n */g, ' '));
  }
}

function shortened(kind: ValueView['kind'], exact: string): ValueView {
  const text = oneLine(exact);
  return text.length > LONG ? { kind, text: middle(text), full: text } : { kind, text };
}

// The values of an object or a list, with the secrets hidden.
function withoutMarked(node: JsonNode): JsonNode {
  switch (node.kind) {
    case 'object':
      return {
        ...node,
        members: node.members.map(m => ({ ...m, key: withoutSecretForms(m.key), value: withoutMarked(m.value) })),
      };
    case 'array':
      return { ...node, items: node.items.map(withoutMarked) };
    default:
      return 'secret' in node && node.secret ? { kind: 'string', span: node.span, text: HIDDEN } : node;
  }
}

/** A long text without its middle, because both ends are informative. */
function middle(text: string): string {
  const half = (LONG - 1) >> 1;
  return `${text.slice(0, half)}…${text.slice(-half)}`;
}

/** A number, rounded as in a comparison; integers keep all digits. */
export function numberView(node: JsonNode): ValueView {
  const [exact, value] = [valueView(node), finiteNumber(node)];
  return typeof value === 'number' ? roundedView(alignedNumbers(value, value).a, exact) : exact;
}

/** A rounded number with its exact text, if that is another number. */
export function roundedView(text: string, exact: ValueView): ValueView {
  const full = exact.full ?? exact.text;
  return { kind: 'number', text, ...(Number(full) !== Number(text) && { full }) };
}

/** A difference of two integers with its sign. Like any long value it keeps its ends. */
export const signedInteger = (delta: bigint): string => {
  const text = `${delta > 0n ? '+' : ''}${delta}`;
  return text.length > LONG ? middle(text) : text;
};

/** Two numbers and their difference, with just enough decimals to show the difference. */
export function alignedNumbers(a: number, b: number): { a: string; b: string; delta: string } {
  const size = Math.max(Math.abs(a), Math.abs(b));
  const delta = b - a;
  if (size !== 0 && (size >= 1e15 || size < 1e-6)) {
    const digits = delta === 0 ? 3 : Math.min(16, Math.max(3, Math.ceil(Math.log10(size / Math.abs(delta)))));
    return { a: a.toExponential(digits), b: b.toExponential(digits), delta: signed(delta, d => d.toExponential(3)) };
  }
  const forSize = Math.max(0, DIGITS - 1 - (size === 0 ? 0 : Math.floor(Math.log10(size))));
  const forDelta = delta === 0 ? 0 : 1 - Math.floor(Math.log10(Math.abs(delta)));
  // A tiny difference is noise, so the numbers keep few decimals and only the difference shows its magnitude.
  const decimals = forDelta > MAX_DECIMALS ? forSize : Math.max(forSize, forDelta);
  const print = (d: number) => (forDelta > MAX_DECIMALS ? d.toExponential(1) : d.toFixed(decimals));
  return { a: fixed(a, decimals), b: fixed(b, decimals), delta: signed(delta, print) };
}

// A rounded number that would look like zero is shown with an exponent instead; zero itself does not have a sign.
function fixed(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  if (/[1-9]/.test(text)) return text;
  return value === 0 ? text.replace('-', '') : value.toExponential(DIGITS - 1);
}

/**
 * A difference, a spread or a loss with this number of digits and without zeros at the end. A longer whole part keeps its digits, because zeros in place of
 * them would look exact.
 */
export function briefNumber(value: number, digits: number): string {
  const size = Math.abs(value);
  if (size >= 1e15 && size < Number.POSITIVE_INFINITY) return Number(value.toPrecision(digits)).toExponential();
  return size >= 10 ** digits && size < 1e15 ? value.toFixed(0) : String(Number(value.toPrecision(digits)));
}

/** From here on, a percentage has an exponent: its digits would look exact. */
const MAX_PERCENT = 1e6;

/** A relative change in percent with its sign: `-4.1 %`. */
export function percent(ratio: number): string {
  const size = Math.abs(ratio) * 100;
  const text = signed(ratio * 100, v => (size < MAX_PERCENT ? v.toFixed(size >= 100 ? 0 : 1) : v.toExponential(2)));
  return size !== 0 && size < 0.05 ? `${ratio < 0 ? '-' : '+'}<0.1 %` : `${text} %`;
}

const signed = (value: number, print: (v: number) => string): string => (value > 0 ? `+${print(value)}` : print(value));
