// A comparison as the JSON of the contract. A side without a value has no key for it, which differs from null and "".
import type { SettingPair } from '../../../../src-shared/kyn/training/settingPairs';
import { type SpecPair, specChanges } from '../../../../src-shared/kyn/training/specChanges';
import type { Comparison } from '../../../../src-shared/repro/compare/compare';
import type { Change } from '../../../../src-shared/repro/compare/compareWhole';
import type { MetricChange } from '../../../../src-shared/repro/compare/metrics';
import type { TrackedComparison } from '../../../../src-shared/runs/trackers/compare/compareTracked';
import type { JsonNode } from '../../../../src-shared/text/jsonText';
import { artifactValue, type JsonValue, printJson } from '../../../../src-shared/text/outputJson';

/** The JSON of the contract; equal values are omitted from the changes. `specs`: those of two runs, if they are known and differ. */
export const diffJson = ({ verdict, reasons, values, metrics }: Comparison, specs?: SpecPair): string =>
  printJson({
    verdict,
    reasons: reasons.map(r => r.text),
    changes: values.filter(v => !v.equal).map(change),
    specChanges: specs && specChanges(specs.a, specs.b)?.map(setting),
    metrics: metrics.map(metric),
  });

/** The JSON of a comparison with a run of another tracker: also the five identities, each with its state and the reason as a sentence. */
export const trackedDiffJson = ({ verdict, reasons, values, metrics, identities }: TrackedComparison): string =>
  printJson({
    verdict,
    reasons: reasons.map(r => r.text),
    identities: Object.fromEntries(identities.map(({ identity, state, reason }) => [identity, { state, reason }])),
    changes: values.filter(v => !v.equal).map(change),
    metrics: metrics.map(metric),
  });

const change = ({ path, a, b, severity }: Change): JsonValue => ({ path, a: side(a), b: side(b), severity });

const setting = ({ path, a, b, isUnknown }: SettingPair): JsonValue => ({ path, a, b, unknown: isUnknown });

const metric = ({ name, a, b, delta, relative, direction, better }: MetricChange): JsonValue => ({
  name,
  a: side(a),
  b: side(b),
  delta,
  relative,
  direction,
  better,
});

const side = (node: JsonNode | undefined): JsonValue | undefined => (node ? artifactValue(node) : undefined);
