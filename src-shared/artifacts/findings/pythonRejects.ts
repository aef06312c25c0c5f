// Values of DLM's files that are valid JSON, but that Python rejects: half of a surrogate pair, and an integer with too many digits.

import { integerDigits, PYTHON_MAX_DIGITS } from '../../python/number';
import { defineFinding, type Occurrence } from '../../text/defineFinding';
import type { Diagnostic } from '../../text/diagnostic';
import type { JsonNode } from '../../text/jsonText';
import { numberText } from '../../text/numberText';
import type { Span } from '../../text/span';

/** `reader`: the program whose file this is. */
type Rejected = { readonly surrogate: string } | { readonly digits: number; readonly reader?: string };

// Matches only surrogates without a partner.
const LONE = /\p{Surrogate}/u;

function* ofText(text: string, span: Span): Generator<Occurrence<Rejected>> {
  const found = LONE.exec(text)?.[0];
  if (found !== undefined) yield { facts: { surrogate: `\\u${found.charCodeAt(0).toString(16)}` }, span };
}

// `isChecked`: the strings in this value are declared as strings, so pydantic encodes them as UTF-8.
function* ofNode(node: JsonNode, isChecked: boolean): Generator<Occurrence<Rejected>> {
  switch (node.kind) {
    case 'string':
      if (isChecked) yield* ofText(node.text, node.span);
      break;
    case 'number': {
      const digits = integerDigits(node.text);
      if (digits > PYTHON_MAX_DIGITS) yield { facts: { digits }, span: node.span };
      break;
    }
    case 'array':
      for (const item of node.items) yield* ofNode(item, isChecked);
      break;
    case 'object':
      for (const { key, keySpan, value } of node.members) {
        if (isChecked) yield* ofText(key, keySpan);
        yield* ofNode(value, isChecked);
      }
  }
}

/** A value cannot be read by Python. */
export const pythonRejects = defineFinding({
  code: 'python-rejects',
  severity: 'error',
  group: 'artifacts',
  summary: `A DLM lock or a golden index contains half of a surrogate pair, or an artifact contains an integer of more than ${numberText(PYTHON_MAX_DIGITS)} digits. Python rejects both, so it cannot read the file.`,
  fix: 'Write the whole character, or a shorter number.',
  example: '{"lock_version": 1, "dlm_sha256": "…", "dlm_id": "\\ud83d"}',
  exampleFile: 'dlm.lock',
  message: (facts: Rejected) =>
    'surrogate' in facts
      ? `\`${facts.surrogate}\` is half of a surrogate pair. Python rejects it, so DLM cannot read this file. Write the whole character.`
      : `This integer has ${numberText(facts.digits)} digits. Python reads at most ${numberText(PYTHON_MAX_DIGITS)}, so ${facts.reader ?? 'DLM'} cannot read this file. Write a shorter number.`,
  /** `free`: keys of objects whose values may have any form, so Python keeps strings in them as they are. */
  *find(root: JsonNode, free: readonly string[] = []) {
    if (root.kind !== 'object') return;
    for (const { key, keySpan, value } of root.members) {
      yield* ofText(key, keySpan);
      if (!free.includes(key) || value.kind !== 'object') yield* ofNode(value, true);
      else
        for (const inner of value.members) {
          yield* ofText(inner.key, inner.keySpan);
          yield* ofNode(inner.value, false);
        }
    }
  },
});

/** The first integer of a file that Python does not read, for kinds that have no other rule about it. */
export function longInteger(root: JsonNode): Diagnostic | undefined {
  if (!hasLongNumber(root)) return undefined;
  for (const { facts, span } of ofNode(root, false)) return pythonRejects.report({ ...facts, reader: 'it' }, span);
  return undefined;
}

// A quick test that rejects nearly all files: the digits of a number are a part of its text.
function hasLongNumber(node: JsonNode): boolean {
  switch (node.kind) {
    case 'number':
      return node.text.length > PYTHON_MAX_DIGITS;
    case 'array':
      return node.items.some(hasLongNumber);
    case 'object':
      return node.members.some(({ value }) => hasLongNumber(value));
    default:
      return false;
  }
}
