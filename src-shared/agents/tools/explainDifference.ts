// What differs between two runs, and what each difference means for the verdict.
import type { JsonNode } from '../../text/jsonText';
import type { JsonValue } from '../../text/outputJson';
import { listOf, pick, textOf } from '../kynJson';
import { diffFindings, pairSchema } from '../pair';
import { agentTool } from '../tool';

const MEANINGS: Readonly<Record<string, string>> = {
  error: 'not the same experiment',
  warn: 'the results will be close, but not the same',
  info: 'allowed to differ',
};

/** The tool. */
export const explainDifference = agentTool({
  name: 'kynml_explain_difference',
  writes: false,
  input: pairSchema,
  answer: (input, access) =>
    diffFindings(access, input, diff => ({
      changedSettings: listOf(diff, 'specChanges').map(change => pick(change, ['path', 'a', 'b'])),
      differences: ranked(listOf(diff, 'changes')).map(fact),
    })),
});

const fact = (change: JsonNode): JsonValue => ({
  ...pick(change, ['path', 'a', 'b', 'severity']),
  means: MEANINGS[textOf(change, 'severity')] ?? 'unknown, so it counts against the comparison',
});

const ranked = (changes: readonly JsonNode[]): readonly JsonNode[] =>
  [...changes].sort((a, b) => rankOf(a) - rankOf(b));

const rankOf = (change: JsonNode): number => {
  const rank = Object.keys(MEANINGS).indexOf(textOf(change, 'severity'));
  return rank < 0 ? 0 : rank;
};
