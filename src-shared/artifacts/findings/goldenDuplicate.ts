// A golden that its index lists twice.
import { defineFinding } from '../../text/defineFinding';
import { oneLine } from '../../text/oneLine';
import { goldenSpan } from '../goldenSpan';
import type { Golden } from '../kind';

/** A golden index lists a golden twice. */
export const goldenDuplicate = defineFinding({
  code: 'golden-duplicate',
  severity: 'warning',
  group: 'artifacts',
  summary: 'A golden index lists a golden twice. DLM keeps only the last entry when it writes the index.',
  fix: 'Remove one of the two.',
  example:
    '{"lock_version": 1, "goldens": [{"golden_relpath": "tests/golden/determinism/tuple-0123456789abcdef.json"}, {"golden_relpath": "tests/golden/determinism/tuple-0123456789abcdef.json"}]}',
  exampleFile: '.determinism/lock.json',
  message: ({ relpath }: { readonly relpath: string }) =>
    `${oneLine(relpath)} is listed twice. DLM keeps only the last entry when it writes the index; remove one of the two.`,
  *find(goldens: readonly Golden[]) {
    const seen = new Set<string>();
    for (const { relpath, entry } of goldens) {
      if (seen.has(relpath)) yield { facts: { relpath }, span: goldenSpan(entry) };
      seen.add(relpath);
    }
  },
});
