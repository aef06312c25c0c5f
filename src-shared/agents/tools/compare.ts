// The verdict about two runs, and their metrics.
import type { JsonNode } from '../../text/jsonText';
import { foundIn, listOf, pick, textOf } from '../kynJson';
import { diffOf, pairSchema } from '../pair';
import { agentTool, type Findings, refused } from '../tool';

/** The tool. */
export const compare = agentTool({
  name: 'kynml_compare',
  writes: false,
  input: pairSchema,
  async answer(input, access): Promise<Findings> {
    const diff = await diffOf(access, input);
    if (!diff.ok) return refused(diff.problem);
    const { answer } = diff;
    const { node } = answer;
    const facts = {
      ...(node && pick(node, ['verdict', 'reasons'])),
      differences: countsOf(listOf(node, 'changes')),
      metrics: listOf(node, 'metrics').map(metric => pick(metric, METRIC)),
    };
    return foundIn([answer], facts, input.limit);
  },
});

const METRIC: readonly string[] = ['name', 'a', 'b', 'delta', 'relative', 'direction', 'better'];

const countsOf = (changes: readonly JsonNode[]): { readonly [severity: string]: number } => {
  const counts = new Map<string, number>();
  for (const change of changes) {
    const severity = textOf(change, 'severity');
    counts.set(severity, (counts.get(severity) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
};
