// Metrics that are not finite. Python writes NaN and Infinity for them, so the file itself is correct.

import { defineFinding } from '../../text/defineFinding';
import type { JsonNode } from '../../text/jsonText';
import { oneLine } from '../../text/oneLine';
import { isDiverged, metricsIn } from '../metrics';

/** A metric of a run is NaN or infinite. */
export const diverged = defineFinding({
  code: 'diverged',
  severity: 'info',
  group: 'artifacts',
  summary: 'A metric is NaN or infinite, so the run diverged. The file itself is correct.',
  fix: 'Check the run.',
  example: '{"metrics": {"mae": NaN}}',
  message: ({ metric, value }: { readonly metric: string; readonly value: string }) =>
    `The run diverged: \`${oneLine(metric)}\` is \`${value}\`.`,
  *find(root: JsonNode) {
    for (const [metric, { node }] of metricsIn(root, 'metrics'))
      if (node.kind === 'number' && isDiverged(node)) yield { facts: { metric, value: node.text }, span: node.span };
  },
});
