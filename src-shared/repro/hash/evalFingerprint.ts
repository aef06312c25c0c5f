// Fingerprint of an evaluation, from its configuration as JSON. Source: fingerprint_eval of the document on config fingerprinting (seed document 003).
import { isLambdaName, NAMED_FUNCTIONS } from '../../artifacts/functionNames';
import { HIDDEN } from '../../text/hidden';
import { type JsonNode, member, stringMember } from '../../text/jsonText';
import { type JsonEntries, jsonObject, jsonString } from '../../text/makeJson';
import { hasSecret, withoutSecretForms } from '../../text/secretText';
import { canonicalJson } from './canonicalJson';
import type { Sha256 } from './configHash';
import { type GitInfo, hashStr } from './fingerprint';

/** Fingerprint of an evaluation, keys in the order of the original. */
export type EvalFingerprint = {
  readonly config_hash: string;
  readonly git_sha: string;
  readonly git_dirty: boolean;
  readonly domain: 'eval';
  readonly endpoint_summary: string;
  readonly tools: readonly string[];
  readonly dataset_path: string | null;
};

/** The dataset of an evaluation: its path as it is recorded, and its checksum. */
export interface Dataset {
  readonly path: string;
  readonly checksum: string;
}

/** A fingerprint, with the names that the original always hashes and the configuration lacks; or a sentence that states why it cannot be computed. */
export type EvalResult =
  | { readonly ok: true; readonly fingerprint: EvalFingerprint; readonly absent: readonly string[] }
  | { readonly ok: false; readonly problem: string };

/** Fingerprint of an evaluation from its configuration as JSON; functions are named as `module.qualname`. */
export function fingerprintEval(
  config: JsonNode,
  outside: { readonly git: GitInfo; readonly dataset?: Dataset },
  sha256: Sha256,
): EvalResult {
  const problem = configProblem(config);
  if (problem !== undefined) return { ok: false, problem };
  const { git, dataset } = outside;
  const fingerprint: EvalFingerprint = {
    config_hash: evalConfigHash(config, dataset, sha256),
    git_sha: git.sha,
    git_dirty: git.dirty,
    domain: 'eval',
    endpoint_summary: `${summaryPart(config, 'provider')}/${summaryPart(config, 'model')}`,
    tools: toolsOf(config),
    dataset_path: dataset ? withoutSecretForms(dataset.path) : null,
  };
  const absent = ['score_fn', 'prepare_messages', 'max_samples'].filter(key => member(config, key) === undefined);
  return { ok: true, fingerprint, absent };
}

/** The config hash of an evaluation whose configuration has no problem. Absent keys are not hashed. */
export function evalConfigHash(config: JsonNode, dataset: Dataset | undefined, sha256: Sha256): string {
  const samples = member(config, 'max_samples');
  const hashed: JsonEntries = [
    ['endpoint', withoutKey(member(config, 'endpoint'))],
    ...NAMED_FUNCTIONS.flatMap(key => requiredName(config, key)),
    ...optionalName('environment_factory', member(config, 'environment_factory')),
    ...optionalName('handle_stop', stopHandler(config)),
    ...(samples ? [['max_samples', samples] as const] : []),
    ...(dataset ? datasetEntries(dataset) : []),
  ];
  return hashStr(canonicalJson(jsonObject(hashed)), sha256);
}

// None has neither a module nor a name in Python, so the original hashes the string "None".
function requiredName(config: JsonNode, key: string): JsonEntries {
  const name = member(config, key);
  return name ? [[key, name.kind === 'null' ? jsonString('None') : name]] : [];
}

const optionalName = (key: string, name: JsonNode | undefined): JsonEntries =>
  name?.kind === 'string' && name.text !== '' ? [[key, name]] : [];

// The original keeps it in the settings of the run; a configuration that was written by hand may have it next to the other functions.
const stopHandler = (config: JsonNode): JsonNode | undefined =>
  member(config, 'handle_stop') ?? member(member(config, 'run_config'), 'handle_stop');

const datasetEntries = ({ path, checksum }: Dataset): JsonEntries => [
  ['dataset_checksum', jsonString(checksum)],
  ['dataset_path', jsonString(path)],
];

/**
 * The recorded name of a function: `module.qualname`; undefined for a lambda whose identity matters. `name` is its `__name__`, the last part of
 * `qualname`.
 */
export function callableName(
  { module, qualname, name }: { readonly module: string; readonly qualname: string; readonly name: string },
  allowLambda = false,
): string | undefined {
  if (!allowLambda && name === '<lambda>') return undefined;
  return module === '' ? qualname : `${module}.${qualname}`;
}

/** Why a configuration has no fingerprint, as a sentence; undefined if it has one. */
export function configProblem(config: JsonNode): string | undefined {
  if (config.kind !== 'object') return 'The configuration is not a JSON object.';
  if (member(config, 'endpoint')?.kind !== 'object')
    return '`endpoint` is missing or not an object, so the fingerprint cannot be computed.';
  const lambda = NAMED_FUNCTIONS.find(key => isLambdaName(stringMember(config, key) ?? ''));
  if (lambda !== undefined)
    return `\`${lambda}\` is a lambda (${withoutSecretForms(stringMember(config, lambda) ?? '')}), and lambdas cannot be distinguished by name. Define it with \`def\`.`;
  const unnamed = [
    ...[...NAMED_FUNCTIONS, 'environment_factory'].filter(key => !isName(member(config, key))),
    ...(isName(stopHandler(config)) ? [] : ['handle_stop']),
  ][0];
  if (unnamed !== undefined) return `\`${unnamed}\` must be the name of a function, in the form \`module.qualname\`.`;
  const part = ['provider', 'model'].find(key => !isText(member(member(config, 'endpoint'), key)));
  if (part !== undefined)
    return `\`endpoint.${part}\` is missing or not a string, so the fingerprint cannot be computed.`;
  const tools = member(config, 'tools');
  const named = tools?.kind === 'array' && tools.items.every(item => item.kind === 'string');
  return tools === undefined || tools.kind === 'null' || named ? undefined : '`tools` must be a list of names.';
}

const isText = (node: JsonNode | undefined): boolean => node?.kind === 'string' || node?.kind === 'null';
const isName = (node: JsonNode | undefined): boolean => node === undefined || isText(node);

// The fingerprint is written to files and reports, so secrets are hidden there. The hash uses the exact values.
const shown = (node: Extract<JsonNode, { kind: 'string' }>): string =>
  node.secret && !hasSecret(node.text) ? HIDDEN : withoutSecretForms(node.text);

function summaryPart(config: JsonNode, key: string): string {
  const part = member(member(config, 'endpoint'), key);
  return part?.kind === 'string' ? shown(part) : 'None';
}

function toolsOf(config: JsonNode): string[] {
  const tools = member(config, 'tools');
  return tools?.kind === 'array' ? tools.items.flatMap(item => (item.kind === 'string' ? [shown(item)] : [])) : [];
}

// The API key is not part of the identity of the endpoint. It must not be hashed: a short key can be guessed from its hash.
function withoutKey(endpoint: JsonNode | undefined): JsonNode {
  const kept = endpoint?.kind === 'object' ? endpoint.members.filter(m => m.key !== 'api_key') : [];
  return jsonObject(kept.map(m => [m.key, m.value]));
}
