// The evidence as a bill of materials of a model: CycloneDX 1.6, https://cyclonedx.org/docs/1.6/json/.
import type { Metric } from '../artifacts/metrics';
import type { Sha256 } from '../repro/hash/configHash';
import { distinctMembers, type JsonNode } from '../text/jsonText';
import { type JsonValue, printJson } from '../text/outputJson';
import type { Evidence } from './evidence';
import { type KnownInput, knownInputs, notKnown } from './knownInputs';

/**
 * The bill of materials. The same evidence gives the same bytes, so it has neither a time nor a serial number, which would have to be new each time. The file of
 * the model has no digest, because a run records none.
 */
export function cycloneDxText(evidence: Evidence, sha256: Sha256): string {
  const inputs = knownInputs(evidence, sha256).map(inputComponent);
  const record = recordComponents(evidence, sha256);
  const environment = environmentComponents(evidence.details.env);
  const parts = [...inputs, ...record, ...environment];
  return printJson({
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { tools: { components: [toolOf(evidence.generator)] } },
    components: [modelComponent(evidence), ...parts],
    dependencies: [{ ref: MODEL, dependsOn: [...inputs, ...environment].map(part => part['bom-ref']) }],
  });
}

/** A component: it can be referred to. */
type Component = { readonly 'bom-ref': string } & { readonly [key: string]: JsonValue };

const MODEL = 'model';

function toolOf(generator: string): JsonValue {
  const [name = '', version] = generator.split(' ');
  return { type: 'application', name, ...(version !== undefined && { version }) };
}

function modelComponent(evidence: Evidence): JsonValue {
  const { label, details, dataHash } = evidence;
  const metrics = [...details.metrics].flatMap(([type, metric]) => metricValue(type, metric));
  return {
    type: 'machine-learning-model',
    'bom-ref': MODEL,
    name: label,
    description: 'The model that a training run made. The run does not record the digest of its file.',
    modelCard: {
      ...(dataHash !== undefined && { modelParameters: { datasets: [{ ref: 'data' }] } }),
      ...(metrics.length > 0 && { quantitativeAnalysis: { performanceMetrics: metrics } }),
    },
    properties: modelProperties(evidence),
  };
}

const metricValue = (type: string, { node }: Metric): JsonValue[] => textOf(node).map(value => ({ type, value }));

// What the specification has no field for.
function modelProperties(evidence: Evidence): JsonValue {
  const { configHash, details, verdict, hasFailed, tracker, trainer } = evidence;
  const { seed, device, params, combo } = details;
  return [
    ...property('kyn:verdict', verdict),
    ...property('kyn:failed', hasFailed === undefined ? undefined : String(hasFailed)),
    ...property('kyn:tracker', tracker),
    ...property('kyn:config_hash', configHash),
    ...property('kyn:trainer', trainer),
    ...property('kyn:seed', seed === null ? 'none' : seed),
    ...property('kyn:device', device),
    ...valuesIn('kyn:param', params),
    ...valuesIn('kyn:combo', combo),
    ...valuesIn('kyn:env', details.env),
    ...notKnown(evidence).flatMap(({ what, reason }) => property('kyn:not_known', `${what}: ${reason}`)),
  ];
}

const property = (name: string, value: string | undefined): JsonValue[] =>
  value === undefined ? [] : [{ name, value }];

const valuesIn = (prefix: string, node: JsonNode | undefined): JsonValue[] =>
  distinctMembers(node).flatMap(({ key, value }) => textOf(value).flatMap(text => property(`${prefix}:${key}`, text)));

// A value as text; none for an object, a list and null.
const textOf = (node: JsonNode): string[] => {
  if (node.kind === 'string' || node.kind === 'number') return [node.text];
  return node.kind === 'bool' ? [String(node.value)] : [];
};

const inputComponent = ({ role, name, hash }: KnownInput, index: number): Component => ({
  type: role === 'data' ? 'data' : 'file',
  'bom-ref': role === 'data' ? 'data' : `${role}-${index}`,
  name,
  hashes: sha256Of(hash),
  ...(role === 'data' ? { data: [{ type: 'dataset', name }] } : { description: DESCRIPTIONS[role] }),
});

const DESCRIPTIONS = {
  spec: 'The spec of the run. The hash is that of its text with the line end LF.',
  import: 'A file that the spec imports. The hash is that of its text with the line end LF.',
};

const sha256Of = (content: string): JsonValue => [{ alg: 'SHA-256', content }];

// The record of another tracker may be several files.
const recordComponents = ({ parts }: Evidence, sha256: Sha256): Component[] =>
  parts
    .filter(({ role }) => role === 'run')
    .map(({ path, content, description }, index) => {
      const ref = index === 0 ? 'record' : `record-${index}`;
      return { type: 'file', 'bom-ref': ref, name: path, description, hashes: sha256Of(sha256(content)) };
    });

// The programs that runs record. Where a package came from is not known, so it has no address.
const TYPES: ReadonlyMap<string, string> = new Map([
  ['python', 'platform'],
  ['torch', 'framework'],
  ['numpy', 'library'],
]);
const SYSTEM = 'platform';
// Of the specification. A longer text is only a property.
const MAX_VERSION = 1024;

function environmentComponents(env: JsonNode | undefined): Component[] {
  return distinctMembers(env).flatMap(({ key, value }): Component[] => {
    const [text] = textOf(value);
    const type = TYPES.get(key);
    const ref = { 'bom-ref': `environment-${key}` };
    if (text === undefined || text.length > MAX_VERSION) return [];
    if (key === SYSTEM) return [{ type: 'operating-system', ...ref, name: text }];
    return type === undefined ? [] : [{ type, ...ref, name: key, version: text }];
  });
}
