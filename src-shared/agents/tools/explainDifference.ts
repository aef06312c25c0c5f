// What differs between two runs, and what each difference means for the verdict.
import type { JsonNode } from '../../text/jsonText';
import type { JsonValue } from '../../text/outputJson';
import { foundIn, listOf, pick, textOf } from '../kynJson';
import { diffOf, pairSchema } from '../pair';
import { agentTool, type Findings, refused } from '../tool';

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
  async answer(input, access): Promise<Findings> {
    const diff = await diffOf(access, input);
    if (!diff.ok) return refused(diff.problem);
    const { answer } = diff;
    const { node } = answer;
    const facts = {
      ...(node && pick(node, ['verdict', 'reasons'])),
      changedSettings: listOf(node, 'specChanges').map(change => pick(change, ['path', 'a', 'b'])),
      differences: ranked(listOf(node, 'changes')).map(fact),
    };
    return foundIn([answer], facts, input.limit);
  },
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
