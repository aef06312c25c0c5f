// The verdict about two runs, and their metrics.
import type { JsonNode } from '../../text/jsonText';
import { listOf, pick, textOf } from '../kynJson';
import { diffFindings, pairSchema } from '../pair';
import { agentTool } from '../tool';

/** The tool. */
export const compare = agentTool({
  name: 'kynml_compare',
  writes: false,
  input: pairSchema,
  answer: (input, access) =>
    diffFindings(access, input, diff => ({
      differences: countsOf(listOf(diff, 'changes')),
      metrics: listOf(diff, 'metrics').map(metric => pick(metric, METRIC)),
    })),
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
