// Goldens of an index that are not in the order in which DLM writes them.

import { defineFinding } from '../../text/defineFinding';
import type { Fix } from '../../text/diagnostic';
import { type JsonNode, stringMember } from '../../text/jsonText';
import { byCodePoint, printJson } from '../../text/printJson';
import { goldenSpan } from '../goldenSpan';

const relpathOf = (entry: JsonNode): string => stringMember(entry, 'golden_relpath') ?? '';

// Each entry is replaced by the one that belongs there, printed as DLM prints it: indented by four blanks.
function sortFix(entries: readonly JsonNode[], sorted: readonly JsonNode[]): Fix {
  const edits = entries.flatMap((entry, i) => {
    const other = sorted[i];
    return other && other !== entry ? [{ span: entry.span, text: printJson(other).replaceAll('\n', '\n    ') }] : [];
  });
  return { title: 'Sort the goldens', edits, safe: false };
}

/** The goldens of an index are not sorted. */
export const goldenOrder = defineFinding({
  code: 'golden-order',
  severity: 'warning',
  group: 'artifacts',
  summary: 'The goldens of an index are not sorted by `golden_relpath`, the order in which DLM writes them.',
  fix: 'Sort them with the quick fix.',
  example:
    '{"lock_version": 1, "goldens": [{"golden_relpath": "tests/golden/determinism/tuple-fedcba9876543210.json"}, {"golden_relpath": "tests/golden/determinism/tuple-0123456789abcdef.json"}]}',
  exampleFile: '.determinism/lock.json',
  message: () =>
    'The goldens are not sorted by `golden_relpath`, the order in which DLM writes them. The next approval would move them.',
  *find(entries: readonly JsonNode[]) {
    const sorted = [...entries].sort((a, b) => byCodePoint(relpathOf(a), relpathOf(b)));
    const first = entries.find((entry, i) => relpathOf(entry) !== relpathOf(sorted[i] ?? entry));
    if (first) yield { facts: {}, span: goldenSpan(first), fixes: [sortFix(entries, sorted)] };
  },
});
