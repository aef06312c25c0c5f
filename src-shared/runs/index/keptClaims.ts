// What an artifact claims, for an index that is kept: without the text of its file, and with the texts that many runs have in common only once.
import type { Claims } from '../../artifacts/kind';
import type { Metric } from '../../artifacts/metrics';
import type { JsonNode } from '../../text/jsonText';
import { ownText } from '../../text/ownText';
import { sharedText } from '../../text/sharedText';

/** Equal claims whose hashes, seed and metrics do not keep the text of the file in memory. */
export function keptClaims({ configHash, dataHash, seed, metrics, ...others }: Claims): Claims {
  const isUsual = configHash !== undefined && dataHash !== undefined && seed !== undefined && metrics !== undefined;
  // A literal, for the reason that manifestClaims has.
  if (isUsual && Object.keys(others).length === 0)
    return {
      configHash: sharedText(configHash),
      dataHash: dataHash && sharedText(dataHash),
      seed: seed && ownText(seed),
      metrics: keptMetrics(metrics),
    };
  return {
    ...others,
    ...(configHash !== undefined && { configHash: sharedText(configHash) }),
    ...(dataHash !== undefined && { dataHash: dataHash && sharedText(dataHash) }),
    ...(seed !== undefined && { seed: seed && ownText(seed) }),
    ...(metrics && { metrics: keptMetrics(metrics) }),
  };
}

const keptMetrics = (metrics: ReadonlyMap<string, Metric>): ReadonlyMap<string, Metric> =>
  new Map([...metrics].map(([name, metric]) => [sharedText(name), keptMetric(metric)]));

// A series is kept as a whole.
const keptMetric = (metric: Metric): Metric =>
  metric.series ? metric : { node: keptNode(metric.node), key: sharedText(metric.key) };

const keptNode = (node: JsonNode): JsonNode =>
  node.kind === 'number' || node.kind === 'string' ? { ...node, text: ownText(node.text) } : node;
