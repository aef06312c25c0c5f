// The evidence as a bill of materials of a model: CycloneDX 1.6, https://cyclonedx.org/docs/1.6/json/.
import type { Metric } from '../artifacts/metrics';
import type { Sha256 } from '../repro/hash/configHash';
import { HIDDEN } from '../text/hidden';
import { distinctMembers, type JsonNode } from '../text/jsonText';
import { type JsonValue, printJson } from '../text/outputJson';
import type { DigestedFile, Evidence } from './evidence';
import { knownInputs, knownOutputs, notKnown } from './knownInputs';

/**
 * The bill of materials. The same evidence gives the same bytes, so it has neither a time nor a serial number, which would have to be new each time. The file of
 * the model has no digest, because a run records none.
 */
export function cycloneDxText(evidence: Evidence, sha256: Sha256): string {
  const inputs = knownInputs(evidence, sha256).flatMap(fileComponent);
  const environment = environmentComponents(evidence);
  const parts = [...inputs, ...recordComponents(evidence, sha256), ...environment];
  return printJson({
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { tools: { components: [toolOf(evidence.generator)] } },
    components: [modelComponent(evidence, inputs), ...parts],
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

function modelComponent(evidence: Evidence, inputs: readonly Component[]): JsonValue {
  const { label, details } = evidence;
  const metrics = [...details.metrics].flatMap(([name, metric]) => metricValue(name, metric, details.partial));
  const datasets = inputs.filter(({ type }) => type === 'data').map(input => ({ ref: input['bom-ref'] }));
  const outputs = knownOutputs(evidence).flatMap(fileComponent);
  const gap = outputs.length === 0 ? ' The run does not record the digest of its file.' : '';
  return {
    type: 'machine-learning-model',
    'bom-ref': MODEL,
    name: label,
    description: `The model that a training run made.${gap}`,
    ...(outputs.length > 0 && { components: outputs }),
    modelCard: {
      ...(datasets.length > 0 && { modelParameters: { datasets } }),
      ...(metrics.length > 0 && { quantitativeAnalysis: { performanceMetrics: metrics } }),
    },
    properties: modelProperties(evidence),
  };
}

const metricValue = (type: string, { node }: Metric, slice: string | undefined): JsonValue[] =>
  textOf(node).map(value => ({ type, value, ...(slice !== undefined && { slice }) }));

// What the specification has no field for.
function modelProperties(evidence: Evidence): JsonValue {
  const { configHash, details, verdict, hasFailed, trainer, tracker } = evidence;
  const { seed, device, params, combo, config, files = [], notes = [] } = details;
  return [
    ...property('kyn:verdict', verdict),
    ...property('kyn:failed', hasFailed?.toString()),
    ...property('kyn:config_hash', configHash),
    ...property('kyn:trainer', trainer),
    ...property('kyn:tracker', tracker),
    ...property('kyn:seed', seed === null ? 'none' : seed),
    ...property('kyn:device', device),
    ...files.flatMap(({ role, digest }) => (role === 'commit' ? property('kyn:commit', digest) : [])),
    ...valuesIn('kyn:config', config),
    ...valuesIn('kyn:param', params),
    ...valuesIn('kyn:combo', combo),
    ...valuesIn('kyn:env', details.env),
    ...notes.flatMap(note => property('kyn:note', note)),
    ...notKnown(evidence).flatMap(({ what, reason }) => property('kyn:not_known', `${what}: ${reason}`)),
  ];
}

const property = (name: string, value: string | undefined): JsonValue[] =>
  value === undefined ? [] : [{ name, value }];

const valuesIn = (prefix: string, node: JsonNode | undefined): JsonValue[] =>
  distinctMembers(node).flatMap(({ key, value }) => textOf(value).flatMap(text => property(`${prefix}:${key}`, text)));

// A value as text; none for an object, a list and null.
const textOf = (node: JsonNode): string[] => {
  if (node.kind === 'string' || node.kind === 'number') return [node.secret ? HIDDEN : node.text];
  return node.kind === 'bool' ? [String(node.value)] : [];
};

// A file with a digest that the specification has. It has none for a commit.
function fileComponent({ role, name, algorithm, digest }: DigestedFile, index: number): Component[] {
  const alg = ALGORITHMS[algorithm];
  if (alg === undefined) return [];
  const isData = role === 'data';
  const description = role === 'spec' || role === 'import' ? LINE_ENDS : undefined;
  return [
    {
      type: isData ? 'data' : 'file',
      'bom-ref': `${role}-${index}`,
      name,
      ...(description !== undefined && { description }),
      hashes: [{ alg, content: digest }],
      ...(isData && { data: [{ type: 'dataset', name }] }),
    },
  ];
}

const ALGORITHMS: Readonly<Record<DigestedFile['algorithm'], string | undefined>> = {
  sha256: 'SHA-256',
  md5: 'MD5',
  gitCommit: undefined,
};
const LINE_ENDS = 'The hash is that of the text with the line end LF.';

const recordComponents = ({ parts }: Evidence, sha256: Sha256): Component[] =>
  parts
    .filter(({ role }) => role === 'run')
    .map(({ path, content, description }, index) => ({
      type: 'file',
      'bom-ref': `record-${index}`,
      name: path,
      description,
      hashes: [{ alg: 'SHA-256', content: sha256(content) }],
    }));

// Where a package came from is not known, so it has no address.
const environmentComponents = ({ details, tracker }: Evidence): Component[] =>
  distinctMembers(details.env).flatMap(({ key, value }): Component[] => {
    const [version] = textOf(value);
    const ref = { 'bom-ref': `environment-${key}` };
    const type = (tracker === undefined ? OWN : TRACKED).get(key) ?? (tracker === undefined ? undefined : 'library');
    if (type === undefined || type === 'none' || (version?.length ?? 0) > MAX_VERSION) return [];
    if (type === 'operating-system') return version === undefined ? [] : [{ type, ...ref, name: version }];
    return [{ type, ...ref, name: key, ...(version !== undefined && { version }) }];
  });

// What our runs record, and what the names mean that trackers have besides packages.
const PROGRAMS = [
  ['python', 'platform'],
  ['torch', 'framework'],
  ['numpy', 'library'],
] as const;
const OWN: ReadonlyMap<string, string> = new Map([...PROGRAMS, ['platform', 'operating-system']]);
const TRACKED: ReadonlyMap<string, string> = new Map([
  ...PROGRAMS,
  ['os', 'operating-system'],
  ['gpu', 'none'],
  ['cuda', 'none'],
]);
// Of the specification. A longer text is only a property.
const MAX_VERSION = 1024;
